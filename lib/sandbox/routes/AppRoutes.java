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
import lib.sandbox.state.apps.Container;
import lib.sandbox.state.apps.Containers;
import lib.sandbox.state.servers.Machines.Contact;
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
            .on("/api/apps/rename", this::rename)
            .on("/api/docker/prune", this::prune)
            .on("/api/apps/update", this::update)
            .on("/api/apps/domains/add", this::addDomain)
            .on("/api/apps/domains/remove", this::removeDomain);
    }

    private Answer get(Call call) {
        String id = call.query("id");
        Rejection.when(id.isEmpty(), 400, "Missing id");
        return Answer.json(Rejection.found(state.apps().find(id), 404, "App not found"));
    }

    private Answer stop(Call call) throws IOException {
        for (App row : state.apps().group(find(call))) {
            state.apps().containers().stop(row.id);
            state.apps().change(row.id, app -> app.status = "stopped");
        }
        return status("stopped");
    }

    private Answer start(Call call) throws IOException {
        App app = find(call);
        List<App> group = state.apps().group(app);
        boolean compose = app.buildMethod.equals("compose");
        if (!compose && !app.serverId.equals(Servers.LOCALHOST)) {
            Contact contact = state.servers().reach(app.serverId);
            String error = contact == null ? Servers.UNKNOWN : contact.error();
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
        state.apps().group(find(call)).forEach(state.apps()::delete);
        return status("deleted");
    }

    private Answer rename(Call call) throws IOException {
        Rename body = call.bodyOrWhy(Rename.class);
        String name = body.name().strip();
        Validators.appName(name);
        return Answer.json(Rejection.found(state.apps().change(body.id(), app -> app.name = state.apps().freeName(name, app.id)), 404,
            "App not found"));
    }

    private Answer prune(Call call) {
        List<String> elsewhere =
            state.apps().all().stream().filter(app -> !app.serverId.equals(Servers.LOCALHOST) && !app.buildMethod.equals("compose"))
            .map(app -> app.id).toList();
        List<Container> gone =
            state.apps().containers().remove(container -> !container.running() && !elsewhere.contains(container.appId()));
        StringBuilder output = new StringBuilder();
        if (!gone.isEmpty()) {
            output.append("Deleted Containers:\n");
            gone.forEach(container -> output.append(container.name()).append('\n'));
            output.append('\n');
        }
        output.append("Total reclaimed space: ").append(gone.size() * 38.5).append(gone.isEmpty() ? "B" : "MB").append('\n');
        return Answer.json(new Pruned(output.toString().replace("0.0B", "0B"), "pruned"));
    }

    private App find(Call call) throws IOException {
        return Rejection.found(state.apps().stored(call.body(IdBody.class).id()), 404, "App not found");
    }

    private static Answer status(String status) {
        return Answer.json(Map.of("status", status));
    }

    private Answer update(Call call) throws IOException {
        Settings body = call.bodyOrWhy(Settings.class);
        Validators.resourceLimits(body.memory, body.cpus);
        Validators.domains(body.domains);
        Validators.volumes(body.volumes);
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

    private Answer addDomain(Call call) throws IOException {
        DomainBody body = call.body(DomainBody.class);
        String domain = normal(body.domain);
        Rejection.when(domain.isEmpty(), 400, "Domain is required");
        Validators.domains(List.of(domain));
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

    private Answer removeDomain(Call call) throws IOException {
        DomainBody body = call.body(DomainBody.class);
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
        String name = domain.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Answer answer(App changed) {
        return Answer.json(Rejection.found(changed, 404, "App not found"));
    }

    private record Rename(String id, String name) { }

    /** In the alphabetical order of a Go map. */
    private record Pruned(String output, String status) { }

    private record DomainBody(String id, String domain) { }

    private record Settings(
            String id,
            String gitRepo,
            String branch,
            String rootDir,
            String buildCommand,
            String startCommand,
            String installCommand,
            long portOverride,
            String memory,
            String cpus,
            List<String> volumes,
            String healthPath,
            List<String> secretKeys,
            Map<String, String> envVars,
            List<String> domains,
            Optional<Boolean> autoDeploy,
            Optional<String> buildMethod,
            String dockerfilePath) { }
}
