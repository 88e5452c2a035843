package lib.sandbox.state.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import lib.sandbox.http.GoJson;

/**
 * What the containers of the apps print. Contract: GET /api/apps/runtime-logs (the file, each line with its time) and streams.md, 3 (the
 * container's own output, without). The file misses what a container prints before traffic is switched to it, and all from its first
 * restart by docker to the next deployment, start or boot of the server. An app that has printed nothing has no lines; that is no failure.
 */
public record RuntimeLogs(InstantSource clock, Map<String, Output> outputs) {

    public RuntimeLogs(InstantSource clock) {
        this(clock, new ConcurrentHashMap<>());
    }

    /** The app's container prints these now; a text with line breaks is several lines. */
    public void print(String app, String... lines) {
        print(app, GoJson.now(clock), List.of(lines));
    }

    /** The same at another time, for a past that is made up. */
    public void print(String app, OffsetDateTime time, List<String> lines) {
        List<String> each = lines.stream().flatMap(line -> Arrays.stream(line.split("\n", -1))).toList();
        of(app).print(GoJson.time(time.truncatedTo(ChronoUnit.SECONDS)), each);
    }

    /** What one app has printed; of an app that nobody knows that is nothing. */
    public Output of(String app) {
        return outputs.computeIfAbsent(app, id -> new Output());
    }

    /** The server has started: it writes to the files again what running containers print. */
    public void booted() {
        outputs.values().forEach(Output::capture);
    }

    /** The app is deleted. */
    public void forget(String app) {
        of(app).stop();
        outputs.remove(app);
    }

    /** As saved: the lines of each app. */
    public Map<String, List<String>> all() {
        Map<String, List<String>> all = new TreeMap<>();
        outputs.forEach((app, output) -> all.put(app, output.tail(Long.MAX_VALUE)));
        return all;
    }

    /** Forgets what is here and takes these. */
    public void load(Map<String, List<String>> saved) {
        outputs.values().forEach(output -> output.load(List.of()));
        saved.forEach((app, lines) -> of(app).load(lines));
    }

    /** What one app has printed: the file that the server keeps, docker's own memory of the container, and who reads along. */
    public static final class Output {

        /** Contract: the file is rotated at this size, and what was rotated away cannot be read. */
        private static final long ROTATION = 10L * 1024 * 1024;
        /** Contract (streams.md, 3): what a reader gets of the past. */
        private static final int REPLAY = 200;

        private final List<String> file = new ArrayList<>();
        private final Deque<String> container = new ArrayDeque<>();
        private final Set<Feed> readers = new HashSet<>();
        private long size;
        private List<String> before = List.of();
        private boolean captured = true;
        private boolean exists;
        private boolean up;

        /** The app's container runs; when it is a new one ({@code anew}), who reads the old one's output is told the end. */
        public synchronized void start(boolean anew) {
            if (anew) {
                end();
                container.clear();
                before.forEach(this::remember);
                before = List.of();
            }
            captured = true;
            exists = true;
            up = true;
        }

        /** The container that is to start next has printed this by then, when nobody wrote it to the file. */
        public synchronized void printedBefore(List<String> lines) {
            before = List.copyOf(lines);
        }

        /** Docker has started the app's container again, which prints these lines: the end for who reads along, and for the file. */
        public synchronized void restarted(List<String> lines) {
            end();
            captured = false;
            lines.forEach(this::remember);
        }

        private synchronized void capture() {
            captured = true;
        }

        /** The app's container is down, and who reads along is told the end. */
        public synchronized void stop() {
            up = false;
            end();
        }

        /** Whether the app's container runs. */
        public synchronized boolean isUp() {
            return up;
        }

        /** Whether there is a container, up or down. */
        public synchronized boolean exists() {
            return exists;
        }

        private synchronized void print(String time, List<String> lines) {
            for (String line : lines) {
                if (captured) {
                    file("[" + time + "] " + line);
                }
                remember(line);
                readers.forEach(reader -> reader.lines.add(line));
            }
        }

        private synchronized void load(List<String> saved) {
            file.clear();
            size = 0;
            container.clear();
            saved.forEach(line -> {
                file(line);
                remember(line.substring(line.indexOf("] ") + 2));
            });
        }

        /** The newest lines of the file, oldest first, each {@code [time] text}. */
        public synchronized List<String> tail(long count) {
            return List.copyOf(file.subList((int) Math.max(0, file.size() - count), file.size()));
        }

        /** The last 200 lines of the container, as docker has them, without their time. */
        public synchronized List<String> remembered() {
            return List.copyOf(container);
        }

        /**
         * Reads along: the last 200 lines of the container, then what comes; for a container that is down, the end follows at once.
         *
         * @return null when there is no container
         */
        public synchronized Feed follow() {
            Feed feed = new Feed(this::leave);
            feed.lines.addAll(container);
            if (up) {
                readers.add(feed);
            } else {
                feed.end();
            }
            return exists ? feed : null;
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

    /** What a container prints, read as {@code docker logs --follow} gives it: what it has printed so far, then each line as it comes. */
    public static final class Feed implements AutoCloseable {

        private static final String END = new String("end");

        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final Consumer<Feed> onClose;

        private Feed(Consumer<Feed> onClose) {
            this.onClose = onClose;
        }

        /** Waits for the next line, without a time; null once the container is stopped, removed or replaced, and from then on. */
        public String next() throws InterruptedException {
            String line = lines.take();
            if (line == END) {     // by identity: a container can print any text
                end();
                return null;
            }
            return line;
        }

        /** Stops listening. A reader that waits is let go. */
        @Override
        public void close() {
            onClose.accept(this);
            end();
        }

        private void end() {
            lines.add(END);
        }
    }
}
