package lib.api;

import java.util.List;
import lib.json.JsonObject;

/**
 * What one running container of an app uses now. Contract: schema AppMetrics.
 *
 * @param name          the app's name; "" when the app is gone
 * @param cpuPercent    of one core
 * @param memoryMb      MiB used
 * @param memoryLimitMb MiB allowed; the host's memory when unlimited
 * @param memoryPercent of the limit
 * @param receivedMb    MiB since the container started
 * @param sentMb        MiB since the container started
 */
public record Metrics(String appId, String name, double cpuPercent, double memoryMb, double memoryLimitMb, double memoryPercent,
                      double receivedMb, double sentMb) {

    private static final List<String> NUMBERS = List.of("cpuPercent", "memUsageMb", "memLimitMb", "memPercent");

    /** Fails where a number is missing: a made-up 0 would read as a container that does nothing. */
    static Metrics from(JsonObject json) {
        for (String number : NUMBERS) {
            if (!(json.fields().get(number) instanceof Number)) {
                throw Routes.unreadable("GET", "/api/metrics/apps", "a container without the number " + number);
            }
        }
        return new Metrics(json.text("appId"), json.text("name"), json.number("cpuPercent"), json.number("memUsageMb"),
                json.number("memLimitMb"), json.number("memPercent"), json.number("netRxMb"), json.number("netTxMb"));
    }
}
