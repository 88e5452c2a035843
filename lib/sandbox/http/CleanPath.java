package lib.sandbox.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** The clean form of a path: what Go's multiplexer redirects to. */
final class CleanPath {

    private CleanPath() {
    }

    /** Without empty and dot segments; a slash at the end stays. */
    static String of(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            switch (segment) {
                case "", "." -> { }
                case ".." -> segments.pollLast();
                default -> segments.addLast(segment);
            }
        }
        String clean = "/" + String.join("/", segments);
        // A dot segment at the end leaves no slash behind: only one that was really written counts.
        return path.endsWith("/") && !segments.isEmpty() ? clean + "/" : clean;
    }
}
