package lib.commands.apps;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Metrics;
import lib.base.Failure;
import lib.base.Outage;
import lib.base.Pause;
import lib.base.Pending;
import lib.op.AppReference;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.Feed;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Live;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.services.diagnosis.ContainerUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What running containers use now. Contract: GET /api/metrics/apps, a row a container, none for one that does not run. */
@Examples({"paas metrics", "paas metrics web --watch"})
@HelpPlace(under = Heading.APPS, place = 90)
@Command(name = "metrics", description = "Show what running apps use now")
@Operation(tool = "paas_get_metrics", title = "CPU and memory of apps", effect = Effect.READ, scopes = {"metrics:read", "apps:read"},
        about = "Shows what each running container of an app (of all apps when app is left out) uses now: CPU in percent of one core, "
                + "memory in MiB and "
                + "of its limit, network since it started. An app without a row has no running container. Takes one to two seconds.")
public final class ShowMetrics implements Callable<ShowMetrics.Shown>, Live {

    private static final Duration EVERY = Duration.ofSeconds(2);
    /** An instance takes about two seconds for an answer: it is not asked again at once. */
    private static final Duration LEAST = Duration.ofMillis(200);

    @Parameters(index = "0", arity = "0..1")
    AppReference app;

    @CommandLineOnly
    @Option(names = {"-w", "--watch"}, description = "Go on, every two seconds; leave with q or Ctrl-C.")
    boolean watch;

    private final Api api;

    public ShowMetrics(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        Pending<List<Metrics>> metrics = Pending.start(api::metrics);
        App one = app == null ? null : app.find(api);
        return new Shown(metrics.get().stream().filter(each -> one == null || each.appId().equals(one.id())).map(ContainerUse::of).toList(),
                one == null ? "" : one.name() + " (" + one.status() + ")");
    }

    @Override
    public boolean live() {
        return watch;
    }

    @Override
    public void follow(Feed feed) {
        // what fails at first fails; an instance that is away for a moment comes back
        long start = System.nanoTime();
        feed.state(call());
        Outage outage = new Outage(null, feed::note);
        while (true) {
            Pause.of(Pause.rest(EVERY, Duration.ofNanos(System.nanoTime() - start), LEAST));
            start = System.nanoTime();
            try {
                feed.state(call());
                outage.over();
            } catch (Failure e) {
                outage.endure(e);
            }
        }
    }

    /** What one app's or all containers use. */
    record Rows(@lib.op.Rows(worst = "memoryPercent") List<ContainerUse> containers) {
    }

    /** @param one the app that was asked for and its status; "" for all */
    public record Shown(List<ContainerUse> containers, String one) implements Result {

        @Override
        public Rows json() {
            return new Rows(containers);
        }

        @Override
        public Page page() {
            return containers.isEmpty() ? new Page() : new Page().table(ContainerUse.table(containers));
        }

        @Override
        public List<String> notes() {
            return !containers.isEmpty() ? List.of()
                    : List.of(one.isEmpty() ? "No container is running." : "No container of " + one + " is running.");
        }

        @Override
        public List<String> ids() {
            return containers.stream().map(ContainerUse::appId).distinct().toList();
        }
    }
}
