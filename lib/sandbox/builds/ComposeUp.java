package lib.sandbox.builds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import lib.sandbox.base.Ids;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** {@code docker compose up} of an app and the rows of its group. Contract: App.composeProject and what follows it, redeployApp. */
public record ComposeUp(State state, BuildLog log) {

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
                        + ": failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 2");
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

    /** The services of a compose file, as far as rows are made of them. Contract: App.composeService, composeWeb, composePrimary. */
    public record ComposeFile(List<Service> services) {

        private static final List<String> NAMES = List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");
        private static final List<String> WEB = List.of("web", "app", "frontend", "www", "main", "api");
        private static final List<String> STORES = List.of("postgres", "postgis", "mysql", "mariadb", "percona", "redis", "valkey", "mongo",
            "memcached", "rabbitmq", "clickhouse", "elasticsearch");
        private static final Set<String> STORE_PORTS = Set.of("5432", "3306", "6379", "27017", "11211", "5672", "9200");

        /**
         * A service of the file.
         *
         * @param image {@code ""} when it is built
         * @param web   whether it has a TCP port and is no data store
         * @param ports the TCP ports of the container that the file names
         */
        public record Service(String name, String image, boolean web, List<String> ports, Map<String, String> environment) {
            /** Whether it looks like one of these programs, or has their port. */
            boolean speaks(String port, String... programs) {
                String text = (name + " " + image).toLowerCase(Locale.ROOT);
                return ports.contains(port) || Stream.of(programs).anyMatch(text::contains);
            }
        }

        /** The file of a repository that is only played: a web service and its database. */
        static String played(String repository) {
            return BuildLog.script("compose.yaml").replace("{name}", repository)
                .replace("{NAME}", repository.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
        }

        /** The text of an app's compose file: what was edited for it, else the file of its build directory; null when there is none. */
        public static String textOf(App app, Checkout checkout) {
            if (app.composeContent != null && !app.composeContent.isEmpty()) {
                return app.composeContent;
            }
            return (app.composePath.isEmpty() ? NAMES.stream() : Stream.of(app.composePath)).filter(name -> checkout.has(app.rootDir, name))
                .findFirst().map(path -> checkout.text(app.rootDir, path)).orElse(null);
        }

        /** @throws BuildFailure when it is no YAML or has no services */
        static ComposeFile parse(String text) throws BuildFailure {
            Object root;
            try {
                root = new Load(LoadSettings.builder().setMaxAliasesForCollections(50).build()).loadFromString(text);
            } catch (YamlEngineException | ClassCastException bad) {
                throw new BuildFailure("Failed to parse compose file: yaml: " + bad.getMessage().lines().findFirst().orElse("not valid"));
            }
            if (!(root instanceof Map<?, ?> map && map.get("services") instanceof Map<?, ?> services) || services.isEmpty()) {
                throw new BuildFailure("Failed to parse compose file: no services found");
            }
            List<Service> found = new ArrayList<>();
            services.forEach((name, body) -> found.add(service(name.toString(), body instanceof Map<?, ?> fields ? fields : Map.of())));
            found.sort(Comparator.comparing(Service::name));
            return new ComposeFile(List.copyOf(found));
        }

        /** The service that the primary row stands for. */
        Service primary() {
            List<Service> web = services.stream().filter(Service::web).toList();
            return WEB.stream().flatMap(name -> web.stream().filter(service -> service.name().equals(name))).findFirst()
                .orElseGet(() -> web.isEmpty() ? services.getFirst() : web.getFirst());
        }

        private static Service service(String name, Map<?, ?> fields) {
            String image = fields.get("image") instanceof Object value ? value.toString() : "";
            List<String> ports = fields.get("ports") instanceof List<?> list ? list.stream().map(ComposeFile::containerPort).toList()
                : List.<String>of();
            List<String> tcp = ports.stream().filter(port -> !port.endsWith("/udp")).map(port -> port.replaceFirst("/.*", "")).toList();
            String text = (name + " " + image).toLowerCase(Locale.ROOT);
            boolean store = STORES.stream().anyMatch(text::contains) || tcp.size() == 1 && STORE_PORTS.contains(tcp.getFirst());
            return new Service(name, image, !tcp.isEmpty() && !store, tcp, environment(fields.get("environment")));
        }

        /** The part of a ports entry that is the container's, with its protocol. */
        private static String containerPort(Object entry) {
            if (entry instanceof Map<?, ?> form) {
                return form.get("target") + (form.get("protocol") instanceof Object protocol ? "/" + protocol : "");
            }
            return entry.toString().replaceFirst(".*:", "");
        }

        private static Map<String, String> environment(Object value) {
            Map<String, String> result = new TreeMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, text) -> result.put(name.toString(), text == null ? "" : text.toString()));
            } else if (value instanceof List<?> list) {
                list.stream().map(each -> each.toString().split("=", 2))
                    .forEach(pair -> result.put(pair[0], pair.length > 1 ? pair[1] : ""));
            }
            return Map.copyOf(result);
        }
    }
}
