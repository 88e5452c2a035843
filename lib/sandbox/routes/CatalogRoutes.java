package lib.sandbox.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addon.Engine;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.catalog.Catalog;
import lib.sandbox.state.catalog.Catalog.Template;
import lib.sandbox.state.servers.Machines.Contact;

/** Apps without a repository: from an image, a Dockerfile or with one click. Contract: /api/catalog and below. */
public record CatalogRoutes(State state, Builds builds, Background background) {

    private static final int LARGEST_DOCKERFILE = 65536;
    private static final Pattern FROM = Pattern.compile("FROM ", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 40;

    public void addTo(Routes routes) {
        routes.on("/api/catalog", call -> Answer.json(Catalog.templates()))
            .onOrWhy("/api/catalog/deploy-image", Body.class, this::image)
            .onOrWhy("/api/catalog/deploy-dockerfile", Body.class, this::dockerfile)
            .onOrWhy("/api/catalog/deploy", TemplateBody.class, this::deploy);
    }

    private Answer image(Body body) {
        String image = Validators.imageRef(body.image);
        App app = app(body, nameOf(body, defaultName(image)));
        app.buildMethod = "image";
        app.image = image;
        return start(app, Trigger.IMAGE);
    }

    private Answer dockerfile(Body body) {
        String text = body.dockerfile.strip();
        Rejection.when(text.isEmpty(), 400, "dockerfile content is required");
        Rejection.when(text.getBytes(UTF_8).length > LARGEST_DOCKERFILE, 400, "dockerfile is too large (max 64 KB)");
        Rejection.when(!FROM.matcher(text).find(), 400, "dockerfile must contain a FROM instruction");
        App app = app(body, nameOf(body, "app"));
        app.buildMethod = "dockerfile-inline";
        app.dockerfileContent = text;
        return start(app, Trigger.DOCKERFILE);
    }

    private App app(Body body, String name) {
        Validators.appName(name);
        Validators.settings(body.memory, body.cpus, body.domains, body.volumes);
        App app = App.building(name, body.serverId, state.now());
        app.envVars = variables(body.envVars);
        app.secretKeys = secrets(body.secretKeys, app.envVars);
        app.domains = body.domains;
        app.memory = body.memory;
        app.cpus = body.cpus;
        app.volumes = body.volumes;
        app.portOverride = body.port;
        app.healthPath = body.healthPath;
        return app;
    }

    private Answer start(App app, Trigger trigger) {
        state.add(app);
        return Answer.json(builds.start(app.id, trigger, false));
    }

    private static String nameOf(Body body, String otherwise) {
        String name = body.name.strip();
        return name.isEmpty() ? otherwise : name;
    }

    /** Contract: ImageDeployRequest.name. */
    private static String defaultName(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1).replaceFirst("[:@].*", "");
        String name = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
        return name.length() < 2 ? "app" : name;
    }

    private static Map<String, String> variables(Map<String, String> sent) {
        Map<String, String> variables = new TreeMap<>();
        if (sent != null) {
            sent.forEach((key, value) -> variables.put(key.strip(), value));
            variables.remove("");
        }
        return variables;
    }

    private static List<String> secrets(List<String> sent, Map<String, String> variables) {
        List<String> secrets =
            sent == null ? List.<String>of() : sent.stream().map(String::strip).filter(variables::containsKey).distinct().toList();
        return secrets.isEmpty() ? null : secrets;
    }

    private Answer deploy(TemplateBody body) throws IOException {
        Template template = Rejection.found(Catalog.find(body.templateId), 400, "Unknown catalog template");
        String name = body.name.isBlank() ? template.id() : body.name.strip();
        Validators.appName(name);
        Validators.settings(body.memory, body.cpus, body.domains, null);
        // The add-ons come before the variables, so that a refusal leaves them behind, as the contract has it.
        List<Addon> addons = addons(template, name, body.serverId);
        App app = App.building(name, body.serverId, state.now());
        fill(app, template, body);
        state.add(app);
        addons.forEach(addon -> state.addons().attach(addon, app.id));
        return Answer.json(builds.start(app.id, Trigger.CATALOG, false));
    }

    private static void fill(App app, Template template, TemplateBody body) {
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
        List<String> secrets =
            declared(template).filter(Template.Variable::secret).map(Template.Variable::key).filter(app.envVars::containsKey).toList();
        app.secretKeys = secrets.isEmpty() ? null : secrets;
        Stream<String> paths = template.volumePaths().isEmpty() ? Stream.of(template.volumePath()) : template.volumePaths().stream();
        List<String> volumes = paths.filter(path -> !path.isEmpty())
            .map(path -> "paas-" + app.id + path.replace('/', '-').toLowerCase(Locale.ROOT) + ":" + path).toList();
        app.volumes = volumes.isEmpty() ? null : volumes;
    }

    /** Contract: only declared keys count, values are trimmed, blank ones fall back to the template, and generated secrets fill in. */
    private static Map<String, String> variables(Template template, Map<String, String> sent) {
        Map<String, String> variables = new TreeMap<>();
        declared(template).forEach(variable -> {
            String own = sent.getOrDefault(variable.key(), "").strip();
            String value = !own.isEmpty() || !variable.value().isEmpty() || !variable.generate()
                ? own.isEmpty() ? variable.value() : own : Ids.secret();
            Rejection.when(value.isEmpty() && variable.required(), 400, variable.key() + " is required");
            if (!value.isEmpty()) {
                variables.put(variable.key(), value);
            }
        });
        return variables;
    }

    private List<Addon> addons(Template template, String name, String serverId) throws IOException {
        List<Addon> made = new ArrayList<>();
        for (Template.Addon required : template.requiredAddons()) {
            Engine engine = Engine.of(required.type());
            String server = serverId.isEmpty() ? Addon.LOCAL : serverId;
            Contact contact = state.servers().reach(server);
            String error = contact == null ? "server " + server + " not found" : contact.error();
            Rejection.when(!error.isEmpty(), 400, "failed to create " + required.type() + " add-on: " + error);
            String own = name + "-" + required.type();
            Addon addon = state.addons().create(engine, own.substring(0, Math.min(own.length(), LONGEST_NAME)), server);
            background.pauseInRequest(engine.launch);
            state.addons().launched(addon, true);
            made.add(addon);
        }
        return made;
    }

    private static Stream<Template.Variable> declared(Template template) {
        return template.env() == null ? Stream.of() : template.env().stream();
    }

    /** Contract: schemas ImageDeployRequest and DockerfileDeployRequest, which differ in the first field only. */
    private record Body(String image, String dockerfile, String name, Map<String, String> envVars, List<String> secretKeys,
        List<String> domains, String memory, String cpus, List<String> volumes, long port, String healthPath, String serverId) { }

    private record TemplateBody(String templateId, String name, Map<String, String> envVars, List<String> domains, String memory,
        String cpus, String serverId) { }
}
