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

/**
 * The two OpenAPI files in {@code lib/sandbox/contract}: the endpoints with what the shared checks need, and the few lists that routes use.
 * Read once a JVM, both files at the same time; the first use waits for them.
 */
public final class Contract {

    private static final CompletableFuture<Contract> LOADED = CompletableFuture.supplyAsync(Contract::load, Contract::inBackground);

    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final Map<String, ?> core;
    private final Map<String, ?> ops;

    private Contract(Map<String, ?> core, Map<String, ?> ops) {
        this.core = core;
        this.ops = ops;
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
        return endpoints.values();
    }

    /** The two files as parsed, core first: maps, lists, texts, numbers. */
    public List<Map<String, ?>> documents() {
        return List.of(core, ops);
    }

    /** Every scope that exists. Contract: schema Scope. */
    public List<String> scopes() {
        return at(core, "components", "schemas", "Scope", "enum");
    }

    /** The scopes of each profile of the connect page. Contract: x-profiles of POST /api/connect/agent/approve. */
    public Map<String, List<String>> profiles() {
        return at(core, "paths", "/api/connect/agent/approve", "post", "x-profiles");
    }

    /** What the audit log calls "METHOD path"; a path may end in {@code *}. Contract: x-audit-actions. */
    public Map<String, String> auditActions() {
        return at(core, "x-audit-actions");
    }

    private void addEndpoints(Map<String, ?> document) {
        Map<String, Map<String, Map<String, ?>>> paths = at(document, "paths");
        paths.forEach((path, operations) -> operations.values().forEach(operation -> {
            Endpoint endpoint = endpoint(path, operation);
            Endpoint before = endpoints.putIfAbsent(path, endpoint);
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
            if (caller.admin()) {
                return;
            }
            switch (mode) {
                case PUBLIC, AUTHENTICATED -> { }
                case ADMIN -> throw new Rejection(403, "Forbidden: admin token required");
                case ALL -> scopes.stream().filter(scope -> !caller.scopes().contains(scope)).findFirst().ifPresent(Endpoint::missing);
                case ANY -> {
                    if (scopes.stream().noneMatch(caller.scopes()::contains)) {
                        missing(scopes.getFirst());
                    }
                }
            }
        }

        private static void missing(String scope) {
            throw new Rejection(403, "Forbidden: missing scope " + scope);
        }
    }

    /** Who may call an endpoint. Contract: {@code x-scope-mode}. */
    public enum ScopeMode {
        /** No token needed. */
        PUBLIC,
        /** Any valid token. */
        AUTHENTICATED,
        /** The admin token, or an agent that has every scope listed. */
        ALL,
        /** The admin token, or an agent that has at least one of the scopes listed. */
        ANY,
        /** The admin token only. */
        ADMIN
    }
}
