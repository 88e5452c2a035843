package lib.sandbox.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import lib.sandbox.fault.Fault;
import lib.sandbox.fault.Faults;
import lib.sandbox.fault.RequestLog;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Project;
import lib.sandbox.state.logs.RuntimeLogs;

/**
 * What no instance has, for tests and benchmarks; all want the admin token.
 * <ul>
 * <li>{@code POST /__sandbox/faults}: an object with {@code kind} and its settings (see {@link Fault}), or a list of such;
 *     {@code GET} tells which still wait, {@code DELETE} forgets them.
 * <li>{@code GET /__sandbox/requests}: method, path with query, status (0: dropped), contentLength of each, oldest first;
 *     {@code DELETE} empties it.
 * <li>{@code POST /__sandbox/apps {"count": 5000}}: that many apps, each in a project of its own.
 * <li>{@code POST /__sandbox/runtime-logs {"app": ID, "lines": [TEXT, ...], "count": 100000}}: the app's container prints these lines,
 *     then that many made-up ones.
 * </ul>
 */
public record SandboxRoutes(State state, Faults faults, RequestLog requests) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MOST = 1_000_000;
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-01-05T07:00:00Z");
    private static final List<String> STATUSES = List.of("running", "running", "running", "stopped", "running", "failed");

    public void addTo(Routes routes) {
        routes.own("/__sandbox/faults", Set.of("GET", "POST", "DELETE"), this::faults)
            .own("/__sandbox/requests", Set.of("GET", "DELETE"), this::requests)
            .own("/__sandbox/apps", Set.of("POST"), this::apps)
            .own("/__sandbox/runtime-logs", Set.of("POST"), this::print);
    }

    private Answer faults(Call call) throws IOException {
        switch (call.method()) {
            case "POST" -> wanted(call.bytes()).forEach(faults::add);
            case "DELETE" -> faults.clear();
            default -> { }
        }
        return Answer.json(faults.waiting().stream().map(SandboxRoutes::view).toList());
    }

    private Answer requests(Call call) {
        if (call.method().equals("DELETE")) {
            requests.clear();
        }
        return Answer.json(requests.all());
    }

    /** All or none. */
    private static List<Fault> wanted(byte[] body) throws IOException {
        try {
            JsonNode tree = JSON.readTree(body);
            TypeReference<Map<String, String>> type = new TypeReference<Map<String, String>>() { };
            List<Fault> all = new ArrayList<>();
            for (JsonNode each : tree.isArray() ? tree : List.of(tree)) {
                Rejection.when(!each.isObject(), 400, "a fault is a JSON object with the field kind");
                all.add(Fault.of(JSON.convertValue(each, type)));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new Rejection(400, "no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new Rejection(400, e.getMessage());
        }
    }

    private static Map<String, Object> view(Fault fault) {
        return Map.of("kind", Fault.kind(fault.effect()), "path", fault.path(), "method", fault.method(), "times", fault.times());
    }

    private Answer apps(Call call) throws IOException {
        addApps(state, count(call.body(Many.class).count));
        return Answer.json(new Many(state.apps().all().size()));
    }

    private Answer print(Call call) throws IOException {
        Print wanted = call.body(Print.class);
        Rejection.when(state.apps().find(wanted.app) == null, 404, "App not found");
        RuntimeLogs logs = state.apps().output().logs();
        if (wanted.lines != null) {
            logs.print(wanted.app, wanted.lines.toArray(String[]::new));
        }
        logs.print(wanted.app, IntStream.rangeClosed(1, count(wanted.count))
            .mapToObj("request %06d served in 12 ms"::formatted).toArray(String[]::new));
        return Answer.json(new Many(logs.of(wanted.app).tail(Long.MAX_VALUE).size()));
    }

    private static int count(long wanted) {
        Rejection.when(wanted < 0 || wanted > MOST, 400, "count is between 0 and " + MOST);
        return (int) wanted;
    }

    /**
     * Adds apps by the thousand, to see how a client bears them, each in a project of its own: load-00001 and so on, the same at every call
     * with the same number. An app that is there by that id is kept.
     */
    public static void addApps(State state, int count) {
        for (int i = 1; i <= count; i++) {
            App app = app(i);
            if (state.apps().find(app.id) == null) {
                state.apps().add(app);
                state.projects().put(new Project(app.id, app.name, "", app.createdAt, app.serverId));
            }
        }
    }

    private static App app(int number) {
        App app = new App();
        app.id = "load%06d".formatted(number);
        app.name = "load-%05d".formatted(number);
        app.status = STATUSES.get(number % STATUSES.size());
        app.gitRepo = "https://github.com/harbor-lane/" + app.name + ".git";
        app.branch = "main";
        app.port = 9000 + number % 1000;
        app.url = "http://" + app.id + ".127.0.0.1.sslip.io";
        app.createdAt = FIRST.plusMinutes(number);
        app.projectId = app.id;
        app.envVars = Map.of("NODE_ENV", "production");
        app.webhookSecret = "kept-by-the-sandbox";
        if (!app.status.equals("failed")) {
            app.activeDeployId = "depl%06d".formatted(number);
            app.activeImage = app.name + ":" + app.activeDeployId;
            app.activeCommit = "%040x".formatted(number * 7919L);
            app.activeCommitMsg = "Change number " + number;
        }
        return app;
    }

    private record Many(long count) { }
    private record Print(String app, List<String> lines, long count) { }
}
