package lib.sandbox.routes;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lib.sandbox.base.Background;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addon.Engine;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.servers.Machines.Contact;

/**
 * Managed databases and caches, and which apps have their variables. Contract: /api/addons, and create, delete, attach, detach below.
 * The launch of one whose name begins with "fail" fails, so that a client can see what that looks like.
 */
public record AddonRoutes(State state, Background background) {

    private static final Duration DIAL_LIMIT = Duration.ofSeconds(5);

    public void addTo(Routes routes) {
        routes.on("/api/addons", call -> Answer.json(state.addons().newestFirst().stream().map(AddonView::of).toList()))
            .on("/api/addons/get", this::get)
            .on("/api/addons/create", CreateRequest.class, this::create)
            .on("/api/addons/delete", this::delete)
            .on("/api/addons/attach", Link.class, this::attach)
            .on("/api/addons/detach", Link.class, this::detach);
    }

    private Answer get(Call call) {
        String id = call.query("id");
        Rejection.when(id.isEmpty(), 400, "Missing id");
        return Answer.json(AddonView.of(addon(id)));
    }

    private Answer create(CreateRequest wanted) throws IOException {
        Engine engine = Rejection.found(Engine.of(wanted.type), 400, "Unsupported add-on type (use postgres, redis, or mysql)");
        Validators.appName(wanted.name, "invalid name: 2-40 lowercase letters, digits, or hyphens");
        String server = server(wanted.serverId.strip());
        // Contract: what docker itself says is not asked for yet, only the connection; the local machine needs none.
        Contact contact = Rejection.found(state.servers().reach(server), 400, "target server unavailable: server " + server + " not found");
        if (contact.timedOut()) {
            background.pauseInRequest(DIAL_LIMIT);
        }
        Rejection.when(contact.error().startsWith("SSH "), 400, "target server unavailable: " + contact.error());
        Addon addon = state.addons().create(engine, wanted.name, server);
        background.run(() -> {
            background.pause(engine.launch);
            state.addons().launched(addon, state.servers().isReady(server) && !addon.name().startsWith("fail"));
        });
        return Answer.json(AddonView.of(addon));
    }

    private Answer delete(Call call) throws IOException {
        Addon addon = addon(call.body(DeleteRequest.class).id);
        Rejection.when(addon.fromCompose(),
            400, "Compose-backed databases are managed by their Compose project. " + "Delete the project to remove this add-on entry.");
        state.addons().delete(addon.id());
        return Answer.json(Map.of("status", "deleted"));
    }

    private Answer attach(Link wanted) {
        Addon addon = addon(wanted.addonId);
        App app = Rejection.found(state.apps().find(wanted.appId), 404, "App not found");
        Rejection.when(!server(addon.serverId()).equals(server(app.serverId)), 400, "Add-on and app must be on the same server");
        return Answer.json(answered(Rejection.found(state.addons().attach(addon, app.id), 404, "App not found")));
    }

    private Answer detach(Link wanted) {
        return Answer.json(answered(Rejection.found(state.addons().detach(addon(wanted.addonId), wanted.appId), 404, "App not found")));
    }

    private Addon addon(String id) {
        return Rejection.found(state.addons().find(id), 404, "Add-on not found");
    }

    /** Contract: activeCommit and activeCommitMsg are never filled in these answers. */
    private static App answered(App app) {
        app.activeCommit = null;
        app.activeCommitMsg = null;
        return app;
    }

    private static String server(String id) {
        return id == null || id.isEmpty() ? Addon.LOCAL : id;
    }

    private record CreateRequest(String type, String name, String serverId) { }
    private record DeleteRequest(String id, boolean deleteData) { }
    private record Link(String addonId, String appId) { }

    /** An add-on as the API answers it: no password, the variables that carry one masked. Contract: schema Addon. */
    private record AddonView(String id, String type, String name, String containerName, String status, String volume, int port,
            @JsonInclude(NON_EMPTY) Map<String, String> connEnv, List<String> attachedApps, OffsetDateTime createdAt, String serverId) {

        static AddonView of(Addon addon) {
            return new AddonView(addon.id(), addon.engine().type(), addon.name(), addon.containerName(), addon.status(), addon.volume(),
                addon.port(), masked(addon.environment()), addon.attachedApps(), addon.createdAt(), addon.serverId());
        }

        private static Map<String, String> masked(Map<String, String> environment) {
            Map<String, String> shown = new TreeMap<>();
            environment.forEach((name, value) -> {
                boolean secret = Stream.of("PASSWORD", "URL", "DSN").anyMatch(name.toUpperCase(Locale.ROOT)::contains);
                if (!secret || !value.isEmpty()) {
                    shown.put(name, secret ? "***" : value);
                }
            });
            return shown;
        }
    }
}
