package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import lib.derived.Commands;
import lib.mcp.Instructions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Bundle;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;

/** The legacy revisions line by line, without a connection: whole standard outputs, and nothing on standard error. */
class ProtocolTest {
    private static final String REFUSED = "{\"jsonrpc\":\"2.0\",%s\"error\":{\"code\":%d,\"message\":\"%s\"}}\n";
    private static final String TASKS = ",\"tasks\":{\"cancel\":{},\"requests\":{\"tools\":{\"call\":{}}}}";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}\n";
    private static final String PONG = "{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}\n";

    @TempDir
    Path folder;
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(new Home(folder));
    }

    @ParameterizedTest
    @CsvSource({"2024-11-05, 2024-11-05", "2025-03-26, 2025-03-26", "2025-06-18, 2025-06-18", "2025-11-25, 2025-11-25",
        "2026-07-28, 2025-11-25", "1999-01-01, 2025-11-25"})
    void agreesOnARevision(String asked, String answered) {
        serves(initialize(asked), """
            {"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"%s",\
            "capabilities":{"tools":{"listChanged":true},"resources":{"listChanged":true},"prompts":{"listChanged":true},\
            "completions":{}%s},\
            "serverInfo":{"name":"better-paas","title":"Better-PaaS","version":"0.1.0"},\
            "instructions":"%s"}}
            """.formatted(answered, answered.equals("2025-11-25") ? TASKS : "", Instructions.TEXT.replace("\n", "\\n")));
    }

    @Test
    void listsTheToolsOfTheFile() {
        var tools = Checkout.read("lib/derived/tools.json").lines().filter(line -> line.startsWith("{"))
            .filter(line -> Arrays.stream(new Commands().entries()).noneMatch(each -> each.destructive()
                && line.startsWith("{\"name\":\"" + each.tool() + "\""))).map(line -> line.replaceFirst(",$", ""))
            .collect(Collectors.joining(",", "[", "]"));
        serves("""
            {"jsonrpc":"2.0","id":"list","method":"tools/list"}
            {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}
            """, "{\"jsonrpc\":\"2.0\",\"id\":\"list\",\"result\":{\"tools\":" + tools + "}}\n"
            + "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"tools\":" + tools + "}}\n");
        assertTrue(tools.startsWith("[{\"name\":\"paas_status\""), "the file begins otherwise: " + tools.substring(0, 80));
    }

    @Test
    void echoesEveryKindOfId() {
        serves("""
            {"jsonrpc":"2.0","id":"","method":"ping"}
            {"jsonrpc":"2.0","id":"a \\"q\\" é \\u2028","method":"ping"}
            {"jsonrpc":"2.0","id":-7,"method":"ping"}
            {"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"ping"}
            """, """
            {"jsonrpc":"2.0","id":"","result":{}}
            {"jsonrpc":"2.0","id":"a \\"q\\" é \u2028","result":{}}
            {"jsonrpc":"2.0","id":-7,"result":{}}
            {"jsonrpc":"2.0","id":123456789012345678901234567890,"result":{}}
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {broken                                                               | null | -32700 | not one line of JSON in UTF-8
        {"jsonrpc":"2.0","id":1,"method":"ping"} {}                           | null | -32700 | not one line of JSON in UTF-8
        {"jsonrpc":"2.0","id":1,"method":"ping"                               | null | -32700 | not one line of JSON in UTF-8
        7                                                                     | null | -32600 | a message is a JSON object
        null                                                                  | null | -32600 | a message is a JSON object
        []                                                                    | null | -32600 | a message is a JSON object
        [{"jsonrpc":"2.0","id":1,"method":"ping"}]                            | null | -32600 | a message is a JSON object
        {"jsonrpc":"2.0","id":null,"method":"ping"}                           | null | -32600 | an id is a text or a whole number
        {"jsonrpc":"2.0","id":1.5,"method":"ping"}                            | null | -32600 | an id is a text or a whole number
        {"jsonrpc":"2.0","id":{},"method":"ping"}                             | null | -32600 | an id is a text or a whole number
        {"id":1,"method":"ping"}                                              | 1    | -32600 | \\"jsonrpc\\" must be \\"2.0\\"
        {"jsonrpc":"1.0","id":1,"method":"ping"}                              | 1    | -32600 | \\"jsonrpc\\" must be \\"2.0\\"
        {"jsonrpc":"2.0","id":1}                                              | 1    | -32600 | \\"method\\" is missing
        {"jsonrpc":"2.0","id":1,"method":7}                                   | 1    | -32600 | \\"method\\" is missing
        {"jsonrpc":"2.0","id":1,"method":"ping","params":[]}                  | 1    | -32602 | \\"params\\" must be an object
        {"jsonrpc":"2.0","id":1,"method":"server/discover"}                   | 1    | -32602 | \\"_meta\\" has to say \\"io.modelcontextprotocol/protocolVersion\\"
        {"jsonrpc":"2.0","id":1,"method":"resources/subscribe"}               | 1    | -32601 | this server has no method \\"resources/subscribe\\"
        {"jsonrpc":"2.0","id":1,"method":"Tools/List"}                        | 1    | -32601 | this server has no method \\"Tools/List\\"
        {"jsonrpc":"2.0","id":1,"method":"initialize"}                        | 1    | -32602 | \\"protocolVersion\\" is missing
        {"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":""}} | 1    | -32602 | the list of tools has one page: ask without a cursor
        """)
    void answersWhatItCannotServeAndGoesOn(String line, String id, int code, String message) {
        serves(line + "\n" + PING, REFUSED.formatted(id.equals("null") ? "" : "\"id\":" + id + ",", code, message) + PONG);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        paas_frobnicate  | {}                      | unknown tool \\"paas_frobnicate\\"
        """)
    void refusesAToolThatIsNone(String tool, String arguments, String message) {
        serves("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments
            + "}}\n",
            REFUSED.formatted("\"id\":1,", -32602, message));
    }

    /** What does not fit is the model's to mend: it reads results, not protocol errors. Source: SEP-1303, revision 2025-11-25. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        paas_stop_app    | {}                      | the parameter \\"app\\" is missing
        paas_stop_app    | {"app":null}            | the parameter \\"app\\" is missing
        paas_stop_app    | {"app":""}              | the parameter \\"app\\" is missing
        paas_stop_app    | {"app":["a","b"]}       | the value of \\"app\\" does not fit: it has to be a text; what came is [\\"a\\",\\"b\\"]
        paas_redeploy    | {"app":"a","wait":"so"} | the value of \\"wait\\" does not fit: it has to be true or false; what came is \\"so\\"
        """)
    void argumentsThatDoNotFitAreAResultThatSaysSo(String tool, String arguments, String message) {
        serves("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool + "\",\"arguments\":" + arguments
            + "}}\n",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"error: " + message
            + "\"}],\"isError\":true}}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"params\":{}", ",\"params\":{\"name\":7}", ",\"params\":{\"name\":\"paas_status\",\"arguments\":[]}"})
    void refusesACallWithoutAName(String params) {
        serves("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"" + params + "}\n",
            REFUSED.formatted("\"id\":1,", -32602, "a call needs the \\\"name\\\" of a tool, and \\\"arguments\\\" as an object"));
    }

    @Test
    void saysNothingToNotificationsAnswersAndBlankLines() {
        serves("""
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
            {"jsonrpc":"2.0","method":"no/such/thing"}
            {"jsonrpc":"2.0","method":"tools/call","params":{"name":"paas_status"}}
            {"jsonrpc":"2.0","id":5,"result":{}}
            {"jsonrpc":"2.0","id":5,"error":{"code":1,"message":"no"}}

            \t \r
            """ + PING, PONG);
    }

    @Test
    void takesWindowsLineEndsAndALastLineWithoutAny() {
        serves(PING.replace("\n", "\r\n") + PING.strip(), PONG + PONG);
    }

    @Test
    void servesBatchesInTheOneRevisionThatHasThem() {
        var handshake = cli.serve(initialize("2025-03-26"), 1).stdout();
        serves(initialize("2025-03-26") + """
            [{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/initialized"},7,{"jsonrpc":"2.0","id":2,"method":"x"}]
            """, handshake + """
            [{"jsonrpc":"2.0","id":1,"result":{}},\
            {"jsonrpc":"2.0","error":{"code":-32600,"message":"a message is a JSON object"}},\
            {"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"this server has no method \\"x\\""}}]
            """);
    }

    @Test
    void passesOverALineThatIsTooLong() {
        int limit = 4 * 1024 * 1024;
        serves("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":\"" + "x".repeat(limit) + "\"}}\n" + PING,
            REFUSED.formatted("", -32600, "a message has at most " + limit + " bytes") + PONG);
    }

    @Test
    void survivesNestingAndNumbersBeyondTheLimit() {
        serves("[".repeat(100_000) + "\n{\"jsonrpc\":\"2.0\",\"id\":1E+99999999999,\"method\":\"ping\"}\n" + PING,
            REFUSED.formatted("", -32700, "not one line of JSON in UTF-8").repeat(2) + PONG);
    }

    @Test
    void printsNothingElseWhateverTheFlags() {
        cli.runWith(PING, "mcp", "--json").exits(0).prints(PONG).complains("");
        cli.run("mcp").exits(0).prints("").complains("");
    }

    @Test
    void takesNoArguments() {
        cli.run("mcp", "now").failsWith(2, "");
    }

    @Test
    void endsWhenNobodyTakesItsOutput() throws Exception {
        var line = new ArrayList<>(List.of("bash", "-c", "yes '" + PING.strip()
            + "' | timeout 20 \"$@\" | head -n 1; exit ${PIPESTATUS[1]}", "bash"));
        line.addAll(Bundle.command(List.of(), List.of("mcp")));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        var process = builder.start();
        assertEquals(PONG, new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor(), "124 is the time limit");
    }

    private void serves(String input, String output) {
        int answers = (int) output.lines().count() - (input.endsWith("\n") ? 0 : 1);
        cli.serve(input, answers).exits(0).prints(output).complains("");
    }

    private static String initialize(String revision) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + revision
            + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}\n";
    }
}
