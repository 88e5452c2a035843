package lib.sandbox.routes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps;
import lib.sandbox.state.apps.Containers;
import lib.sandbox.state.apps.Containers.Container;
import lib.sandbox.state.servers.Servers;

/** Apps, their containers, settings and domains. Contract: /api/apps and what is below it of these, /api/docker/prune. */
public record AppRoutes(State state) {

    private static final String MASK = "***";

    public void addTo(Routes routes) {
        routes.on("/api/apps", call -> Answer.json(state.apps().all()))
            .on("/api/apps/get", this::get)
            .on("/api/apps/stop", this::stop)
            .on("/api/apps/start", this::start)
            .on("/api/apps/delete", this::delete)
            .onOrWhy("/api/apps/rename", Rename.class, this::rename)
            .on("/api/docker/prune", this::prune)
            .onOrWhy("/api/apps/update", Settings.class, this::update)
            .on("/api/apps/domains/add", DomainBody.class, this::addDomain)
            .on("/api/apps/domains/remove", DomainBody.class, this::removeDomain);
    }

    private Answer get(Call call) {
        String id = call.query("id");
        Rejection.when(id.isEmpty(), 400, "Missing id");
        return answer(state.apps().find(id));
    }

    private Answer stop(Call call) throws IOException {
        for (App row : state.apps().group(state.app(call.id()))) {
            state.apps().containers().stop(row.id);
            state.apps().change(row.id, app -> app.status = "stopped");
        }
        return status("stopped");
    }

    private Answer start(Call call) throws IOException {
        App app = state.app(call.id());
        List<App> group = state.apps().group(app);
        boolean compose = app.buildMethod.equals("compose");
        if (!compose && !app.serverId.equals(Servers.LOCALHOST)) {
            String error = state.servers().problem(app.serverId);
            Rejection.when(!error.isEmpty(), 500, "Failed to get server connection: " + error);
        }
        Rejection.when(compose && group.stream().noneMatch(row -> state.apps().containers().of(row.id) != null),
            500, "Failed to start compose project: exit status 1 - no container found for project \"paas-" + group.getFirst().id
                + "\": not found");
        if (!compose && state.apps().containers().of(app.id) == null) {
            String container = app.activeDeployId == null ? app.name : Containers.nameOf(app, app.activeDeployId);
            throw new Rejection(500, "Failed to start container: exit status 1 - Error response from daemon: No such container: "
                + container + "\nError: failed to start containers: " + container + "\n");
        }
        for (App row : group) {
            state.apps().containers().start(row.id);
            state.apps().change(row.id, each -> each.status = "running");
        }
        return status("running");
    }

    private Answer delete(Call call) throws IOException {
        state.apps().group(state.app(call.id())).forEach(state.apps()::delete);
        return status("deleted");
    }

    private Answer rename(Rename body) {
        String name = body.name().strip();
        Validators.appName(name);
        return answer(state.apps().change(body.id(), app -> app.name = state.apps().freeName(name, app.id)));
    }

    private Answer prune(Call call) {
        List<String> elsewhere = state.apps().all().stream()
            .filter(app -> !app.serverId.equals(Servers.LOCALHOST) && !app.buildMethod.equals("compose")).map(app -> app.id).toList();
        List<String> gone = state.apps().containers()
            .remove(container -> !container.running() && !elsewhere.contains(container.appId())).stream().map(Container::name).toList();
        String output = gone.isEmpty() ? "Total reclaimed space: 0B\n"
            : "Deleted Containers:\n" + String.join("\n", gone) + "\n\nTotal reclaimed space: " + gone.size() * 38.5 + "MB\n";
        return Answer.json(Map.of("output", output, "status", "pruned"));
    }

    private static Answer status(String status) {
        return Answer.json(Map.of("status", status));
    }

    private Answer update(Settings body) {
        Validators.settings(body.memory, body.cpus, body.domains, body.volumes);
        String rootDir = Validators.rootDir(body.rootDir);
        Optional<String> method = body.buildMethod.map(Validators::buildMethod);
        Optional<String> dockerfile = method.map(each -> Validators.dockerfilePath(each, body.dockerfilePath));
        return answer(state.apps().change(body.id, app -> {
            app.gitRepo = body.gitRepo;
            app.branch = body.branch;
            app.rootDir = rootDir;
            app.buildCommand = body.buildCommand;
            app.startCommand = body.startCommand;
            app.installCommand = body.installCommand;
            app.portOverride = body.portOverride;
            app.memory = body.memory;
            app.cpus = body.cpus;
            app.volumes = body.volumes;
            app.healthPath = body.healthPath;
            app.envVars = body.envVars == null ? app.envVars : merged(body.envVars, body.secretKeys, app.envVars);
            app.secretKeys = body.secretKeys;
            app.domains = body.domains == null ? app.domains : body.domains;
            app.autoDeploy = body.autoDeploy.orElse(app.autoDeploy);
            app.url = app.url.isEmpty() ? Apps.urlOf(app.id) : app.url;
            method.ifPresent(each -> {
                app.buildMethod = each;
                app.dockerfilePath = dockerfile.get();
            });
        }));
    }

    /** Contract: *** keeps what is stored only for a key that this request calls secret and that exists. */
    static Map<String, String> merged(Map<String, String> sent, List<String> secretKeys, Map<String, String> stored) {
        Map<String, String> result = new TreeMap<>(sent);
        result.replaceAll((key, value) -> {
            boolean secret = secretKeys != null && secretKeys.contains(key);
            boolean kept = value.equals(MASK) && secret && stored != null && stored.containsKey(key);
            return kept ? stored.get(key) : value;
        });
        return result;
    }

    private Answer addDomain(DomainBody body) {
        String domain = normal(body.domain);
        Rejection.when(domain.isEmpty(), 400, "Domain is required");
        Validators.domain(domain);
        synchronized (this) {       // two requests at once must not both find it free
            state.apps().all().stream().filter(app -> has(app, domain)).findFirst().ifPresent(owner -> {
                throw new Rejection(409, "Domain already attached to \"" + owner.name + "\"");
            });
            return answer(state.apps().change(body.id, app -> {
                List<String> domains = new ArrayList<>(app.domains == null ? List.of() : app.domains);
                domains.add(domain);
                app.domains = domains;
            }));
        }
    }

    private Answer removeDomain(DomainBody body) {
        String domain = normal(body.domain);
        return answer(state.apps().change(body.id, app -> {
            if (app.domains != null) {
                app.domains = app.domains.stream().filter(each -> !each.strip().equalsIgnoreCase(domain)).toList();
            }
        }));
    }

    private static boolean has(App app, String domain) {
        return app.domains != null && app.domains.stream().anyMatch(each -> each.strip().equalsIgnoreCase(domain));
    }

    private static String normal(String domain) {
        return domain.strip().toLowerCase(Locale.ROOT).replaceFirst("[.]\\z", "");
    }

    private static Answer answer(App changed) {
        return Answer.json(Rejection.found(changed, 404, "App not found"));
    }

    private record Rename(String id, String name) { }
    private record DomainBody(String id, String domain) { }
    private record Settings(String id, String gitRepo, String branch, String rootDir, String buildCommand, String startCommand,
        String installCommand, long portOverride, String memory, String cpus, List<String> volumes, String healthPath,
        List<String> secretKeys, Map<String, String> envVars, List<String> domains, Optional<Boolean> autoDeploy,
        Optional<String> buildMethod, String dockerfilePath) { }
}
