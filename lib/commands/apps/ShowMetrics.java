package lib.commands.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Apps;
import lib.api.Metrics;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pending;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Feed;
import lib.op.Listed;
import lib.op.Listed.Heading;
import lib.op.Live;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What running containers use now. Contract: GET /api/metrics/apps, a row a container, none for one that does not run. */
@Listed(under = Heading.APPS, place = 90)
@Command(name = "metrics", description = "Show what running apps use now")
@Operation(tool = "paas_get_metrics", title = "CPU and memory of apps", effect = Effect.READ, scopes = {"metrics:read", "apps:read"},
        about = "Shows what each running container of an app (of all apps when app is left out) uses now: CPU in percent of one core, memory in MiB and "
                + "of its limit, network since it started. An app without a row has no running container. Takes one to two seconds.")
public final class ShowMetrics implements Callable<ShowMetrics.Shown>, Live {

    private static final long PAUSE_MS = 2000;
    private static final Set<Kind> PASSING = Set.of(Kind.UNREACHABLE, Kind.SERVER_ERROR, Kind.TIMED_OUT, Kind.RATE_LIMITED);

    @Parameters(index = "0", arity = "0..1", paramLabel = "<app>", description = "Name or id of the app.")
    String app;

    @CommandLineOnly
    @Option(names = {"-w", "--watch"}, description = "Go on, every two seconds; ends with Ctrl-C.")
    boolean watch;

    private final Api api;

    public ShowMetrics(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        Pending<List<Metrics>> metrics = Pending.start(api::metrics);
        App one = app == null ? null : Apps.find(api.apps().all(), app);
        return new Shown(metrics.get().stream().filter(each -> one == null || each.appId().equals(one.id())).map(Row::of).toList(),
                one == null ? "" : one.name() + " (" + one.status() + ")");
    }

    @Override
    public boolean live() {
        return watch;
    }

    @Override
    public void follow(Feed feed) {
        for (boolean started = false; ; started = true) {
            try {
                feed.page(call().page());
            } catch (Failure e) {
                // what fails at first fails; an instance that is away for a moment comes back
                if (!started || !PASSING.contains(e.kind())) {
                    throw e;
                }
                feed.note("asking again: " + e.getMessage());
            }
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure(Kind.INTERRUPTED, "interrupted");
            }
        }
    }

    /**
     * One running container.
     *
     * @param app           "" when the app is gone
     * @param cpuPercent    of one core: more than 100 on several
     * @param memoryLimitMb the server's memory when there is no limit
     */
    public record Row(String appId, String app, double cpuPercent, double memoryMb, double memoryLimitMb, double memoryPercent, double receivedMb,
                      double sentMb) {

        static Row of(Metrics each) {
            return new Row(each.appId(), each.name(), each.cpuPercent(), each.memoryMb(), each.memoryLimitMb(), each.memoryPercent(), each.receivedMb(),
                    each.sentMb());
        }

        private List<Object> cells() {
            return List.of(app.isEmpty() ? appId : app, new Table.Bar(cpuPercent), new Table.Bar(memoryPercent), mib(memoryMb) + " / " + mib(memoryLimitMb),
                    mib(receivedMb), mib(sentMb));
        }

        private static String mib(double mib) {
            return String.format(Locale.ROOT, mib < 10 ? "%.1f" : "%.0f", mib);
        }
    }

    /** What one app's or all containers use. */
    record Rows(List<Row> containers) {
    }

    /** @param one the app that was asked for and its status; "" for all */
    public record Shown(List<Row> containers, String one) implements Result {

        @Override
        public Rows json() {
            return new Rows(containers);
        }

        @Override
        public Page page() {
            if (containers.isEmpty()) {
                return new Page().line(one.isEmpty() ? "No container is running." : "No container of " + one + " is running.");
            }
            List<List<Object>> rows = new ArrayList<>();
            containers.forEach(each -> rows.add(each.cells()));
            return new Page().table(new Table(List.of("APP", "CPU", "MEMORY", "USED MIB", "IN MIB", "OUT MIB"), rows));
        }

        @Override
        public List<String> ids() {
            return containers.stream().map(Row::appId).distinct().toList();
        }
    }
}
