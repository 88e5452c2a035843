package lib.sandbox.state.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one app has printed: the file that the server keeps, docker's own memory of the container, and who reads along. */
final class Output {

    /** Contract: the file is rotated at this size, and what was rotated away cannot be read. */
    private static final long ROTATION = 10L * 1024 * 1024;
    /** Contract (streams.md, 3): what a reader gets of the past. */
    private static final int REPLAY = 200;

    private final List<String> file = new ArrayList<>();
    private final Deque<String> container = new ArrayDeque<>();
    private final Set<Feed> readers = new HashSet<>();
    private long size;
    private boolean exists;
    private boolean up;

    synchronized void start(boolean anew) {
        if (anew) {
            end();
            container.clear();
        }
        exists = true;
        up = true;
    }

    synchronized void stop() {
        up = false;
        end();
    }

    synchronized boolean isUp() {
        return up;
    }

    synchronized boolean exists() {
        return exists;
    }

    synchronized void print(String time, List<String> lines) {
        for (String line : lines) {
            file("[" + time + "] " + line);
            remember(line);
            readers.forEach(reader -> reader.add(line));
        }
    }

    synchronized void load(List<String> saved) {
        file.clear();
        size = 0;
        container.clear();
        saved.forEach(line -> {
            file(line);
            remember(line.substring(line.indexOf("] ") + 2));
        });
    }

    synchronized List<String> tail(long count) {
        return List.copyOf(file.subList((int) Math.max(0, file.size() - count), file.size()));
    }

    synchronized Feed follow() {
        Feed feed = new Feed(this::leave);
        container.forEach(feed::add);
        if (up) {
            readers.add(feed);
        } else {
            feed.end();
        }
        return feed;
    }

    private synchronized void leave(Feed feed) {
        readers.remove(feed);
    }

    private void file(String line) {
        int length = line.getBytes(UTF_8).length + 1;
        if (size + length > ROTATION) {
            file.clear();
            size = 0;
        }
        file.add(line);
        size += length;
    }

    private void remember(String line) {
        container.add(line);
        if (container.size() > REPLAY) {
            container.remove();
        }
    }

    private void end() {
        readers.forEach(Feed::end);
        readers.clear();
    }
}
