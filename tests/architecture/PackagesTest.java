package tests.architecture;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** The packages of lib depend downwards only, and each prints, exits and reads the environment only where it may. */
class PackagesTest {
    private static final Pattern OURS = Pattern.compile("\\blib\\.([a-z]+(?:\\.[a-z]+)*)\\.[A-Z]");

    /** What each package may import of ours. The foundations (api, op, config) may format JSON, nothing else. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
        entry("json", Set.of()),
        entry("api", Set.of("json")),
        entry("op", Set.of("json")),
        entry("config", Set.of("json")),
        entry("connect", Set.of("api", "config", "json", "op")),
        entry("apps", Set.of("api", "apps.source", "apps.terminal", "deployments", "logs", "op")),
        entry("apps.source", Set.of("api", "op")),
        entry("apps.terminal", Set.of("api", "op")),
        entry("deployments", Set.of("api", "logs", "op")),
        entry("logs", Set.of()),
        entry("projects", Set.of("api", "op")),
        entry("setup", Set.of("api", "config", "json", "op", "setup.edit", "setup.file")),
        entry("setup.edit", Set.of()),
        entry("setup.file", Set.of()),
        entry("system", Set.of("api", "deployments", "logs", "op")),
        entry("mcp", Set.of("json", "op")),
        entry("cli", Set.of("api", "apps", "config", "connect", "deployments", "json", "mcp", "op", "projects", "setup", "system")));

    @Test
    void dependenciesPointDownOnly() {
        graph().forEach((name, imports) -> {
            var allowed = ALLOWED.get(name);
            assertTrue(allowed != null, "the package lib." + name + " is new: say here what it may import");
            var wrong = new TreeSet<>(imports);
            wrong.removeAll(allowed);
            assertEquals(Set.of(), wrong, "lib." + name + " imports what it may not");
        });
    }

    @Test
    void thereIsNoCycle() {
        var graph = graph();
        graph.keySet().forEach(name -> follow(graph, name, new ArrayList<>()));
    }

    @Test
    void theProductDoesNotNeedTheSandbox() {
        product().forEach(path -> assertTrue(!Checkout.read(path).contains("lib.sandbox"), path + " names lib.sandbox"));
    }

    @Test
    void onlyOneFilePrints() {
        var printing = Pattern.compile("System\\s*\\.\\s*(out|err)\\b|\\bprintStackTrace\\b|FileDescriptor\\.(out|err)\\b|\\bIO\\.print");
        var may = Set.of("lib/cli/Output.java", "lib/mcp/Serve.java", "lib/sandbox/sandbox.java", "lib/sandbox/Tour.java");
        Checkout.sources("lib").stream().filter(path -> !may.contains(path)).forEach(path -> {
            var found = printing.matcher(code(path));
            assertTrue(!found.find(), () -> path + " has " + found.group());
        });
    }

    @Test
    void onlyTheMainsEndTheProcess() {
        var may = Set.of("lib/cli/Main.java", "lib/sandbox/sandbox.java");
        Checkout.sources("lib").stream().filter(path -> !may.contains(path))
            .forEach(path -> assertTrue(!code(path).contains("System.exit") && !code(path).contains(".halt("), path + " ends the process"));
    }

    @Test
    void nothingIsLeftToDoLater() {
        var later = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
        Checkout.sources("lib").forEach(path -> assertTrue(!later.matcher(Checkout.read(path)).find(), path + " is not finished"));
    }

    @Test
    void filesStaySmall() {
        Checkout.sources("lib").forEach(path -> {
            long lines = Checkout.read(path).lines().filter(line -> !line.startsWith("//SOURCES")).count();
            assertTrue(lines <= 300, path + " has " + lines + " lines: split it");
        });
    }

    private static Map<String, Set<String>> graph() {
        var graph = new TreeMap<String, Set<String>>();
        for (var path : product()) {
            var name = path.substring("lib/".length(), path.lastIndexOf('/')).replace('/', '.');
            var imports = graph.computeIfAbsent(name, each -> new TreeSet<>());
            OURS.matcher(code(path)).results().map(found -> found.group(1)).filter(each -> !each.equals(name)).forEach(imports::add);
        }
        assertTrue(graph.size() > 4, "too few packages found: " + graph.keySet());
        return graph;
    }

    private static void follow(Map<String, Set<String>> graph, String name, List<String> way) {
        if (way.contains(name)) {
            fail("a cycle: " + String.join(" -> ", way.subList(way.indexOf(name), way.size())) + " -> " + name);
        }
        way.add(name);
        graph.getOrDefault(name, Set.of()).stream().sorted(Comparator.naturalOrder()).forEach(next -> follow(graph, next, way));
        way.removeLast();
    }

    private static List<String> product() {
        return Checkout.sources("lib").stream().filter(path -> !path.startsWith("lib/sandbox/")).toList();
    }

    /** The text of a source without its comments. */
    private static String code(String path) {
        return Checkout.read(path).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "");
    }
}
