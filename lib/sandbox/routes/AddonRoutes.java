package lib.sandbox.routes;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.App;
import lib.sandbox.state.Background;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addons;
import lib.sandbox.state.addons.Engine;
import lib.sandbox.state.servers.Servers;

/**
 * Managed databases and caches, and which apps have their variables. Contract: /api/addons, and create, delete, attach, detach below.
 * The launch of one whose name begins with "fail" fails, so that a client can see what that looks like.
 */
public final class AddonRoutes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}[a-z0-9]");

    private final State state;
    private final Addons addons;
    private final Servers servers;
    private final Background background;

    public AddonRoutes(State state, Background background) {
        this.state = state;
        this.addons = state.addons();
        this.servers = state.servers();
        this.background = background;
    }

    public void addTo(Routes routes) {
        routes.on("/api/addons", call -> Answer.json(addons.all().stream().map(AddonView::of).toList()))
            .on("/api/addons/get", this::get)
            .on("/api/addons/create", this::create)
            .on("/api/addons/delete", this::delete)
            .on("/api/addons/attach", this::attach)
            .on("/api/addons/detach", this::detach);
    }

    private Answer get(Call call) {
        var id = call.query("id");
        if (id.isEmpty()) {
            throw new Rejection(400, "Missing id");
        }
        return Answer.json(AddonView.of(addon(id)));
    }

    private Answer create(Call call) throws IOException {
        var wanted = call.body(CreateRequest.class);
        var engine = Engine.of(wanted.type)
            .orElseThrow(() -> new Rejection(400, "Unsupported add-on type (use postgres, redis, or mysql)"));
        if (!NAME.matcher(wanted.name).matches()) {
            throw new Rejection(400, "invalid name: 2-40 lowercase letters, digits, or hyphens");
        }
        var server = server(wanted.serverId.strip());
        reach(server);
        var addon = addons.create(engine, wanted.name, server);
        background.run(() -> {
            background.pause(engine.launch);
            boolean docker = servers.reach(server).filter(contact -> contact.error().isEmpty()).isPresent();
            addons.launched(addon, docker && !addon.name().startsWith("fail"));
        });
        return Answer.json(AddonView.of(addon));
    }

    /** Contract: what docker itself says is not asked for yet, only the connection; the local machine needs none. */
    private void reach(String server) throws IOException {
        var contact = servers.reach(server)
            .orElseThrow(() -> new Rejection(400, "target server unavailable: server " + server + " not found"));
        if (contact.timedOut()) {
            background.pauseInRequest(Duration.ofSeconds(5));
        }
        if (contact.error().startsWith("SSH ")) {
            throw new Rejection(400, "target server unavailable: " + contact.error());
        }
    }

    private Answer delete(Call call) throws IOException {
        var addon = addon(call.body(DeleteRequest.class).id);
        if (addon.fromCompose()) {
            throw new Rejection(400, "Compose-backed databases are managed by their Compose project. "
                + "Delete the project to remove this add-on entry.");
        }
        addons.delete(addon.id());
        return Answer.json(Map.of("status", "deleted"));
    }

    private Answer attach(Call call) throws IOException {
        var wanted = call.body(Link.class);
        var addon = addon(wanted.addonId);
        var app = state.app(wanted.appId).orElseThrow(AddonRoutes::noApp);
        if (!server(addon.serverId()).equals(server(app.serverId))) {
            throw new Rejection(400, "Add-on and app must be on the same server");
        }
        return Answer.json(answered(addons.attach(addon, app.id).orElseThrow(AddonRoutes::noApp)));
    }

    private Answer detach(Call call) throws IOException {
        var wanted = call.body(Link.class);
        return Answer.json(answered(addons.detach(addon(wanted.addonId), wanted.appId).orElseThrow(AddonRoutes::noApp)));
    }

    private Addon addon(String id) {
        return addons.find(id).orElseThrow(() -> new Rejection(404, "Add-on not found"));
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

    private static Rejection noApp() {
        return new Rejection(404, "App not found");
    }

    private record CreateRequest(String type, String name, String serverId) { }

    private record DeleteRequest(String id, boolean deleteData) { }

    private record Link(String addonId, String appId) { }
}
