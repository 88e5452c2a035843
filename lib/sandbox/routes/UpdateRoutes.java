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
import lib.sandbox.state.App;
import lib.sandbox.state.State;

/** An app's settings and domains. Contract: /api/apps/update and schema AppUpdateRequest, /api/apps/domains/add and remove. */
public final class UpdateRoutes {

    private static final String MASK = "***";

    private final State state;

    public UpdateRoutes(State state) {
        this.state = state;
    }

    public void addTo(Routes routes) {
        routes.on("/api/apps/update", this::update)
            .on("/api/apps/domains/add", this::addDomain)
            .on("/api/apps/domains/remove", this::removeDomain);
    }

    private Answer update(Call call) throws IOException {
        var body = call.bodyOrWhy(Settings.class);
        Validators.resourceLimits(body.memory, body.cpus);
        Validators.domains(body.domains);
        Validators.volumes(body.volumes);
        var rootDir = Validators.rootDir(body.rootDir);
        var method = body.buildMethod.map(Validators::buildMethod);
        var dockerfile = method.map(each -> Validators.dockerfilePath(each, body.dockerfilePath));
        return answer(state.change(body.id, app -> {
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
            app.url = app.url.isEmpty() ? State.urlOf(app.id) : app.url;
            method.ifPresent(each -> {
                app.buildMethod = each;
                app.dockerfilePath = dockerfile.get();
            });
        }));
    }

    /** Contract: *** keeps what is stored only for a key that this request calls secret and that exists. */
    static Map<String, String> merged(Map<String, String> sent, List<String> secretKeys, Map<String, String> stored) {
        var result = new TreeMap<>(sent);
        result.replaceAll((key, value) -> {
            boolean secret = secretKeys != null && secretKeys.contains(key);
            boolean kept = value.equals(MASK) && secret && stored != null && stored.containsKey(key);
            return kept ? stored.get(key) : value;
        });
        return result;
    }

    private Answer addDomain(Call call) throws IOException {
        var body = call.body(DomainBody.class);
        var domain = normal(body.domain);
        if (domain.isEmpty()) {
            throw new Rejection(400, "Domain is required");
        }
        Validators.domains(List.of(domain));
        synchronized (this) {       // two requests at once must not both find it free
            state.apps().stream().filter(app -> has(app, domain)).findFirst().ifPresent(owner -> {
                throw new Rejection(409, "Domain already attached to \"" + owner.name + "\"");
            });
            return answer(state.change(body.id, app -> {
                var domains = new ArrayList<>(app.domains == null ? List.of() : app.domains);
                domains.add(domain);
                app.domains = domains;
            }));
        }
    }

    private Answer removeDomain(Call call) throws IOException {
        var body = call.body(DomainBody.class);
        var domain = normal(body.domain);
        return answer(state.change(body.id, app -> {
            if (app.domains != null) {
                app.domains = app.domains.stream().filter(each -> !each.strip().equalsIgnoreCase(domain)).toList();
            }
        }));
    }

    private static boolean has(App app, String domain) {
        return app.domains != null && app.domains.stream().anyMatch(each -> each.strip().equalsIgnoreCase(domain));
    }

    private static String normal(String domain) {
        var name = domain.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Answer answer(Optional<App> changed) {
        return Answer.json(changed.orElseThrow(() -> new Rejection(404, "App not found")));
    }

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
