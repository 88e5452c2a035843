package lib.sandbox.state;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lib.sandbox.http.GoJson;
import lib.sandbox.state.addons.DemoAddons;
import lib.sandbox.state.servers.Server;

/**
 * The apps that a demo instance starts with, the same at every start: one of each status, four ways of building, a compose group,
 * a project of two services, domains, secrets, uploaded sources, and the nulls that the server answers for what was never given.
 */
public final class DemoApps {

    private DemoApps() {
    }

    public static void addTo(State state) {
        var shop = new Project("p4w8sh0p2x", "shop", "Web shop and its API", time("2026-03-02T08:12:40.118204Z"), "localhost");
        var apps = List.of(storefront(shop), ordersApi(shop), reports(), searchWorker(), landing(), wiki(), wikiDatabase(), notes());
        apps.forEach(state::add);
        // A deploy outside a project makes one of its own with the app's id. The server lists them newest first at boot.
        var own = apps.stream().filter(app -> app.id.equals(app.projectId))
            .map(app -> new Project(app.id, app.name, "", app.createdAt, app.serverId));
        Stream.concat(Stream.of(shop), own)
            .sorted(Comparator.comparing(Project::createdAt).reversed()).forEach(state::add);
        state.servers().put(new Server("e5q0d8wz1m", "edge-1", "Second machine, for what needs memory", "203.0.113.10", 22, "root", "", false,
            "unknown", GoJson.NEVER, time("2026-03-04T17:20:08.550126Z"),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINzR4K/yeVrGReXfk6rNHPVAARk4rAD7eaO45uk1156m better-paas"));
    }

    private static App storefront(Project project) {
        return app("k3v9x0q2ab", "shop-web", "running", "2026-03-02T08:15:02.904417Z", app -> {
            git(app, "https://github.com/harbor-lane/storefront.git");
            served(app, 9004, "d7m2q9xk4t");
            app.projectId = project.id();
            app.serviceName = "web";
            app.installCommand = "npm ci";
            app.buildCommand = "npm run build";
            app.startCommand = "npm start";
            app.envVars = env("API_URL=https://api.harbor-lane.example", "NODE_ENV=production", "SESSION_SECRET=kept-by-the-sandbox",
                "STRIPE_SECRET_KEY=kept-by-the-sandbox");
            app.secretKeys = List.of("SESSION_SECRET", "STRIPE_SECRET_KEY");
            app.domains = List.of("shop.harbor-lane.example", "www.harbor-lane.example");
            app.memory = "512m";
            app.cpus = "0.5";
            app.healthPath = "/healthz";
            app.autoDeploy = true;
        });
    }

    private static App ordersApi(Project project) {
        return app("t81mzc5r7e", "shop-api", "running", "2026-03-02T08:21:47.330981Z", app -> {
            git(app, "https://github.com/harbor-lane/orders-api.git");
            served(app, 9011, "h3x8v0r5nc");
            app.projectId = project.id();
            app.serviceName = "api";
            app.buildMethod = "dockerfile";
            app.dockerfilePath = "Dockerfile";
            app.portOverride = 8080;
            app.gitToken = "kept-by-the-sandbox";
            app.envVars = env("DATABASE_URL=postgres://appuser:" + DemoAddons.SHOP_PASSWORD + "@paas-addon-postgres-q0d6k2w8zs:5432/appdb",
                "JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=70", "SPRING_PROFILES_ACTIVE=prod");
            app.secretKeys = List.of("DATABASE_URL");
            app.domains = List.of("api.harbor-lane.example");
            app.memory = "1g";
            app.cpus = "1";
            app.healthPath = "/actuator/health";
            app.vulnerabilitiesCount = 2;
        });
    }

    private static App reports() {
        return app("w2hf60dpy4", "reports", "stopped", "2026-04-11T17:03:29Z", app -> {
            git(app, "https://github.com/harbor-lane/reports.git");
            served(app, 9017, "z6b1f8wq3e");
            app.rootDir = "service";
            app.startCommand = "gunicorn reports.wsgi --bind 0.0.0.0:$PORT";
            app.volumes = List.of("reports-data:/data");
        });
    }

    private static App searchWorker() {
        return app("c5n7r1k9vd", "search-worker", "building", "2026-06-30T09:48:11.550128Z", app -> {
            git(app, "git@github.com:harbor-lane/search-worker.git");
            app.branch = "develop";
            app.port = 9023;
            app.envVars = env("GOFLAGS=-trimpath");
            app.memory = "256m";
        });
    }

    private static App landing() {
        return app("x9q4jb3m0u", "landing", "failed", "2026-06-28T12:30:55.070903+02:00", app -> {
            git(app, "https://github.com/harbor-lane/landing.git");
            app.port = 9031;
            app.buildCommand = "npm run export";
            app.envVars = Map.of();
        });
    }

    private static App wiki() {
        return app("b6y2e8ts0g", "wiki", "running", "2026-05-19T06:55:18.421Z", app -> {
            git(app, "https://github.com/harbor-lane/wiki.git");
            served(app, 9038, "m9s4d2yj7a");
            app.activeImage = null;     // a compose group has one image a service, none for the app
            compose(app, "b6y2e8ts0g", "wiki", true);
            app.composePrimary = true;
            app.composePath = "compose.yaml";
            app.envVars = env("WIKI_DB_PASSWORD=kept-by-the-sandbox");
            app.secretKeys = List.of("WIKI_DB_PASSWORD");
        });
    }

    private static App wikiDatabase() {
        return app("f0u3a7zl5h", "wiki-db", "running", "2026-05-19T06:57:02.008Z", app -> {
            git(app, "https://github.com/harbor-lane/wiki.git");
            compose(app, "b6y2e8ts0g", "db", false);
            app.composePath = "compose.yaml";
            app.webhookSecret = null;
            app.envVars = Map.of();
        });
    }

    private static App notes() {
        return app("n1i5g8ox6r", "notes", "running", "2026-06-03T20:14:37.6Z", app -> {
            served(app, 9042, "r2c7p5hu1k");
            app.gitRepo = "upload://n1i5g8ox6r";
            app.buildMethod = "dockerfile";
            app.dockerfilePath = "deploy/Dockerfile";
            app.cpus = "0.25";
        });
    }

    private static App app(String id, String name, String status, String createdAt, Consumer<App> rest) {
        var app = new App();
        app.id = id;
        app.name = name;
        app.status = status;
        app.createdAt = time(createdAt);
        app.projectId = id;
        app.webhookSecret = "kept-by-the-sandbox";
        app.url = "http://" + id + ".127.0.0.1.sslip.io";
        rest.accept(app);
        return app;
    }

    private static void git(App app, String repository) {
        app.gitRepo = repository;
        app.branch = "main";
    }

    private static void served(App app, int port, String deployment) {
        app.port = port;
        app.activeDeployId = deployment;
        app.activeImage = "paas-" + app.name + ":" + deployment;
    }

    private static void compose(App app, String primary, String service, boolean web) {
        app.buildMethod = "compose";
        app.projectId = primary;
        app.composeProject = "paas-" + primary;
        app.composeService = service;
        app.composeWeb = web;
        if (!web) {
            app.port = 0;
            app.url = "";
        }
    }

    private static Map<String, String> env(String... assignments) {
        var map = new TreeMap<String, String>();
        Arrays.stream(assignments).map(text -> text.split("=", 2)).forEach(pair -> map.put(pair[0], pair[1]));
        return map;
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
