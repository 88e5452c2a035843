package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

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
        InputStream resource = Contract.class.getResourceAsStream("/lib/sandbox/contract/" + name);
        if (resource == null) {
            throw new IllegalStateException("lib/sandbox/contract/" + name + " is not on the class path");
        }
        try (InputStreamReader text = new InputStreamReader(resource, UTF_8)) {
            return at(Map.of("root", new Load(LoadSettings.builder().setLabel(name).build()).loadFromReader(text)), "root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
}
