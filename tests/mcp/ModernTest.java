package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import lib.mcp.Instructions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Home;

/** Revision 2026-07-28 line by line, without a connection, and both eras in one run. Source of what is wanted: its published schema. */
class ModernTest {
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":{%s}}";
    private static final String SERVER =
        "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"better-paas\",\"title\":\"Better-PaaS\","
        + "\"version\":\"0.1.0\"}}";

    @TempDir
    Path folder;
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(new Home(folder));
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + META.formatted("")
            + (params.isEmpty() ? "" : "," + params) + "}}\n";
    }

    private void serves(String input, String output) {
        int answers = (int) output.lines().count() - (input.endsWith("\n") ? 0 : 1);
        cli.serve(input, answers).exits(0).prints(output).complains("");
    }

    @Test
    void saysWhatItIsToWhoeverAsks() {
        serves(request(1, "server/discover", ""), """
            {"jsonrpc":"2.0","id":1,"result":{"resultType":"complete",\
            "supportedVersions":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"],\
            "capabilities":{"tools":{"listChanged":true},"resources":{"listChanged":true},"prompts":{"listChanged":true},"completions":{},\
            "extensions":{"io.modelcontextprotocol/tasks":{}}},\
            "instructions":"%s","ttlMs":60000,"cacheScope":"private",%s}}
            """.formatted(Instructions.TEXT.replace("\n", "\\n"), SERVER));
    }

    @Test
    void listsTheSameToolsAsInTheOtherEra() {
        var answers = cli.runWith("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"tools/list\"}\n" + request(1, "tools/list", ""), "mcp")
            .exits(0).complains("").stdout().lines().map(line -> parse(line).path("result")).toList();
        assertEquals(answers.getFirst().path("tools"), answers.getLast().path("tools"));
        assertEquals("complete 60000 private", answers.getLast().path("resultType").asText() + " " + answers.getLast().path("ttlMs") + " "
            + answers.getLast().path("cacheScope").asText());
        assertFalse(answers.getFirst().has("resultType"), "a field that the legacy era does not know");
    }

    @Test
    void aCallIsAnsweredInItsOwnEra() {
        serves(request(1, "tools/call", "\"name\":\"paas_stop_app\""), """
            {"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","content":[{"type":"text",\
            "text":"error: the parameter \\"app\\" is missing"}],"isError":true,%s}}
            """.formatted(SERVER));
        serves(request(1, "tools/call", "\"name\":\"paas_nothing\""),
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32602,\"message\":\"unknown tool \\\"paas_nothing\\\"\"}}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        initialize           | this server has no method \\"initialize\\"
        ping                 | this server has no method \\"ping\\"
        logging/setLevel     | this server has no method \\"logging/setLevel\\"
        no/such              | this server has no method \\"no/such\\"
        """)
    void whatThisEraHasNotIsRefused(String method, String message) {
        serves(request(1, method, ""), "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"" + message + "\"}}\n");
    }

    @Test
    void aVersionThatIsNotSpokenIsNamedWithThoseThatAre() {
        serves(request(7, "tools/list", "").replace("2026-07-28", "2031-01-01"), """
            {"jsonrpc":"2.0","id":7,"error":{"code":-32022,"message":"this server does not speak \\"2031-01-01\\"",\
            "data":{"supported":["2026-07-28","2025-11-25","2025-06-18","2025-03-26","2024-11-05"],"requested":"2031-01-01"}}}
            """);
        serves("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{\"_meta\":"
            + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}\n", """
            {"jsonrpc":"2.0","id":7,"error":{"code":-32602,\
            "message":"\\"_meta\\" says the version and not \\"io.modelcontextprotocol/clientCapabilities\\""}}
            """);
    }

    @Test
    void onlyWhatWasChosenIsOffered() {
        var list = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"tools/list\"}\n";
        var reading = tools(cli.runWith(list, "mcp", "--read-only").exits(0).stdout());
        assertTrue(reading.contains("paas_status") && reading.contains("paas_get_logs"), reading.toString());
        assertFalse(reading.contains("paas_stop_app") || reading.contains("paas_exec") || reading.contains("paas_deploy"),
            reading.toString());
        assertEquals(List.of("paas_list_deployments", "paas_wait_deployment", "paas_get_build_logs").stream().sorted().toList(),
            tools(cli.runWith(list, "mcp", "--tools", "deployments").exits(0).stdout()).stream().sorted().toList());
        assertEquals(List.of("paas_get_app"), tools(cli.runWith(list, "mcp", "--tools", "get_app,paas_stop_app", "--exclude", "stop_app")
            .exits(0).stdout()));
        assertTrue(tools(cli.runWith(list, "mcp", "--allow-destructive").exits(0).stdout()).contains("paas_delete_app"));
        cli.runWith(list, "mcp", "--tools", "deploymnts").exits(2).prints("")
            .complainsPart("there is no tool and no group of tools \"deploymnts\"\nhint: did you mean deployments? the groups are ");
        var refused = parse(cli.runWith("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"tools/call\",\"params\":{\"name\":\"paas_exec\"}}\n",
            "mcp", "--read-only").exits(0).stdout());
        assertEquals("error: this server was started without the tool paas_exec\n"
            + "hint: a person can allow it where the editor's entry starts paas mcp",
            refused.path("result").path("content").path(0).path("text").asText());
    }

    @Test
    void theListIsCutToTheProfile() {
        var list = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"tools/list\"}\n";
        var home = new Home(folder);
        var observer = tools(new Cli(connected(home, "observer")).runWith(list, "mcp").exits(0).stdout());
        assertTrue(observer.contains("paas_get_logs"), observer.toString());
        assertFalse(observer.contains("paas_redeploy"), observer.toString());
        assertTrue(tools(new Cli(connected(home, "deployer")).runWith(list, "mcp").exits(0).stdout()).contains("paas_redeploy"));
    }

    private static Home connected(Home home, String profile) {
        return home.writeConfig("{\"version\": 1, \"url\": \"https://paas.example.com\", \"token\": \"bpagt_" + "0f".repeat(32)
            + "\", \"profile\": \"" + profile + "\", \"name\": \"x\"}");
    }

    private static List<String> tools(String line) {
        var names = new java.util.ArrayList<String>();
        parse(line).path("result").path("tools").forEach(each -> names.add(each.path("name").asText()));
        return names.stream().collect(Collectors.toList());
    }
}
