package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.McpClient;
import tests.support.ShellWords;

/** {@code paas rename}: an app's other name, and what it changes. */
class RenameTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = instance.cli(folder, "deployer");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void renamesAndTakesBack() {
        var before = instance.app("shop-web");
        cli.run("rename", "SHOP-WEB", "storefront").exits(0).complains("""
            its address stays http://k3v9x0q2ab.127.0.0.1.sslip.io
            its domains stay: shop.harbor-lane.example, www.harbor-lane.example
            its container keeps the former name until the next deployment
            """).prints("""
            Renamed shop-web to storefront.
            Undo: paas rename storefront shop-web
            """);
        assertEquals(before, ((ObjectNode) instance.app("storefront")).put("name", "shop-web"), "nothing but the name");
        ShellWords.run(cli, "paas rename storefront shop-web");
        assertEquals(before, instance.app("shop-web"));
        cli.run("rename", "shop-web", "shop-web").exits(0).complains("").prints("Nothing to change: it is called shop-web.\n");
        cli.run("rename", "shop-web", "front", "-q").exits(0).prints("k3v9x0q2ab\n").complains("");
    }

    @Test
    void asJson() {
        var json = McpClient.parse(cli.run("rename", "notes", "memos", "--json").exits(0).complains("").stdout());
        assertEquals("{\"id\":\"n1i5g8ox6r\",\"name\":\"memos\",\"before\":\"notes\",\"url\":\"http://n1i5g8ox6r.127.0.0.1.sslip.io\","
            + "\"domains\":[],\"notes\":[\"its address stays http://n1i5g8ox6r.127.0.0.1.sslip.io\",\"its container keeps the former name "
            + "until the next deployment\",\"its project is still called notes: paas projects rename notes memos\"],"
            + "\"undo\":{\"command\":\"paas rename memos notes\"}}", json.toString());
        ShellWords.run(cli, "paas projects rename notes memos");
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsSent() {
        instance.sandbox().clearRequests();
        cli.run("rename", "shop-web", "shop-api").failsWith(6, "there is an app shop-api already (t81mzc5r7e)\nhint: take another name\n");
        cli.run("rename", "shop-web", "Shop Web").failsWith(2, "\"Shop Web\" is no name for an app: 2 to 40 lower-case letters, digits or "
            + "hyphens, a letter or digit at both ends\nhint: for example: shop-web\n");
        cli.run("rename", "nope", "other").failsWith(5, "there is no app \"nope\"");
        cli.run("rename", "shop-web").failsWith(2, "missing required parameter: '<new-name>'");
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).toList());
        instance.cli(folder.resolve("o"), "observer").run("rename", "shop-web", "other")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/apps/rename"));
        cli.run("rename", "shop-web", "front").exits(0).printsPart("Renamed shop-web to front.\n");
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/apps/rename"));
        cli.run("rename", "front", "shop-web").failsWith(9, "the answer of ");
        assertEquals("k3v9x0q2ab", instance.app("front").path("id").asText());
        Failures.check(instance.sandbox(), cli, "/api/apps/rename", "rename", "t81mzc5r7e", "api-{n}");
    }
}
