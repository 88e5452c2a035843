package tests.architecture;

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

    /** The floors from the ground up: a package may import from those below its own and from nothing else. */
    private static final List<List<String>> FLOORS = List.of(
        List.of("base", "base.secrets"),
        List.of("json", "files", "http.wire"),
        List.of("http", "config", "install", "setup.edit", "setup.file"),
        List.of("api"),
        List.of("op"),
        List.of("run", "journal"),
        List.of("services.logs", "services.settings", "services.connect", "services.terminal", "services.cron", "services.servers",
            "services.sql", "services.backups", "services.request", "services.completion", "services.update", "services.journal"),
        List.of("services.release", "services.domains", "services.program", "setup"),
        List.of("services.addons", "services.source", "services.diagnosis", "services.variables", "mcp"),
        List.of("services.projects", "services.catalog", "services.webhooks", "mcp.tools.answer"),
        List.of("mcp.tools.arguments", "mcp.tools.list"),
        List.of("mcp.tools.journal"),
        List.of("mcp.tools"),
        List.of("mcp.reading"),
        List.of("commands"),
        List.of("derived"),
        List.of("cli.completion"),
        List.of("cli"));

    /** What the floors would allow and is still wrong: verbs know no protocol of another face, services run no commands. */
    private static final Map<String, Set<String>> NEVER = Map.of(
        "services", Set.of("run", "config", "setup", "mcp"),
        "mcp", Set.of("services", "setup"),
        "setup", Set.of("run", "api", "http"),
        "op", Set.of("http", "config"),
        "commands", Set.of());

    @Test
    void dependenciesPointDownOnly() {
        graph().forEach((name, imports) -> {
            int floor = floor(name);
            imports.forEach(each -> assertTrue(floor(each) < floor, "lib." + name + " imports upwards or sideways: lib." + each));
            NEVER.forEach((from, what) -> imports.stream().filter(each -> within(name, from) && what.stream()
                .anyMatch(one -> within(each, one)))
                .forEach(each -> fail("lib." + name + " imports lib." + each + ", which is none of its business")));
        });
    }

    /** Verbs share through services: none reads another's record, and their folders hold verbs only. */
    @Test
    void verbsStandAlone() {
        product().stream().filter(path -> path.startsWith("lib/commands/")).forEach(path -> {
            assertTrue(code(path).contains("@Command("), path + " is no verb");
            OURS.matcher(code(path)).results().map(found -> found.group(1)).filter(each -> within(each, "commands"))
                .forEach(each -> fail(path + " names something of lib." + each));
        });
        for (var path : product()) {
            assertTrue(path.startsWith("lib/commands/") || !code(path).contains("@Command("), path
                + " is a verb: it belongs to lib/commands");
        }
    }

    /** Whoever calls a command otherwise than through Invocation skips its checks, its question and its masking. */
    @Test
    void oneFileCallsCommands() {
        var calling = Pattern.compile("\\b(command|operation)\\w*\\.call\\(\\)|\\blive\\.follow\\(");
        assertEquals(List.of("lib/run/Invocation.java"), product().stream().filter(path -> calling.matcher(code(path)).find()).toList());
    }

    private static boolean within(String name, String folder) {
        return name.equals(folder) || name.startsWith(folder + ".");
    }

    private static int floor(String name) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).stream().anyMatch(each -> within(name, each))) {
                // a folder of its own floor wins over the one that it lies in
                for (int j = 0; j < FLOORS.size(); j++) {
                    if (FLOORS.get(j).contains(name)) {
                        return j;
                    }
                }
                return i;
            }
        }
        return fail("the package lib." + name + " is new: say on which floor it stands");
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
        var may = Set.of("lib/cli/Output.java", "lib/commands/connection/Serve.java", "lib/sandbox/sandbox.java", "lib/sandbox/Tour.java");
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
        // what is derived is as long as there are commands
        Checkout.sources("lib").stream().filter(path -> !path.startsWith("lib/derived/")).forEach(path -> {
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
