package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;

/** Lists depend on the connected profile: whoever connects anew while a server runs, its client is told to look again. */
class ListChangedTest {
    private static final String MODERN = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String CHANGED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"";

    @TempDir
    Path folder;

    private Home connect(String profile) {
        return new Home(folder).writeConfig("{\"version\":1,\"url\":\"http://127.0.0.1:9\",\"token\":\"bpagt_x\",\"profile\":\"" + profile
            + "\",\"name\":\"n\"}");
    }

    @Test
    void aClientOfTheLegacyEraIsTold() {
        var home = connect("observer");
        try (var live = new Cli(home).start("mcp")) {
            live.type("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2024-11-05\","
                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}\n");
            assertFalse(live.awaitStdout("\"id\":2,[^\n]*\n").group().contains("paas_deploy"));
            connect("deployer");
            live.awaitStdout(Pattern.quote(CHANGED) + "}\n");
            live.type("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\"}\n");
            assertTrue(live.awaitStdout("\"id\":3,[^\n]*\n").group().contains("paas_deploy"));
            live.closeInput();
            live.finish().exits(0).complains("");
        }
    }

    @Test
    void aClientOfTheModernEraIsToldWhatItAskedFor() {
        var home = connect("observer");
        try (var live = new Cli(home).start("mcp")) {
            live.type("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":"
                + "{\"toolsListChanged\":true,\"promptsListChanged\":false,\"resourceSubscriptions\":[\"paas://apps\"]}," + MODERN
                + "}}\n");
            live.type("{\"jsonrpc\":\"2.0\",\"id\":6,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":"
                + "{\"toolsListChanged\":true},"
                + MODERN + "}}\n");
            live.type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":6}}\n");
            // without a revision it is nothing that can be served
            live.type("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"server/discover\",\"params\":{}}\n");
            live.awaitStdout("\"id\":7,");
            connect("deployer");
            live.awaitStdout("tools/list_changed");
            live.closeInput();
            assertEquals("""
                {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":5},"notifications":{"toolsListChanged":true}}}
                {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":6},"notifications":{"toolsListChanged":true}}}
                {"jsonrpc":"2.0","id":7,"error":{"code":-32602,"message":"\\"_meta\\" has to say \\"io.modelcontextprotocol/protocolVersion\\""}}
                {"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{"_meta":{"io.modelcontextprotocol/subscriptionId":5}}}
                """, live.finish().exits(0).complains("").stdout().replaceAll("(?m)^.*\"resultType\".*\n", ""));
        }
    }
}
