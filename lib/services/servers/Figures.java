package lib.services.servers;

import java.time.Duration;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.WebSocket;
import lib.json.Json;
import lib.json.JsonObject;

/**
 * What a server uses now. Contract: streams, part 4: no route has it, only a WebSocket, which says it every two seconds.
 *
 * @param cpuPercent  of all cores
 * @param runningApps apps whose status is running
 */
public record Figures(double cpuPercent, double memoryPercent, double diskPercent, int runningApps) {

    /** The first figures come after two seconds; a busy instance takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /**
     * What came of asking.
     *
     * @param figures null when there are none
     * @param why     why there are none; null when there are
     */
    public record Read(Figures figures, String why) {
    }

    /** Asks once. What stands against it is no failure: a server is shown without its figures then. */
    public static Read of(Api api, String serverId) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (WebSocket stats = api.streams().stats(serverId)) {
            while (true) {
                byte[] message = stats.read(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
                if (message == null || message == WebSocket.NOTHING) {
                    return new Read(null, message == null ? "the connection ended before they came"
                            : "none came within " + PATIENCE.toSeconds() + " s");
                }
                JsonObject json = JsonObject.object(Json.readOrNull(message));
                if (json != null && json.fields().containsKey("cpuUsage")) {
                    return read(json);
                }
            }
        } catch (Failure e) {
            if (e.kind() == Kind.INTERRUPTED) {
                throw e;
            }
            return new Read(null, e.getMessage());
        }
    }

    private static Read read(JsonObject json) {
        Figures figures = new Figures(json.number("cpuUsage"), json.number("memoryUsage"), json.number("diskUsage"),
                (int) json.number("activeApps"));
        // no disk is empty: these are the zeros of a server that was never reached
        return figures.memoryPercent == 0 && figures.diskPercent == 0 ? new Read(null, "the instance has none of it yet")
                : new Read(figures, null);
    }
}
