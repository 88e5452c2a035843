package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;

/** MCP Apps on the wire: who is told of the page, and who is not. What the page does is in {@link AppPageTest} and its like. */
class AppsTest {
    private static final String PAGE = "ui://better-paas/app.html";
    private static final String SHOWS = "\"extensions\":{\"io.modelcontextprotocol/ui\":{\"mimeTypes\":[\"text/html;profile=mcp-app\"]}}";
    private static final String UI = "io.modelcontextprotocol/ui";
    private static final String OTHER_KIND = "\"extensions\":{\"io.modelcontextprotocol/ui\":{\"mimeTypes\":[\"text/html\"]}}";

    /** What each view reads of a structured content, by which the page also tells them apart. */
    private static final TreeMap<String, List<String>> VIEWS = new TreeMap<>(java.util.Map.of(
        "app", List.of("id", "name", "status", "buildMethod", "envVars"),
        "apps", List.of("apps.id", "apps.name", "apps.status", "apps.url"),
        "build", List.of("appId", "app", "deploymentId", "status", "errors", "lines", "total"),
        "deployment", List.of("appId", "name", "deploymentId", "status", "url", "log", "notes"),
        "logs", List.of("appId", "app", "status", "lines", "logs", "notes"),
        "metrics", List.of("containers.appId", "containers.app", "containers.cpuPercent", "containers.memoryMb", "containers.memoryLimitMb",
            "containers.memoryPercent", "containers.receivedMb", "containers.sentMb")));

    @TempDir
    Path folder;

    private static String modern(int id, String method, String capabilities, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{\"_meta\":{"
            + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{" + capabilities
            + "}}" + more + "}}\n";
    }

    private static String legacy(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}\n";
    }

    private static String initialize(int id, String capabilities) {
        return legacy(id, "initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{" + capabilities
            + "},\"clientInfo\":{\"name\":\"x\",\"version\":\"1\"}");
    }

    /** Whoever shows pages is told of this one, request by request in the modern era; everybody else gets what there was before. */
    @Test
    void onlyWhoShowsPagesIsToldOfIt() {
        var uri = "\"uri\":\"" + PAGE + "\"";
        var answers = new ArrayList<JsonNode>();
        new Cli(new Home(folder)).runWith(initialize(0, SHOWS) + legacy(1, "tools/list", "") + initialize(2, "") + legacy(3, "tools/list",
            "")
            + initialize(4, OTHER_KIND) + legacy(5, "tools/list", "") + legacy(6, "resources/read", uri)
            + modern(7, "server/discover", SHOWS, "") + modern(8, "tools/list", SHOWS, "") + modern(9, "server/discover", "", "")
            + modern(10, "tools/list", "", "") + modern(11, "server/discover", OTHER_KIND, "") + modern(12, "tools/list", OTHER_KIND, "")
            + modern(13, "resources/read", SHOWS, "," + uri), "mcp").exits(0).complains("").stdout().lines()
            .forEach(line -> answers.add(parse(line)));
        answers.sort((one, other) -> one.path("id").asInt() - other.path("id").asInt());
        assertEquals(14, answers.size());
        var results = answers.stream().map(each -> each.path("result")).toList();

        var extension = parse("{" + SHOWS + "}").path("extensions");
        for (int told : List.of(0, 7)) {
            assertEquals(extension.path(UI), results.get(told).path("capabilities").path("extensions").path(UI));
        }
        for (int untold : List.of(2, 4, 9, 11)) {
            assertFalse(results.get(untold).path("capabilities").path("extensions").has(UI), results.get(untold).toString());
        }
        for (int lean : List.of(3, 5, 10, 12)) {
            assertFalse(results.get(lean).path("tools").toString().contains("_meta"));
        }
        var meta = parse("{\"ui\":{\"resourceUri\":\"" + PAGE + "\"},\"ui/resourceUri\":\"" + PAGE + "\"}");
        for (int rich : List.of(1, 8)) {
            var without = results.get(rich).path("tools").deepCopy();
            for (JsonNode each : without) {
                if (each.has("_meta")) {
                    assertEquals(meta, ((ObjectNode) each).remove("_meta"));
                }
            }
            assertEquals(results.get(rich + 2).path("tools"), without, "the list is another one besides");
        }

        var wanted = new TreeMap<String, String>();
        results.get(3).path("tools").forEach(tool -> VIEWS.forEach((view, fields) -> {
            if (fields.stream().allMatch(field -> has(tool.path("outputSchema"), field))) {
                wanted.put(tool.path("name").asText(), view);
            }
        }));
        // it has containers among much else, and what it found would not be seen
        wanted.remove("paas_diagnose_app");
        var shown = new TreeMap<String, String>();
        results.get(1).path("tools").forEach(tool -> {
            if (tool.has("_meta")) {
                shown.put(tool.path("name").asText(), wanted.get(tool.path("name").asText()));
            }
        });
        assertEquals(wanted, shown, "tools whose answers a view could draw, and tools that name the page");
        assertEquals(VIEWS.keySet(), new java.util.TreeSet<>(shown.values()), "each view is some tool's");

        var page = Checkout.read("lib/mcp/app/page.html");
        for (int read : List.of(6, 13)) {
            assertEquals(List.of(PAGE, "text/html;profile=mcp-app", page, "{\"ui\":{\"prefersBorder\":true}}"),
                List.of(results.get(read).path("contents").path(0).path("uri").asText(),
                    results.get(read).path("contents").path(0).path("mimeType").asText(),
                    results.get(read).path("contents").path(0).path("text").asText(),
                    results.get(read).path("contents").path(0).path("_meta").toString()));
            assertEquals(1, results.get(read).path("contents").size());
        }
        assertTrue(results.get(13).path("ttlMs").asInt() > 0 && results.get(13).has("cacheScope"), "the modern era wants both");
    }

    private static boolean has(JsonNode schema, String field) {
        int dot = field.indexOf('.');
        return dot < 0 ? schema.path("properties").has(field)
            : has(schema.path("properties").path(field.substring(0, dot)).path("items"), field.substring(dot + 1));
    }

    /** One file, small, that takes nothing from the network, and makes no markup of what others wrote. */
    @Test
    void thePageIsOneFileThatMakesNoMarkup() {
        var page = Checkout.read("lib/mcp/app/page.html");
        assertTrue(page.getBytes(StandardCharsets.UTF_8).length < 50_000, "too large");
        var found = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|setHTML|document\\.write|srcdoc"
            + "|\\beval\\b|\\bFunction\\(|\\bfetch\\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import[ "
            + "(]|localStorage|sessionStorage"
            + "|indexedDB|document\\.cookie|@import|url\\(|<link|<img|<iframe|\\ssrc=").matcher(page);
        assertFalse(found.find(), () -> "the page has " + found.group());
    }

    /** Page and program tell how far a deployment is by the same marks. */
    @Test
    void phasesAreToldByTheSameMarks() {
        var marks = Pattern.compile("\\n    [A-Z]+\\(\"[^\"]+\", \"(.*)\"\\)[,;]").matcher(Checkout.read("lib/services/release/Stage.java"))
            .results().map(each -> each.group(1).replace("\\\\", "\\")).toList();
        assertEquals(5, marks.size());
        var steps = Pattern.compile("\\n  \\['[A-Z][a-z]+', /(.*)/, '").matcher(Checkout.read("lib/mcp/app/page.html")).results()
            .map(each -> each.group(1).replace("\\/", "/")).toList();
        assertEquals(marks, steps);
    }
}
