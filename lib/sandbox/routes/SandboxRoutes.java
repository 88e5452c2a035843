package lib.sandbox.routes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.sandbox.fault.Fault;
import lib.sandbox.fault.FaultText;
import lib.sandbox.fault.Faults;
import lib.sandbox.fault.RequestLog;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;

/**
 * What no instance has: faults on demand, and the list of what arrived. Both want the admin token.
 * <ul>
 * <li>{@code POST /__sandbox/faults}: an object with {@code kind} and its settings (see {@link FaultText}), or a list of such;
 *     {@code GET} tells which still wait, {@code DELETE} forgets them.
 * <li>{@code GET /__sandbox/requests}: method, path with query, status (0: dropped), contentLength of each, oldest first;
 *     {@code DELETE} empties it.
 * </ul>
 */
public final class SandboxRoutes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Faults faults;
    private final RequestLog requests;

    public SandboxRoutes(Faults faults, RequestLog requests) {
        this.faults = faults;
        this.requests = requests;
    }

    public void addTo(Routes routes) {
        routes.own("/__sandbox/faults", Set.of("GET", "POST", "DELETE"), this::faults)
            .own("/__sandbox/requests", Set.of("GET", "DELETE"), this::requests);
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
            var tree = JSON.readTree(body);
            var type = new TypeReference<Map<String, String>>() { };
            var all = new ArrayList<Fault>();
            for (var each : tree.isArray() ? tree : List.of(tree)) {
                if (!each.isObject()) {
                    throw new Rejection(400, "a fault is a JSON object with the field kind");
                }
                all.add(FaultText.of(JSON.convertValue(each, type)));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new Rejection(400, "no JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new Rejection(400, e.getMessage());
        }
    }

    private static Map<String, Object> view(Fault fault) {
        var view = new LinkedHashMap<String, Object>();
        view.put("kind", FaultText.kind(fault.effect()));
        view.put("path", fault.path());
        view.put("method", fault.method());
        view.put("times", fault.times());
        return view;
    }
}
