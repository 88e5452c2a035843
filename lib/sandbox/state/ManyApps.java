package lib.sandbox.state;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Project;

/** Apps by the thousand, to see how a client bears them: the same at every call with the same number, each in a project of its own. */
public final class ManyApps {

    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-01-05T07:00:00Z");
    private static final List<String> STATUSES = List.of("running", "running", "running", "stopped", "running", "failed");

    private ManyApps() {
    }

    /** Adds apps named load-00001 and so on; an app that is there by that id is kept. */
    public static void addTo(State state, int count) {
        for (int i = 1; i <= count; i++) {
            App app = app(i);
            if (state.apps().find(app.id) == null) {
                state.apps().add(app);
                state.projects().put(new Project(app.id, app.name, "", app.createdAt, app.serverId));
            }
        }
    }

    private static App app(int number) {
        App app = new App();
        app.id = "load%06d".formatted(number);
        app.name = "load-%05d".formatted(number);
        app.status = STATUSES.get(number % STATUSES.size());
        app.gitRepo = "https://github.com/harbor-lane/" + app.name + ".git";
        app.branch = "main";
        app.port = 9000 + number % 1000;
        app.url = "http://" + app.id + ".127.0.0.1.sslip.io";
        app.createdAt = FIRST.plusMinutes(number);
        app.projectId = app.id;
        app.envVars = Map.of("NODE_ENV", "production");
        app.webhookSecret = "kept-by-the-sandbox";
        if (!app.status.equals("failed")) {
            app.activeDeployId = "depl%06d".formatted(number);
            app.activeImage = app.name + ":" + app.activeDeployId;
            app.activeCommit = "%040x".formatted(number * 7919L);
            app.activeCommitMsg = "Change number " + number;
        }
        return app;
    }
}
