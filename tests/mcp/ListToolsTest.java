package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;

/** {@code paas mcp tools}: what a client would see, without a server and without an instance. */
class ListToolsTest {
    @TempDir
    Path folder;

    private static Map<String, String> by(JsonNode list, String field) {
        return list.path("tools").valueStream().collect(Collectors.toMap(each -> each.path("name").asText(), each -> each.path(field)
            .asText()));
    }

    @Test
    void eachToolWithWhatItDoesAndCosts() {
        var cli = new Cli(new Home(folder));
        var all = parse(cli.run("mcp", "tools", "--json").exits(0).complains("").stdout());
        int characters = 0;
        var names = new ArrayList<String>();
        for (var each : parse(Checkout.read("lib/derived/tools.json"))) {
            names.add(each.path("name").asText());
            ((ObjectNode) each).remove("outputSchema");
            characters += each.toString().length();
        }
        assertEquals(names, all.path("tools").valueStream().map(each -> each.path("name").asText()).toList());
        assertEquals(characters, all.path("characters").asInt());
        assertEquals(names.size(), all.path("listed").asInt());
        assertEquals(characters / 4.1, all.path("tokens").asInt(), names.size());
        var effects = by(all, "effect");
        assertEquals(List.of("looks", "adds", "changes", "destroys"), List.of(effects.get("paas_status"), effects.get("paas_deploy"),
            effects.get("paas_exec"), effects.get("paas_delete_app")));
        assertEquals("asks", by(all, "listed").get("paas_delete_app"));
        assertEquals(String.join("\n", names) + "\n", cli.run("mcp", "tools", "-q").exits(0).complains("").stdout());
        var page = cli.run("mcp", "tools", "--allow-destructive").exits(0).complains("").stdout();
        assertTrue(page.startsWith("NAME                   EFFECT    LISTED  CHARACTERS  TOKENS  DESCRIPTION\n"
            + "paas_status            looks     yes     "), page);
        assertTrue(page.endsWith("\n\n" + names.size() + " of " + names.size() + " tools are listed:\n"
            + String.format(Locale.ROOT, "%,d characters, about %,d tokens (an estimate).\n", characters,
            all.path("tokens").asInt())), page);
    }

    @Test
    void forAProfileAndWithTheServersOptions() {
        var cli = new Cli(new Home(folder).connected("http://127.0.0.1:1", "bpagt_" + "0f".repeat(32)));
        var some = parse(cli.run("mcp", "tools", "--read-only", "--exclude", "servers,paas_exec", "--json").exits(0).stdout());
        assertEquals("deployer", some.path("profile").asText());
        for (var each : some.path("tools")) {
            var why = each.path("because").asText();
            assertEquals(each.path("listed").asText().equals("no"), !why.isEmpty(), each.toString());
            assertTrue(why.isEmpty() ? each.path("effect").asText().equals("looks") : why.equals("left out by an option")
                || why.equals("not with the profile deployer"), each.toString());
        }
        assertEquals("left out by an option", by(some, "because").get("paas_list_servers"));
        var whole = by(parse(cli.run("mcp", "tools", "--json").exits(0).stdout()), "because");
        assertEquals("not with the profile deployer", whole.get("paas_create_addon"));
        assertEquals("paas_list_apps\npaas_get_app\n", cli.run("mcp", "tools", "--tools", "paas_get_app,list_apps", "-q").exits(0)
            .stdout());
        cli.run("mcp", "tools", "--tools", "app").failsWith(2, "there is no tool and no group of tools \"app\"\nhint: did you mean apps? ");
    }

    /** The bare word serves; nothing else that stands behind it does. */
    @Test
    void otherWordsStartNoServer() {
        var cli = new Cli(new Home(folder));
        cli.run("mcp", "foo").failsWith(2, "unknown command \"mcp foo\"\n");
        cli.run("mcp", "list").failsWith(2, "unknown command \"mcp list\"\n");
    }
}
