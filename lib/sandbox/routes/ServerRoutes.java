package lib.sandbox.routes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lib.sandbox.base.Background;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.servers.Machines.Contact;
import lib.sandbox.state.servers.Machines.Machine;
import lib.sandbox.state.servers.Servers;
import lib.sandbox.state.servers.Servers.Server;

/**
 * The machines that apps are deployed to. Contract: /api/server/info, /api/servers and below.
 *
 * <p>What the sandbox adds: {@code GET /__sandbox/machines} lists what answers SSH, {@code POST} with {@code ip}, {@code port} (22),
 * {@code state} (up, no-docker, key-refused, refused, silent) and perhaps {@code hostKey} changes it.
 */
public record ServerRoutes(State state, Background background) {

    private static final Duration DIAL_LIMIT = Duration.ofSeconds(10);
    private static final Duration DIAL = Duration.ofMillis(700);

    public void addTo(Routes routes) {
        routes.on("/api/server/info", call -> Answer.json(new Info("203.0.113.7", "10.0.0.5")))
            .on("/api/servers", call -> Answer.json(state.servers().all().stream().map(Server::withoutKey).toList()))
            .onOrWhy("/api/servers/create", CreateRequest.class, this::create)
            .on("/api/servers/update", UpdateRequest.class, this::update)
            .on("/api/servers/delete", this::delete)
            .on("/api/servers/test", this::test)
            .on("/api/servers/keys/public", this::publicKey)
            .own("/__sandbox/machines", Set.of("GET", "POST"), this::machines);
    }

    private Answer create(CreateRequest wanted) {
        String name = wanted.name.strip();
        String ip = wanted.ip.strip();
        String user = wanted.sshUser.strip();
        long port = wanted.port == 0 ? 22 : wanted.port;
        Rejection.when(name.isEmpty(), 400, "name is required");
        Rejection.when(ip.isEmpty() || ip.contains(" "), 400, "invalid ip address or hostname");
        Rejection.when(port < 1 || port > 65535, 400, "port must be between 1 and 65535");
        return Answer.json(state.servers().create(name, wanted.description, ip, port, user.isEmpty() ? "root" : user));
    }

    private Answer update(UpdateRequest wanted) {
        Rejection.when(wanted.id.isEmpty(), 400, "id is required");
        Rejection.when(wanted.name.isEmpty(), 400, "name is required");
        Rejection.when(!state.servers().update(wanted.id, wanted.name, wanted.description), 404, "Server not found");
        return Answer.json(Map.of("status", "updated"));
    }

    private Answer delete(Call call) throws IOException {
        String id = call.id();
        Rejection.when(id.isEmpty(), 400, "id is required");
        Rejection.when(id.equals(Servers.LOCALHOST), 400, "cannot delete the localhost server");
        Rejection.when(Rejection.found(state.servers().find(id), 404, "Server not found").isLocal(), 400, "cannot delete a local server");
        long apps = state.apps().all().stream().filter(app -> id.equals(app.serverId)).count();
        Rejection.when(apps > 0, 409, "cannot delete server: " + apps + " app(s) are still deployed on it");
        state.servers().remove(id);
        return Answer.json(Map.of("status", "deleted"));
    }

    private Answer test(Call call) throws IOException {
        String id = call.id();
        Rejection.when(id.isEmpty(), 400, "id is required");
        Server server = Rejection.found(state.servers().find(id), 404, "Server not found");
        Rejection.when(!server.isLocal() && server.publicKey().isEmpty(), 400, "server has no SSH key - please recreate it");
        Contact contact = Rejection.found(state.servers().test(id), 404, "Server not found");
        background.pauseInRequest(contact.timedOut() ? DIAL_LIMIT : DIAL);
        return Answer.json(new Tested(contact.error().isEmpty() ? "connected" : "error", contact.dockerVersion(), contact.error()));
    }

    private Answer publicKey(Call call) {
        String id = call.query("id").strip();
        Rejection.when(id.isEmpty(), 400, "id query param required");
        return Answer.json(Map.of("publicKey", Rejection.found(state.servers().find(id), 404, "Server not found").publicKey()));
    }

    private Answer machines(Call call) throws IOException {
        if (call.method().equals("POST")) {
            MachineRequest wanted = call.body(MachineRequest.class);
            Machine.State[] states = Machine.State.values();
            String all = Arrays.stream(states).map(Machine.State::text).collect(Collectors.joining(", "));
            Machine.State found = Rejection.found(wanted.ip.isEmpty() ? null : Arrays.stream(states)
                .filter(each -> each.text().equals(wanted.state)).findFirst().orElse(null), 400, "a machine has an ip and a state: " + all);
            state.servers().machines().set(wanted.ip, wanted.port == 0 ? 22 : wanted.port, found, wanted.hostKey);
        }
        Map<String, Object> view = new TreeMap<>();
        state.servers().machines().all().forEach((place, machine) -> view.put(place,
            Map.of("state", machine.state().text(), "hostKey", machine.hostKey())));
        return Answer.json(view);
    }

    private record Info(String publicIp, String localIp) { }
    private record CreateRequest(String name, String description, String ip, long port, String sshUser) { }
    private record UpdateRequest(String id, String name, String description) { }
    private record Tested(String status, @JsonInclude(Include.NON_EMPTY) String dockerVersion,
        @JsonInclude(Include.NON_EMPTY) String error) { }

    private record MachineRequest(String ip, long port, String state, String hostKey) { }
}
