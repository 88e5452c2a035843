package lib.services.logs;

import java.util.ArrayList;
import java.util.List;

/** Lines that repeat each other as one with a count: a thousand times the same says no more than once. */
public final class Folded {

    private Folded() {
    }

    /** Neighbours with the same text become the first of them, with the count and the time of the last. */
    public static List<String> of(List<LogLine> lines) {
        List<String> folded = new ArrayList<>();
        for (int i = 0; i < lines.size(); ) {
            int end = i + 1;
            while (end < lines.size() && lines.get(end).text().equals(lines.get(i).text())) {
                end++;
            }
            String last = lines.get(end - 1).time();
            folded.add(end == i + 1 ? lines.get(i).whole() : lines.get(i).whole() + " (" + (end - i) + " times"
                    + (last.isEmpty() ? ")" : ", last at " + last + ")"));
            i = end;
        }
        return folded;
    }
}
