package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** An answer has at most 40,000 characters and some 20,000 tokens, whatever an instance holds, and says how to get at the rest. */
class LongAnswersTest {
    @TempDir
    Path folder;

    /** As text and as structured content. */
    private static JsonNode bounded(Tool answer) {
        assertEquals(false, answer.error(), answer.text());
        double tokens = answer.text().chars().mapToDouble(each -> each < 128 ? 1 / 2.2 : 1).sum();
        assertTrue(answer.text().length() <= 40_000 && tokens <= 20_000, answer.text().length() + " characters, " + tokens + " tokens");
        assertEquals(answer.structured(), Tool.unmarked(answer.text()));
        return answer.structured();
    }

    @Test
    void fiveThousandAppsComeInPartsTheWorstFirst() {
        try (var instance = Instance.demo()) {
            instance.admin("POST", "/__sandbox/apps", Map.of("count", 5000));
            var cli = instance.cli(folder, "observer");
            var first = bounded(Tool.call(cli, "paas_list_apps"));
            var page = first.path("page");
            int shown = first.path("apps").size();
            assertTrue(shown > 100, "only " + shown);
            assertEquals(shown, page.path("shown").asInt());
            assertEquals(5008, page.path("total").asInt());
            assertEquals(shown, page.path("nextOffset").asInt());
            assertEquals("1 to " + shown + " of 5008, worst first: failed, building, then the rest; ask for the next ones with offset "
                + shown + ", or for fewer with status or project", page.path("note").asText());
            int failed = page.path("counts").path("failed").asInt();
            assertTrue(failed > 0, page.toString());
            for (int i = 0; i < shown; i++) {
                assertEquals(i < failed, first.path("apps").path(i).path("status").asText().equals("failed"), "row " + i);
            }
            assertEquals(5008, IntStream.of(page.path("counts").path("failed").asInt(), page.path("counts").path("building").asInt(),
                page.path("counts").path("running").asInt(), page.path("counts").path("stopped").asInt()).sum());

            var second = bounded(Tool.call(cli, "paas_list_apps", "offset", shown, "limit", 7));
            assertEquals(7, second.path("apps").size());
            var ids = new HashSet<String>();
            first.path("apps").forEach(each -> ids.add(each.path("id").asText()));
            second.path("apps").forEach(each -> assertTrue(ids.add(each.path("id").asText()), "twice: " + each));
            var last = bounded(Tool.call(cli, "paas_list_apps", "offset", 5007));
            assertEquals("5008 to 5008 of 5008, worst first: failed, building, then the rest", last.path("page").path("note").asText());
            assertEquals("none of 5008, worst first: failed, building, then the rest",
                bounded(Tool.call(cli, "paas_list_apps", "offset", "9999")).path("page").path("note").asText());

            var status = bounded(Tool.call(cli, "paas_status"));
            assertEquals(5008, status.path("page").path("total").asInt());
            assertEquals(page.path("counts"), status.path("counts"));
            assertTrue(status.path("apps").size() > 100, status.path("page").toString());
            assertEquals(5006, bounded(Tool.call(cli, "paas_list_projects")).path("page").path("total").asInt());
            bounded(Tool.call(cli, "paas_get_metrics"));

            // a person and a script get all of them
            assertEquals(5008, parse(cli.run("apps", "--json").exits(0).stdout()).path("apps").size());
        }
    }

    @Test
    void aListingWithALimitOfItsOwnGoesOn() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            var all = Tool.call(cli, "paas_list_deployments", "limit", 9).ok();
            var rest = Tool.call(cli, "paas_list_deployments", "limit", 4, "offset", 5).ok();
            assertEquals(4, rest.path("deployments").size());
            for (int i = 0; i < 4; i++) {
                assertEquals(all.path("deployments").path(i + 5), rest.path("deployments").path(i));
            }
            int total = all.path("total").asInt();
            assertEquals("6 to 9 of " + total + "; ask for the next ones with offset 9, or for fewer with app",
                rest.path("page").path("note").asText());
        }
    }

    /** One row can be longer than an answer: a project with thousands of services, and names that take a token a character. */
    @Test
    void aRowThatIsTooLongIsShortened() {
        var services = IntStream.range(0, 3000).mapToObj(i -> "{\"id\":\"s" + i + "\",\"name\":\"" + "漢".repeat(30) + i
            + "\",\"status\":\"running\"}").collect(Collectors.joining(","));
        var small = IntStream.range(0, 2000).mapToObj(i -> ",{\"id\":\"p" + i + "\",\"name\":\"" + "字".repeat(40) + i
            + "\",\"status\":\"running\",\"serviceStatuses\":[]}").collect(Collectors.joining());
        try (var server = HostileServer.healthy().on("GET /api/projects", HostileServer.json("[{\"id\":\"p\",\"name\":\"big\","
            + "\"status\":\"failed\",\"description\":\"\",\"serviceStatuses\":[" + services + "]}" + small + "]"))) {
            var cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "0f".repeat(32)));
            var answer = bounded(Tool.call(cli, "paas_list_projects"));
            assertEquals("big", answer.path("projects").path(0).path("name").asText());
            assertTrue(answer.path("projects").path(0).path("services").size() > 5, answer.path("page").toString());
            assertTrue(answer.path("projects").size() > 50, answer.path("page").toString());
        }
    }

    @Test
    void aLongLogKeepsItsNewestLines() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            instance.admin("POST", "/__sandbox/runtime-logs", Map.of("app", "k3v9x0q2ab", "lines",
                IntStream.range(0, 900).mapToObj(i -> "\"quoted\" " + i + " \\path\\ " + "y".repeat(60 + i % 7)).toList()));
            var answer = bounded(Tool.call(cli, "paas_get_logs", "app", "shop-web", "lines", 900));
            var lines = answer.path("logs");
            assertTrue(lines.get(lines.size() - 1).asText().contains("\"quoted\" 899 "), lines.get(lines.size() - 1).asText());
            assertTrue(answer.toString().length() > 25_000, "much less than there is room for: " + answer.toString().length());
            assertEquals(List.of("shortened"), answer.properties().stream().map(Map.Entry::getKey).limit(1).toList());
        }
    }
}
