package lib.sandbox.routes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.App;
import lib.sandbox.state.Background;
import lib.sandbox.state.Ids;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Engine;
import lib.sandbox.state.catalog.Catalog;
import lib.sandbox.state.catalog.Template;

/** Apps with one click. Contract: POST /api/catalog/deploy. */
public final class TemplateRoutes {

    private static final int LONGEST_NAME = 40;

    private final State state;
    private final Builds builds;
    private final Background background;

    public TemplateRoutes(State state, Builds builds, Background background) {
        this.state = state;
        this.builds = builds;
        this.background = background;
    }

    public void addTo(Routes routes) {
        routes.on("/api/catalog/deploy", this::deploy);
    }

    private Answer deploy(Call call) throws IOException {
        var body = call.bodyOrWhy(Body.class);
        var template = Catalog.find(body.templateId).orElseThrow(() -> new Rejection(400, "Unknown catalog template"));
        var name = body.name.isBlank() ? template.id() : body.name.strip();
        Validators.appName(name);
        Validators.resourceLimits(body.memory, body.cpus);
        Validators.domains(body.domains);
        // The add-ons come before the variables, so that a refusal leaves them behind, as the contract has it.
        var addons = addons(template, name, body.serverId);
        var app = CatalogRoutes.newApp(state, name, body.serverId);
        fill(app, template, body);
        CatalogRoutes.add(state, app);
        addons.forEach(addon -> state.addons().attach(addon, app.id));
        return Answer.json(builds.start(app.id, Trigger.CATALOG, false));
    }

    private static void fill(App app, Template template, Body body) {
        app.buildMethod = "image";
        app.image = template.image();
        app.catalogId = template.id();
        app.startCommand = template.startCommand();
        app.portOverride = template.port();
        app.healthPath = template.healthPath();
        app.domains = body.domains;
        app.memory = body.memory;
        app.cpus = body.cpus;
        app.envVars = variables(template, body.envVars == null ? Map.of() : body.envVars);
        var secrets = declared(template).filter(Template.Variable::secret).map(Template.Variable::key).filter(app.envVars::containsKey).toList();
        app.secretKeys = secrets.isEmpty() ? null : secrets;
        var paths = template.volumePaths().isEmpty() ? Stream.of(template.volumePath()) : template.volumePaths().stream();
        var volumes = paths.filter(path -> !path.isEmpty()).map(path -> "paas-" + app.id + path.replace('/', '-').toLowerCase(Locale.ROOT)
            + ":" + path).toList();
        app.volumes = volumes.isEmpty() ? null : volumes;
    }

    /** Contract: only declared keys count, values are trimmed, blank ones fall back to the template, and generated secrets fill in. */
    private static Map<String, String> variables(Template template, Map<String, String> sent) {
        var variables = new TreeMap<String, String>();
        declared(template).forEach(variable -> {
            var own = sent.getOrDefault(variable.key(), "").strip();
            var value = !own.isEmpty() || !variable.value().isEmpty() || !variable.generate()
                ? own.isEmpty() ? variable.value() : own : Ids.secret();
            if (value.isEmpty() && variable.required()) {
                throw new Rejection(400, variable.key() + " is required");
            } else if (!value.isEmpty()) {
                variables.put(variable.key(), value);
            }
        });
        return variables;
    }

    private List<Addon> addons(Template template, String name, String serverId) throws IOException {
        var made = new ArrayList<Addon>();
        for (var required : template.requiredAddons()) {
            var engine = Engine.of(required.type()).orElseThrow();
            var server = serverId.isEmpty() ? Addon.LOCAL : serverId;
            var contact = state.servers().reach(server).orElseThrow(() -> failed(required, "server " + server + " not found"));
            if (!contact.error().isEmpty()) {
                throw failed(required, contact.error());
            }
            var own = name + "-" + required.type();
            var addon = state.addons().create(engine, own.substring(0, Math.min(own.length(), LONGEST_NAME)), server);
            background.pauseInRequest(engine.launch);
            state.addons().launched(addon, true);
            made.add(state.addons().find(addon.id()).orElse(addon));
        }
        return made;
    }

    private static Stream<Template.Variable> declared(Template template) {
        return template.env() == null ? Stream.of() : template.env().stream();
    }

    private static Rejection failed(Template.Addon addon, String why) {
        return new Rejection(400, "failed to create " + addon.type() + " add-on: " + why);
    }

    private record Body(String templateId, String name, Map<String, String> envVars, List<String> domains, String memory, String cpus,
        String serverId) { }
}
