package lib.sandbox.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.App;
import lib.sandbox.state.Ids;
import lib.sandbox.state.Project;
import lib.sandbox.state.State;
import lib.sandbox.state.catalog.Catalog;

/** Apps without a repository: from an image or a Dockerfile. Contract: /api/catalog, deploy-image and deploy-dockerfile below it. */
public final class CatalogRoutes {

    private static final int LARGEST_DOCKERFILE = 65536;
    private static final Pattern FROM = Pattern.compile("FROM ", Pattern.CASE_INSENSITIVE);

    private final State state;
    private final Builds builds;

    public CatalogRoutes(State state, Builds builds) {
        this.state = state;
        this.builds = builds;
    }

    public void addTo(Routes routes) {
        routes.on("/api/catalog", call -> Answer.json(Catalog.templates()))
            .on("/api/catalog/deploy-image", this::image)
            .on("/api/catalog/deploy-dockerfile", this::dockerfile);
    }

    private Answer image(Call call) throws IOException {
        var body = call.bodyOrWhy(Body.class);
        var image = Validators.imageRef(body.image);
        var app = app(body, nameOf(body, defaultName(image)));
        app.buildMethod = "image";
        app.image = image;
        return start(app, Trigger.IMAGE);
    }

    private Answer dockerfile(Call call) throws IOException {
        var body = call.bodyOrWhy(Body.class);
        var text = body.dockerfile.strip();
        if (text.isEmpty()) {
            throw new Rejection(400, "dockerfile content is required");
        } else if (text.getBytes(UTF_8).length > LARGEST_DOCKERFILE) {
            throw new Rejection(400, "dockerfile is too large (max 64 KB)");
        } else if (!FROM.matcher(text).find()) {
            throw new Rejection(400, "dockerfile must contain a FROM instruction");
        }
        var app = app(body, nameOf(body, "app"));
        app.buildMethod = "dockerfile-inline";
        app.dockerfileContent = text;
        return start(app, Trigger.DOCKERFILE);
    }

    private App app(Body body, String name) {
        Validators.appName(name);
        Validators.resourceLimits(body.memory, body.cpus);
        Validators.domains(body.domains);
        Validators.volumes(body.volumes);
        var app = newApp(state, name, body.serverId);
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

    /** An app that is about to be built, without a repository. */
    static App newApp(State state, String name, String serverId) {
        var app = new App();
        app.id = Ids.next();
        app.name = name;
        app.status = "building";
        app.createdAt = state.now();
        app.url = State.urlOf(app.id);
        app.projectId = app.id;
        app.webhookSecret = AppBody.webhookSecret();
        app.serverId = serverId.isEmpty() ? "localhost" : serverId;
        return app;
    }

    /** Adds the app, in a project of its own. */
    static void add(State state, App app) {
        var name = app.name;
        state.addNew(app);
        state.add(new Project(app.id, name, "", app.createdAt, app.serverId));
    }

    private Answer start(App app, Trigger trigger) {
        add(state, app);
        return Answer.json(builds.start(app.id, trigger, false));
    }

    private static String nameOf(Body body, String otherwise) {
        var name = body.name.strip();
        return name.isEmpty() ? otherwise : name;
    }

    /** Contract: ImageDeployRequest.name. */
    private static String defaultName(String image) {
        var last = image.substring(image.lastIndexOf('/') + 1).replaceFirst("[:@].*", "");
        var name = last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
        return name.length() < 2 ? "app" : name;
    }

    private static Map<String, String> variables(Map<String, String> sent) {
        var variables = new TreeMap<String, String>();
        if (sent != null) {
            sent.forEach((key, value) -> variables.put(key.strip(), value));
            variables.remove("");
        }
        return variables;
    }

    private static List<String> secrets(List<String> sent, Map<String, String> variables) {
        var secrets = sent == null ? List.<String>of() : sent.stream().map(String::strip).filter(variables::containsKey).distinct().toList();
        return secrets.isEmpty() ? null : secrets;
    }

    /** Contract: schemas ImageDeployRequest and DockerfileDeployRequest, which differ in the first field only. */
    private record Body(String image, String dockerfile, String name, Map<String, String> envVars, List<String> secretKeys,
        List<String> domains, String memory, String cpus, List<String> volumes, long port, String healthPath, String serverId) { }
}
