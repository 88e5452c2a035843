package lib.services.diagnosis;

import java.util.List;
import java.util.Locale;
import lib.api.Metrics;
import lib.op.Table;

/**
 * One running container.
 *
 * @param app           "" when the app is gone
 * @param cpuPercent    of one core: more than 100 on several
 * @param memoryLimitMb the server's memory when there is no limit
 */
public record ContainerUse(String appId, String app, double cpuPercent, double memoryMb, double memoryLimitMb, double memoryPercent,
        double receivedMb,
                  double sentMb) {

    public static ContainerUse of(Metrics each) {
        return new ContainerUse(each.appId(), each.name(), each.cpuPercent(), each.memoryMb(), each.memoryLimitMb(), each.memoryPercent(),
                each.receivedMb(),
                each.sentMb());
    }

    private List<Object> cells() {
        return List.of(app.isEmpty() ? appId : app, new Table.Bar(cpuPercent), new Table.Bar(memoryPercent), mib(memoryMb) + " / "
                + mib(memoryLimitMb),
                mib(receivedMb), mib(sentMb));
    }

    private static String mib(double mib) {
        return String.format(Locale.ROOT, mib < 10 ? "%.1f" : "%.0f", mib);
    }

    /** All of them, a row each. */
    public static Table table(List<ContainerUse> containers) {
        return new Table(List.of("APP", "CPU", "MEMORY", "USED MIB", "IN MIB", "OUT MIB"), containers.stream().map(ContainerUse::cells)
                .toList());
    }
}
