package lib.sandbox.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.sandbox.http.Contract.Endpoint;
import lib.sandbox.http.Contract.ScopeMode;

/** The endpoints of the contract, each with what it does; those nobody has built answer 501. */
public final class Routes {

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public Routes(Contract contract) {
        contract.endpoints().forEach(endpoint -> entries.put(endpoint.path(), new Entry(endpoint, Routes::notBuilt)));
    }

    /** Says what a path of the contract does. */
    public Routes on(String path, Route route) {
        Entry entry = entries.get(path);
        if (entry == null) {
            throw new IllegalArgumentException("the contract has no path " + path);
        }
        entries.put(path, new Entry(entry.endpoint, route));
        return this;
    }

    /** The same for one that asks for a JSON body as this record ({@link Call#body}) and for nothing else of the request. */
    public <R extends Record> Routes on(String path, Class<R> type, BodyRoute<R> route) {
        return on(path, call -> route.answer(call.body(type)));
    }

    /** The same where the refusal of a body tells the reason ({@link Call#bodyOrWhy}). */
    public <R extends Record> Routes onOrWhy(String path, Class<R> type, BodyRoute<R> route) {
        return on(path, call -> route.answer(call.bodyOrWhy(type)));
    }

    /** Adds a public GET path that the contract does not have, such as a page of the dashboard. */
    public Routes page(String path, Route route) {
        entries.put(path, new Entry(new Endpoint(path, Set.of("GET", "HEAD"), ScopeMode.PUBLIC, List.of()), route));
        return this;
    }

    /** Adds a WebSocket; its checks are those of {@link Handshake}, which look at the method, too. */
    public Routes socket(String path, Route handshake) {
        entries.put(path, new Entry(new Endpoint(path, Set.of(), ScopeMode.PUBLIC, List.of()), handshake));
        return this;
    }

    /** Adds a path of the sandbox itself, for the admin token. */
    public Routes own(String path, Set<String> methods, Route route) {
        entries.put(path, new Entry(new Endpoint(path, methods, ScopeMode.ADMIN, List.of()), route));
        return this;
    }

    /** The endpoint of a path: exact, or one that ends in a variable and begins like it; null when there is none. */
    Entry find(String path) {
        Entry exact = entries.get(path);
        return exact != null ? exact : entries.values().stream().filter(entry -> entry.covers(path)).findFirst().orElse(null);
    }

    private static Answer notBuilt(Call call) {
        return Answer.error(501, "The sandbox does not have " + call.method() + " " + call.endpoint().path() + " yet");
    }

    record Entry(Endpoint endpoint, Route route) {
        private boolean covers(String path) {
            int variable = endpoint.path().indexOf('{');
            return variable > 0 && path.length() >= variable && path.startsWith(endpoint.path().substring(0, variable));
        }
    }

    /** As {@link Route}, of the body alone. */
    @FunctionalInterface
    public interface BodyRoute<R> {

        Answer answer(R body) throws IOException;
    }

    /** What one endpoint does once every shared check has passed. */
    @FunctionalInterface
    public interface Route {

        /**
         * Throws {@link Rejection} for a request it refuses, and lets {@link BadBody} through from {@link Call#body}.
         *
         * @return the answer; a plain value goes through {@link Answer#json}
         */
        Answer answer(Call call) throws IOException;
    }
}
