package lib.sandbox.builds;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lib.sandbox.base.Ids;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;

/** {@code docker compose up} of an app and the rows of its group. Contract: App.composeProject and what follows it, redeployApp. */
record ComposeUp(State state, BuildLog log) {

    /** The services that came up. */
    ComposeFile up(App app, String deploymentId, Checkout checkout, boolean noCache) throws BuildFailure, InterruptedException {
        String text = ComposeFile.textOf(app, checkout);
        if (text == null) {
            throw new BuildFailure(app.composePath.isEmpty() ? "No compose file found" : "Compose file not found: " + app.composePath);
        }
        ComposeFile file = ComposeFile.parse(text);
        log.say(0.2, "🐳 Running docker compose up for " + file.services().size() + " services");
        if (noCache) {
            log.say("unknown flag: --no-cache");
            throw takenDown(app);
        }
        for (ComposeFile.Service service : file.services()) {
            if (service.image().isEmpty()) {
                log.say(1.1, " Image " + projectOf(app) + "-" + service.name() + " Building");
                if (Mishap.BROKEN.hits(app)) {
                    log.say(0.8, "target " + service.name()
                        + ": failed to solve: process \"/bin/sh -c make\" did not complete successfully: "
                        + "exit code: 2");
                    throw takenDown(app);
                }
                log.say(1.4, " Image " + projectOf(app) + "-" + service.name() + " Built");
            } else {
                log.say(0.8, " Image " + service.image() + " Pulled");
            }
        }
        for (ComposeFile.Service service : file.services()) {
            log.say(0.4, " Container " + containerName(app, service) + "  Started");
        }
        return file;
    }

    /** Brings the rows of the group in line with the services, each with its container. */
    void rows(App app, ComposeFile file, String deploymentId) {
        ComposeFile.Service primary = file.primary();
        List<App> group = state.apps().group(app);
        Set<String> keep = new TreeSet<>();
        for (ComposeFile.Service service : file.services()) {
            boolean first = service.equals(primary);
            String id = first ? app.id : group.stream().filter(row -> !row.composePrimary && service.name().equals(row.composeService))
                .map(row -> row.id).findFirst().orElseGet(() -> child(app, service));
            keep.add(id);
            state.apps().change(id, row -> {
                row.status = "running";
                row.composeProject = projectOf(app);
                row.composeService = service.name();
                row.composeWeb = service.web();
                row.composePrimary = first;
                row.port = service.web() ? state.apps().freePort() : 0;
                row.url = service.web() ? "http://" + row.id + ".127.0.0.1.sslip.io" : "";
                row.activeDeployId = deploymentId;
            });
            state.apps().containers().remove(each -> each.appId().equals(id));
            state.apps().containers().run(containerName(app, service), id, deploymentId,
                service.image().isEmpty() ? projectOf(app) + "-" + service.name() : service.image());
        }
        Consequences.register(state, app, file);
        group.stream().filter(row -> !row.id.equals(app.id) && !keep.contains(row.id)).forEach(row -> {
            state.apps().remove(row.id);
            state.apps().containers().remove(each -> each.appId().equals(row.id));
        });
    }

    private BuildFailure takenDown(App app) {
        List<String> rows = state.apps().group(app).stream().map(row -> row.id).toList();
        state.apps().containers().remove(each -> rows.contains(each.appId()));
        return new BuildFailure("Compose up failed: build exited with error: exit status 1");
    }

    private String child(App app, ComposeFile.Service service) {
        App row = new App();
        row.id = Ids.next();
        String base = cut(app.name + "-" + service.name().toLowerCase(Locale.ROOT), 40);
        row.name = base;
        for (int i = 2; state.apps().isTaken(row.name, row.id); i++) {
            row.name = cut(base, 40 - ("-" + i).length()) + "-" + i;
        }
        row.status = "running";
        row.gitRepo = app.gitRepo;
        row.branch = app.branch;
        row.gitToken = app.gitToken;
        row.rootDir = app.rootDir;
        row.composePath = "docker-compose.yml";      // whatever the primary row has
        row.buildMethod = "compose";
        row.envVars = Map.of();
        row.createdAt = state.now();
        row.serverId = app.serverId;
        row.projectId = app.projectId;
        state.apps().add(row);
        return row.id;
    }

    static String projectOf(App app) {
        return "paas-" + app.id;
    }

    private static String containerName(App app, ComposeFile.Service service) {
        return projectOf(app) + "-" + service.name() + "-1";
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(text.length(), most));
    }
}
