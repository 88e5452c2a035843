package lib.sandbox.builds;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import lib.sandbox.state.App;
import lib.sandbox.state.Background;
import lib.sandbox.state.Checkout;
import lib.sandbox.state.Deployment;
import lib.sandbox.state.State;

/**
 * What the demo apps have been through before the instance started, the same at every start: several deployments of one app to roll back
 * to, one that failed, one that builds for ever, and the containers, images and build directories they left.
 */
public final class DemoHistory {

    private final State state;

    private DemoHistory(State state) {
        this.state = state;
    }

    /** Adds it to a state that has the demo apps. */
    public static void addTo(State state) {
        try (var atOnce = new Background(0)) {
            new DemoHistory(state).add(atOnce);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Background atOnce) throws InterruptedException {
        success(atOnce, "k3v9x0q2ab", "v2f6n8c1te", "2026-03-02T08:15:02.904417Z", "41s", null,
            "4d70c2b19ae8365f07c41d92be58a3f60179dce2", "Start page and cart");
        success(atOnce, "t81mzc5r7e", "u7d3k9b0xm", "2026-03-02T08:21:47.330981Z", "1m38s", null,
            "8be1470c3fd92a65b0e7c8146f3d25a9710be4c8", "Orders over HTTP");
        success(atOnce, "w2hf60dpy4", "z6b1f8wq3e", "2026-04-11T17:03:29Z", "52s", null,
            "71d3c05e8fb2946a0de57c19b84f63a02e95d7cb", "Weekly totals by region");
        success(atOnce, "b6y2e8ts0g", "m9s4d2yj7a", "2026-05-19T06:55:18.421Z", "1m4s", null,
            "b84f16e0c97a25d3f0617be84ac93d51e20f7c68", "Keep uploads in a volume");
        success(atOnce, "k3v9x0q2ab", "e4q8r5y2hs", "2026-05-28T13:40:09.071Z", "44s", "webhook",
            "e2906bd4f1837ca50d6e94b2317cf8a05de41b73", "Faster search");
        success(atOnce, "n1i5g8ox6r", "r2c7p5hu1k", "2026-06-03T20:14:37.6Z", "31s", null, null, "Uploaded source");
        success(atOnce, "t81mzc5r7e", "h3x8v0r5nc", "2026-06-20T07:31:55.18Z", "1m27s", "manual",
            "2f70b8a61e95dc43708b1fe6a92d54c3087be1fa", "Retry payments that time out");
        failure(atOnce);
        success(atOnce, "k3v9x0q2ab", "d7m2q9xk4t", "2026-06-29T16:22:31.505Z", "43s", "manual",
            "9c41e7d20b6f3a58c1d94e07ab35f2681c70de94", "Show delivery dates in the cart");
        building();
        state.containers().stop("w2hf60dpy4");
    }

    private void success(Background atOnce, String appId, String id, String at, String duration, String trigger, String commit,
            String message) throws InterruptedException {
        var app = state.stored(appId).orElseThrow();
        var lines = new ArrayList<String>();
        var log = begin(app, id, lines, atOnce, commit, message);
        var checkout = checkout(app);
        String image = null;
        try {
            if (app.buildMethod.equals("compose")) {
                new ComposeUp(state, log).up(app, id, checkout, false);
                state.group(app).forEach(row -> state.containers().run(ComposeUp.projectOf(app) + "-" + row.composeService + "-1", row.id,
                    id, row.composeWeb ? ComposeUp.projectOf(app) + "-" + row.composeService : "postgres:16-alpine"));
                log.say("✅ Compose deployment complete! App live at: " + app.url);
            } else {
                image = new Build(state, log).image(app, id, checkout, false);
                var launch = new Launch(state, log);
                launch.healthy(app, id, image, checkout, app.port);
                launch.retire(app, id);
                log.say("✅ Deployment complete! App live at: " + app.url);
            }
        } catch (BuildFailure impossible) {
            throw new IllegalStateException("a demo app does not build: " + app.name, impossible);
        }
        state.deployments().add(record(app, id, at, trigger, lines).succeeded(duration, image, commit, message));
    }

    private void failure(Background atOnce) throws InterruptedException {
        var app = state.stored("x9q4jb3m0u").orElseThrow();
        var lines = new ArrayList<String>();
        var commit = "e05a9b1c7d4832f6190bc8e7f52d6a34b1c9087e";
        var log = begin(app, "a1t6w3g9zd", lines, atOnce, commit, "Move to the new build");
        checkout(app);
        log.say("🔨 Building paas-landing:a1t6w3g9zd with Nixpacks");
        log.play(Scripts.build(Stack.NODE, false), "", Build.values(app, Stack.NODE));
        log.play(Scripts.rest(Stack.NODE, false, true), "", Build.values(app, Stack.NODE));
        log.say("✖ Build failed: exit status 1");
        state.deployments().add(record(app, "a1t6w3g9zd", "2026-06-28T12:30:55.070903+02:00", null, lines)
            .failed("27s", commit, "Move to the new build"));
    }

    /** Its log stops where a test suite hangs. */
    private void building() {
        var app = state.stored("c5n7r1k9vd").orElseThrow();
        state.deployments().add(record(app, "y5j2m8f4kq", "2026-06-30T09:48:11.550128Z", null, List.of(
            "🚀 Deployment y5j2m8f4kq of search-worker started",
            "📥 Cloning git@github.com:harbor-lane/search-worker.git (branch develop)",
            "📌 Commit 3ce81f7: Index new orders first",
            "🔨 Building paas-search-worker:y5j2m8f4kq with Nixpacks",
            "#8 [stage-0  6/8] RUN go build -o out ./...",
            "#8 DONE 21.7s",
            "#9 [stage-0  7/8] RUN go test ./...",
            "#9 4.118 ok  \tsearch-worker/index\t1.204s")));
    }

    private BuildLog begin(App app, String id, List<String> lines, Background atOnce, String commit, String message) {
        var log = new BuildLog(lines::add, atOnce);
        log.say("🚀 Deployment " + id + " of " + app.name + " started");
        if (commit == null) {
            log.say("📁 Using uploaded source");
        } else {
            log.say("📥 Cloning " + app.gitRepo + (app.branch.isEmpty() ? "" : " (branch " + app.branch + ")"));
            log.say("📌 Commit " + commit.substring(0, 7) + ": " + message);
        }
        return log;
    }

    private Checkout checkout(App app) {
        var checkout = new Checkout(app.id, Sources.files(app));
        state.checkouts().put(checkout);
        return checkout;
    }

    private static Deployment record(App app, String id, String at, String trigger, List<String> lines) {
        return new Deployment(id, app.id, app.name, "building", lines, OffsetDateTime.parse(at), "", null, trigger, null, null);
    }
}
