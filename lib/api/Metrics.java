package lib.api;

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

    static Metrics from(JsonObject json) {
        return new Metrics(json.text("appId"), json.text("name"), json.number("cpuPercent"), json.number("memUsageMb"),
                json.number("memLimitMb"), json.number("memPercent"), json.number("netRxMb"), json.number("netTxMb"));
    }
}
