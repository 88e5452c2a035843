package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;
import static tests.support.McpClient.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;

/** Tools through the server's standard input and output: with and without a connection, and several at once. */
class CallsTest {
    @TempDir
    Path folder;

    @Test
    void aToolAnswersTheCommandsJson() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            var answer = parse(cli.serve(request(1, "paas_status", Map.of()), 1).exits(0).complains("").stdout()).path("result");
            var command = parse(cli.run("status", "--json").stdout());
            var tool = answer.path("structuredContent");
            assertEquals("landing failed", tool.path("apps").path(0).path("name").asText() + " " + tool.path("apps").path(0).path("status")
                .asText(), "the worst is first");
            assertEquals(command.path("apps").valueStream().collect(Collectors.toSet()), tool.path("apps").valueStream()
                .collect(Collectors.toSet()));
            ((ObjectNode) command).set("apps", tool.path("apps"));
            assertEquals(command, tool);
            assertEquals(parse(answer.path("content").path(0).path("text").asText()), answer.path("structuredContent"));
            assertEquals(1, answer.path("content").size());
            assertEquals(false, answer.path("isError").asBoolean(true));
        }
    }

    /** What was learned of a call without arguments holds for later ones alone that have none. */
    @Test
    void aCallWithoutArgumentsIsTheSameTheSecondTime() {
        try (var instance = Instance.demo(); var live = instance.cli(folder, "observer").start("mcp")) {
            var all = List.of(Map.<String, Object>of(), Map.<String, Object>of(), Map.<String, Object>of("status", "failed"),
                Map.<String, Object>of("limit", 2), Map.<String, Object>of());
            var answers = new ArrayList<JsonNode>();
            for (int i = 0; i < all.size(); i++) {
                live.type(request(i + 1, "paas_list_apps", all.get(i)));
                answers.add(parse(live.awaitStdout("(?m)^.*\"id\":" + (i + 1) + ",.*\n").group()).path("result").path("structuredContent"));
            }
            assertEquals(answers.get(0), answers.get(1));
            assertEquals(answers.get(0), answers.get(4));
            assertEquals(List.of("failed"), answers.get(2).path("apps").valueStream().map(each -> each.path("status").asText()).distinct()
                .toList());
            assertEquals(2, answers.get(3).path("apps").size());
            assertEquals(answers.get(0).path("apps").path(0), answers.get(3).path("apps").path(0));
            live.closeInput();
            live.finish().exits(0).complains("");
        }
    }

    @Test
    void aLaterConnectIsPickedUp() {
        try (var instance = Instance.demo()) {
            var home = new Home(folder);
            try (var live = new Cli(home).secret(instance.sandbox().adminToken()).start("mcp")) {
                live.type(request(1, "paas_status", Map.of()));
                var line = live.awaitStdout("(?m)^.*\"id\":1,.*\n").group();
                assertEquals("error: not connected - a person runs: paas connect <url>\n"
                    + "hint: <url> is the address of your dashboard, e.g. https://paas.example.com", failure(line));
                instance.cli(folder, "deployer");
                live.type(request(2, "paas_status", Map.of()));
                assertEquals(instance.url(), parse(live.awaitStdout("(?m)^.*\"id\":2,.*\n").group()).path("result")
                    .path("structuredContent")
                    .path("url").asText());
                live.closeInput();
                live.finish().exits(0).complains("");
            }
        }
    }

    @Test
    void anInstanceThatIsDownIsTheToolsFailure() {
        var cli = new Cli(new Home(folder).connected("http://127.0.0.1:1", "bpagt_" + "0f".repeat(32)));
        try (var live = cli.start("mcp")) {
            live.type(request(1, "paas_status", Map.of()));
            var line = live.awaitStdout("(?m)^.*\"id\":1,.*\n").group();
            assertEquals("error: cannot reach http://127.0.0.1:1 (connection refused)\n"
                + "hint: check that the instance is running and that this machine can reach it", failure(line));
        }
    }

    @Test
    void aProfileThatMayNotIsToldWhichOneMay() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            instance.sandbox().clearRequests();
            var line = cli.serve(request(1, "paas_stop_app", Map.of("app", "shop-web")), 1).exits(0).complains("").stdout();
            assertEquals("error: the profile observer may not do this: it lacks the scope apps:write\n"
                + "hint: the profile deployer has it; a person runs: paas connect " + instance.url() + " and choose deployer",
                failure(line));
            assertEquals(List.of(), instance.sandbox().requests());
        }
    }

    @Test
    void aSlowCallHoldsNobodyUp() {
        try (var instance = Instance.demo()) {
            instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofSeconds(3))).at("/api/projects").times(1));
            try (var live = instance.cli(folder, "observer").start("mcp")) {
                live.type(request(1, "paas_status", Map.of()));
                live.type("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}\n");
                live.awaitStdout("\"id\":2,");
                live.awaitStdout("\"id\":1,");
                live.closeInput();
                var ids = live.finish().exits(0).complains("").stdout().lines().map(line -> parse(line).path("id").asInt()).toList();
                assertEquals(List.of(2, 1), ids);
            }
        }
    }

    @Test
    void aDeadClientsCallsAreGivenUp() {
        try (var instance = Instance.demo()) {
            instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofSeconds(25))).at("/api/apps").times(1));
            try (var live = instance.cli(folder, "observer").start("mcp")) {
                live.type(request(1, "paas_status", Map.of()));
                live.closeInput();
                live.finish().exits(0).complains("");
            }
        }
    }

    private static String failure(String line) {
        var result = parse(line).path("result");
        assertTrue(result.path("isError").asBoolean(), line);
        assertTrue(result.path("structuredContent").isMissingNode(), line);
        return result.path("content").path(0).path("text").asText();
    }
}
