package lib.sandbox.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import lib.sandbox.files.Resource;
import lib.sandbox.http.Gate.Caller;

/**
 * The two OpenAPI files in {@code lib/sandbox/contract}: the endpoints with what the shared checks need, and the few lists that routes use.
 * Read once a JVM, both files at the same time; the first use waits for them.
 *
 * @param documents the two files as parsed, core first: maps, lists, texts, numbers
 */
public record Contract(List<Map<String, ?>> documents, Map<String, Endpoint> byPath) {

    private static final CompletableFuture<Contract> LOADED = CompletableFuture.supplyAsync(Contract::load, Contract::inBackground);

    private Contract(Map<String, ?> core, Map<String, ?> ops) {
        this(List.of(core, ops), new LinkedHashMap<>());
        addEndpoints(core);
        addEndpoints(ops);
    }

    /** Starts reading the files without waiting for them. */
    public static void prefetch() {
        LOADED.isDone();
    }

    public static Contract get() {
        return LOADED.join();
    }

    /** Every path of both files. */
    public Collection<Endpoint> endpoints() {
        return byPath.values();
    }

    /** Every scope that exists. Contract: schema Scope. */
    public List<String> scopes() {
        return at(documents.getFirst(), "components", "schemas", "Scope", "enum");
    }

    /** The scopes of each profile of the connect page. Contract: x-profiles of POST /api/connect/agent/approve. */
    public Map<String, List<String>> profiles() {
        return at(documents.getFirst(), "paths", "/api/connect/agent/approve", "post", "x-profiles");
    }

    /** What the audit log calls "METHOD path"; a path may end in {@code *}. Contract: x-audit-actions. */
    public Map<String, String> auditActions() {
        return at(documents.getFirst(), "x-audit-actions");
    }

    private void addEndpoints(Map<String, ?> document) {
        Map<String, Map<String, Map<String, ?>>> paths = at(document, "paths");
        paths.forEach((path, operations) -> operations.values().forEach(operation -> {
            Endpoint endpoint = endpoint(path, operation);
            Endpoint before = byPath.putIfAbsent(path, endpoint);
            // The scope is checked before the method, so that all operations of a path must ask for the same.
            if (before != null && !before.equals(endpoint)) {
                throw new IllegalStateException("the operations of " + path + " differ in methods or scopes");
            }
        }));
    }

    private static Endpoint endpoint(String path, Map<String, ?> operation) {
        Set<String> methods = new LinkedHashSet<>(at(operation, "x-methods-accepted"));
        if (methods.removeIf("any"::equalsIgnoreCase)) {
            methods.clear();
        }
        String mode = at(operation, "x-scope-mode");
        List<String> scopes = at(operation, "x-scopes");
        return new Endpoint(path, Set.copyOf(methods), ScopeMode.valueOf(mode.toUpperCase(Locale.ROOT)), List.copyOf(scopes));
    }

    private static Contract load() {
        CompletableFuture<Map<String, ?>> ops = CompletableFuture.supplyAsync(() -> parse("ops.openapi.yaml"), Contract::inBackground);
        return new Contract(parse("core.openapi.yaml"), ops.join());
    }

    private static Map<String, ?> parse(String name) {
        return at(Map.of("root", Resource.yaml("contract/" + name)), "root");
    }

    private static void inBackground(Runnable work) {
        Thread.ofPlatform().daemon().name("sandbox-contract").start(work);
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(Map<String, ?> tree, String... path) {
        Object here = tree;
        for (String key : path) {
            here = ((Map<String, ?>) here).get(key);
            if (here == null) {
                throw new IllegalStateException("the contract lacks " + String.join(" > ", path));
            }
        }
        return (T) here;
    }

    /**
     * One path and what the shared checks need to know about it.
     *
     * @param path    exact path, or one that ends in a {@code {variable}}
     * @param methods the methods accepted (contract: {@code x-methods-accepted}); empty means any
     * @param mode    who may call it
     * @param scopes  the scopes {@code mode} speaks of, in the order in which a missing one is named
     */
    public record Endpoint(String path, Set<String> methods, ScopeMode mode, List<String> scopes) {

        public boolean accepts(String method) {
            return methods.isEmpty() || methods.contains(method);
        }

        public boolean isPublic() {
            return mode == ScopeMode.PUBLIC;
        }

        /** Throws the 403 of the contract unless the caller may use this endpoint. */
        void authorize(Caller caller) {
            Rejection.when(mode == ScopeMode.ADMIN && !caller.admin(), 403, "Forbidden: admin token required");
            List<String> missing = scopes.stream().filter(scope -> !caller.scopes().contains(scope)).toList();
            boolean enough = mode == ScopeMode.ANY ? missing.size() < scopes.size() : mode != ScopeMode.ALL || missing.isEmpty();
            if (!caller.admin() && !enough) {
                throw new Rejection(403, "Forbidden: missing scope " + missing.getFirst());
            }
        }
    }

    /**
     * Who may call an endpoint. Contract: {@code x-scope-mode}: anybody; who has a valid token; the admin, or an agent that has every scope
     * listed; the admin, or an agent that has at least one of them; the admin alone.
     */
    public enum ScopeMode { PUBLIC, AUTHENTICATED, ALL, ANY, ADMIN }
}
