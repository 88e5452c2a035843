package tests.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** What {@code paas __complete} answers the scripts, whichever shell asks. */
class CompletionTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = instance.cli(folder, "operator");
    }

    @AfterEach
    void close() {
        instance.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "st| status,stop,start",
        "--json st| status,stop,start",
        "help sto| stop",
        "deployments wai| wait",
        "help deployments w| wait",
        "--v| --version",
        "apps --st| --status",
        "apps --status _| building,running,stopped,failed",
        "apps --status r| running",
        "apps --status=s| stopped",
        "apps --timeout _| ''",
        "stop notes wi| wiki,wiki-db",
        "stop -- wi| wiki,wiki-db",
        "app notes _| ''",
        "deployments wait not| notes",
        "apps --project _| search-worker,landing,notes,wiki,reports,shop",
        "deploy x --project=sh| shop",
        "deploy --env-file _| :files",
        "deploy --upload _| :folders",
        "delete --y| --yes",
        "apps --qu| --quiet",
        "version --q| ''",
        "completion z| zsh",
        "connect --profile _| observer,deployer,operator",
        "nonsense | ''"})
    void whatCanStandThere(String line, String wanted) {
        assertEquals(List.of(wanted.replace("''", "").split(",")), List.of(String.join(",", complete("zsh", line)).split(",")), line);
    }

    @Test
    void everyCommandAndEveryOptionIsThere() {
        var all = complete("fish", "");
        for (var line : cli.run("help").stdout().lines().filter(each -> each.matches("  [a-z].*")).toList()) {
            assertTrue(all.contains(line.strip().split(" ")[0]), line);
        }
        assertEquals(List.of("--quiet", "--reveal", "--timeout", "--json", "--no-color", "--help"), complete("fish", "start --"));
        assertFalse(complete("fish", "apps --wide --").contains("--wide"), "once is enough");
        assertTrue(complete("fish", "deploy -e A=1 --").contains("--env-vars"), "it may come again");
    }

    @Test
    void shellsThatReplaceTheWholeWordGetIt() {
        assertEquals(List.of("--status=running"), complete("fish", "apps --status=r"));
        assertEquals("--status=running\t\n", cli.run("__complete", "pwsh", "--", "apps", "+--status=r").exits(0).stdout());
        assertEquals("status\tList apps in the terminal\n", cli.run("__complete", "pwsh", "--", "+stat").exits(0).stdout());
    }

    @Test
    void bashHandsOverWhatWasTyped() {
        try (var server = HostileServer.healthy().on("GET /api/projects", HostileServer.json("[{\"name\":\"my shop\"}]"))) {
            var other = new Cli(new Home(folder.resolve("other")).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            other.run("__complete", "bash", "--", "apps", "--project", "\"my s").exits(0).prints("my shop\t\n");
            other.run("__complete", "bash", "--", "apps", "--project", "my\\ s").exits(0).prints("my shop\t\n");
        }
    }

    @Test
    void namesAreKeptForSomeSecondsForThisPersonAlone() throws Exception {
        instance.sandbox().clearRequests();
        assertEquals(List.of("shop-web", "shop-api"), complete("zsh", "stop shop"));
        assertEquals(List.of("notes"), complete("zsh", "start no"));
        assertEquals(1, instance.sandbox().requests().size());
        var file = new Home(folder).folder().resolve("cache/apps.names");
        assertEquals("rw-------", Home.permissions(file));
        assertEquals("rwx------", Home.permissions(file.getParent()));
        assertFalse(Files.readString(file).contains("bpagt_"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(30)));
        instance.admin("POST", "/api/apps/rename", Map.of("id", instance.app("notes").path("id").asText(), "name", "notebook"));
        assertEquals(List.of("notebook"), complete("zsh", "start no"));
        // of another instance they are none
        Files.writeString(file, "https://other.example\nnothing\t\n");
        assertEquals(List.of("notebook"), complete("zsh", "start no"));
    }

    @Test
    void anInstanceThatDoesNotAnswerBlocksNobody() throws Exception {
        complete("zsh", "stop shop");
        var file = new Home(folder).folder().resolve("cache/apps.names");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(30)));
        instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofSeconds(20))).times(10));
        var start = System.nanoTime();
        // older names are better than none
        assertEquals(List.of("shop-web", "shop-api"), complete("zsh", "stop shop"));
        assertEquals(List.of(), complete("zsh", "apps --project _"));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos(), "it waited for the instance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{broken", "{\"version\":1,\"url\":\"http://127.0.0.1:1\",\"token\":\"bpagt_0123456789\"}"})
    void withoutAConnectionItIsSilent(String config) throws Exception {
        var home = new Home(Files.createDirectory(folder.resolve("other")));
        var other = new Cli(config.isEmpty() ? home : home.writeConfig(config));
        other.run("__complete", "zsh", "--", "stop", "").exits(0).prints("").complains("");
        other.run("__complete", "zsh", "--", "sto").exits(0).prints("stop\tStop apps\n").complains("");
        other.run("__complete").exits(0).prints("").complains("");
        other.run("__complete", "pwsh", "--", "").exits(0).prints("").complains("");
    }

    @Test
    void aTokenWithoutTheRightCompletesNothing() {
        instance.cliWithScopes(folder.resolve("logs"), "logs:read").run("__complete", "zsh", "--", "stop", "").exits(0).prints("")
            .complains("");
    }

    @Test
    void aNameThatWouldForgeALineIsLeftOut() throws Exception {
        try (var server = HostileServer.healthy().on("GET /api/apps",
            HostileServer.json("[{\"name\":\"a\\nb\"},{\"name\":\"c\\u001b[2J\"},"
            + "{\"name\":\"d\",\"status\":\"x\\ty\"},{\"name\":5},7,null]"))) {
            var other = new Cli(new Home(Files.createDirectory(folder.resolve("other"))).connected(server.url(), "bpagt_"
                + "ab".repeat(32)));
            other.run("__complete", "zsh", "--", "stop", "").exits(0).prints("d\t\n").complains("");
        }
    }

    @Test
    void theScripts() {
        for (var shell : List.of("bash", "zsh", "fish", "pwsh", "PowerShell")) {
            cli.run("completion", shell).exits(0).complains("").printsPart("__complete");
        }
        cli.run("completion", "csh").failsWith(2, "unknown shell \"csh\" - choose bash, zsh, fish or pwsh");
        cli.run("completion").failsWith(2, "missing required parameter: '<shell>'");
    }

    private List<String> complete(String shell, String line) {
        var words = new java.util.ArrayList<>(List.of("__complete", shell, "--"));
        words.addAll(List.of(line.replaceFirst("_$", "").split(" ", -1)));
        return cli.run(words.toArray(String[]::new)).exits(0).complains("").stdout().lines().map(each -> each.split("\t")[0]).toList();
    }
}
