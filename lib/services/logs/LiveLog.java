package lib.services.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.http.WebSocket;
import lib.json.Json;
import lib.json.JsonObject;

/** What a container writes, as the instance passes it on: its last lines first, then each as it comes. Contract: streams, part 3. */
public final class LiveLog {

    /** How many lines the instance repeats at most. */
    public static final int REPLAYED = 200;

    /** The old lines come in one go; a pause this long ends them. */
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Words of the instance, or of docker, in place of a log. */
    private static final Pattern ABOUT = Pattern.compile("App is currently building\\. Runtime logs will start.*|App \".*\" not found\\."
            + "|Failed to (?:open log stream|start docker logs|parse SSH private key|connect to remote server|create SSH session"
            + "|setup stdout pipe): .*|Failed to load server config\\."
            + "|(?:Error response from daemon: |Error: )?[Nn]o such container: \\S+"
            + "|Error response from daemon: (?:can not get logs from container which is dead or marked for removal"
            + "|configured logging driver does not support reading)");

    /**
     * The lines that were there.
     *
     * @param lines    plain, oldest first, at most {@value #REPLAYED}
     * @param about    what the instance said in place of lines; "" for nothing
     * @param open     whether the connection goes on
     * @param answered whether anything came, an end included
     */
    public record Replayed(List<String> lines, String about, boolean open, boolean answered) {
    }

    private LiveLog() {
    }

    /** Whether this line is about the log, and not of it. */
    public static boolean about(String line) {
        return ABOUT.matcher(line).matches();
    }

    /** The lines of a message, plain: there can be line breaks in it. */
    public static List<String> lines(byte[] message) {
        return WebSocket.line(message).lines().map(LogLine::plain).toList();
    }

    /** When a message was sent, as the instance wrote it; "" when it did not. */
    public static String time(byte[] message) {
        JsonObject json = JsonObject.object(Json.readOrNull(message));
        return json == null ? "" : json.text("timestamp");
    }

    /**
     * Reads what is repeated on a new connection.
     *
     * @param patience how long the first line may take
     */
    public static Replayed replay(WebSocket log, Duration patience) {
        List<String> lines = new ArrayList<>();
        String about = "";
        long start = System.nanoTime();
        while (lines.size() < REPLAYED && System.nanoTime() - start < patience.plus(LONGEST).toNanos()) {
            byte[] message = log.read(lines.isEmpty() ? patience : PAUSE);
            if (message == null) {
                return new Replayed(lines, about, false, true);
            }
            if (message == WebSocket.NOTHING) {
                return new Replayed(lines, about, true, !lines.isEmpty());
            }
            for (String line : lines(message)) {
                if (!about(line)) {
                    lines.add(line);
                } else if (lines.isEmpty()) {
                    about = line;
                }
            }
            if (!about.isEmpty() && lines.isEmpty()) {
                return new Replayed(lines, about, true, true);
            }
        }
        return new Replayed(lines, about, true, true);
    }

    /** Opens a connection for the repeated lines alone. Fails as a request does. */
    public static Replayed replay(Api api, String appId, Duration patience) {
        try (WebSocket log = api.streams().runtimeLogs(appId)) {
            return replay(log, patience);
        }
    }
}
