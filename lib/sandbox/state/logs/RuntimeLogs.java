package lib.sandbox.state.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
import java.util.concurrent.ConcurrentHashMap;
import lib.sandbox.http.GoJson;

/**
 * What the containers of the apps print. Contract: GET /api/apps/runtime-logs (the file, each line with its time) and streams.md, 3 (the
 * container's own output, without). An app that has printed nothing has no lines; that is no failure.
 */
public final class RuntimeLogs {

    private final InstantSource clock;
    private final Map<String, Output> outputs = new ConcurrentHashMap<>();

    public RuntimeLogs(InstantSource clock) {
        this.clock = clock;
    }

    /** The app's container prints these now; a text with line breaks is several lines. */
    public void print(String app, String... lines) {
        print(app, clock.instant().atOffset(ZoneOffset.UTC), List.of(lines));
    }

    /** The same at another time, for a past that is made up. */
    public void print(String app, OffsetDateTime time, List<String> lines) {
        List<String> each = lines.stream().flatMap(line -> Arrays.stream(line.split("\n", -1))).toList();
        output(app).print(GoJson.time(time.truncatedTo(ChronoUnit.SECONDS)), each);
    }

    /** The newest lines of the file, oldest first, each {@code [time] text}. */
    public List<String> tail(String app, long count) {
        Output output = outputs.get(app);
        return output == null ? List.of() : output.tail(count);
    }

    /**
     * Reads along: the last 200 lines of the container, then what comes; for a container that is down, the end follows at once.
     *
     * @return null when the app has no container
     */
    public Feed follow(String app) {
        Output output = outputs.get(app);
        return output == null || !output.exists() ? null : output.follow();
    }

    /** Whether there is a container, up or down. */
    public boolean hasContainer(String app) {
        Output output = outputs.get(app);
        return output != null && output.exists();
    }

    /**
     * The app's container runs.
     *
     * @param anew whether it is a new one: who reads the old one's output is told the end
     */
    public void start(String app, boolean anew) {
        output(app).start(anew);
    }

    /** The app's container is down, and who reads along is told the end. */
    public void stop(String app) {
        output(app).stop();
    }

    /** Whether the app's container runs. */
    public boolean isUp(String app) {
        Output output = outputs.get(app);
        return output != null && output.isUp();
    }

    /** The app is deleted. */
    public void forget(String app) {
        Output output = outputs.remove(app);
        if (output != null) {
            output.stop();
        }
    }

    /** As saved: the lines of each app. */
    public Map<String, List<String>> all() {
        Map<String, List<String>> all = new TreeMap<>();
        outputs.forEach((app, output) -> all.put(app, output.tail(Long.MAX_VALUE)));
        return all;
    }

    /** Forgets what is here and takes these. */
    public void load(Map<String, List<String>> saved) {
        outputs.keySet().forEach(app -> output(app).load(List.of()));
        saved.forEach((app, lines) -> output(app).load(lines));
    }

    private Output output(String app) {
        return outputs.computeIfAbsent(app, id -> new Output());
    }

    /** What one app has printed: the file that the server keeps, docker's own memory of the container, and who reads along. */
    private static final class Output {

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
}
