package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Programs;

/** {@code paas env}: what a shell evaluates. Whatever the file holds, evaluating it sets variables and runs nothing. */
class EnvTest {
    private static final String TOKEN = "bpagt_" + "0f".repeat(32);
    private static final String URL = "https://paas.example.com";

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;

    @BeforeEach
    void setUp() {
        home = new Home(folder).connected(URL, TOKEN);
        cli = new Cli(home);
    }

    @Test
    void forPosixShells() {
        var wanted = """
            export PAAS_URL='https://paas.example.com'
            export PAAS_API_URL='https://paas.example.com'
            export PAAS_TOKEN='%s'
            """.formatted(TOKEN);
        cli.run("env").exits(0).prints(wanted).complains("");
        cli.run("env", "--shell", "sh").exits(0).prints(wanted).complains("");
        cli.run("env", "--shell=sh").exits(0).prints(wanted).complains("");
        cli.run("env", "--shell", "bash").exits(0).prints(wanted).complains("");
        cli.run("env", "--shell", "ZSH").exits(0).prints(wanted).complains("");
    }

    @Test
    void forFish() {
        cli.run("env", "--shell", "fish").exits(0).complains("").prints("""
            set -gx PAAS_URL 'https://paas.example.com'
            set -gx PAAS_API_URL 'https://paas.example.com'
            set -gx PAAS_TOKEN '%s'
            """.formatted(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pwsh", "powershell", "PowerShell"})
    void forPowerShell(String name) {
        cli.run("env", "--shell", name).exits(0).complains("").prints("""
            $env:PAAS_URL = 'https://paas.example.com'
            $env:PAAS_API_URL = 'https://paas.example.com'
            $env:PAAS_TOKEN = '%s'
            """.formatted(TOKEN));
    }

    @Test
    void forCmd() {
        cli.run("env", "--shell", "cmd").exits(0).complains("").prints("""
            set "PAAS_URL=https://paas.example.com"
            set "PAAS_API_URL=https://paas.example.com"
            set "PAAS_TOKEN=%s"
            """.formatted(TOKEN));
    }

    @Test
    void asJson() throws Exception {
        var run = cli.run("env", "--json").exits(0).complains("");
        assertEquals(new ObjectMapper().valueToTree(Map.of("url", URL, "token", TOKEN)), new ObjectMapper().readTree(run.stdout()),
            run.toString());
    }

    @Test
    void anUnknownShell() {
        cli.run("env", "--shell", "csh").failsWith(2, "").complainsPart("csh").complainsPart("fish");
    }

    @Test
    void notConnected() throws Exception {
        new Cli(new Home(Files.createDirectory(folder.resolve("elsewhere")))).run("env").failsWith(4, "")
            .complainsPart("not connected - run: paas connect <url>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a'; touch PWNED; '", "$(touch PWNED)", "`touch PWNED`", "a\\'b", "\"; touch PWNED; \"",
        "a&touch PWNED|cat", "!x", "~", "%PATH%",
        "a\\nexport X=1; touch PWNED", "a\\\\", "*"})
    void aShellEvaluatesAnyValueToItself(String jsonText) throws Exception {
        home.writeConfig("{\"version\":1,\"url\":\"http://127.0.0.1:1\",\"token\":\"%s\"}".formatted(jsonText.replace("\"", "\\\"")
            .replace("\\'", "\\\\'")));
        var run = cli.run("env");
        if (run.exit() != 0) {
            // Refusing a value no token ever has is as good as quoting it.
            run.failsWith(1, "").complainsPart(home.config().toString());
            return;
        }
        for (var shell : List.of("sh", "bash")) {
            var script = Files.writeString(folder.resolve("script"), run.stdout() + "printf %s \"$PAAS_TOKEN\"");
            var process = new ProcessBuilder(Programs.need(shell, "apt-get install " + shell).toString(), script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true).start();
            var seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(home.config("token").asText(), seen, "the value " + shell + " sees after evaluating\n" + run);
            assertFalse(Files.exists(folder.resolve("PWNED")), "evaluating ran a command:\n" + run);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/a'b", "http://h/$(touch${IFS}PWNED)", "http://h/`touch${IFS}PWNED`", "http://h/;touch${IFS}PWNED;'",
        "http://h/%0a\\\\"})
    void norDoesAnyAddressRun(String url) throws Exception {
        home.writeConfig("{\"version\":1,\"url\":\"%s\",\"token\":\"%s\"}".formatted(url, TOKEN));
        var run = cli.run("env");
        if (run.exit() != 0) {
            // what is no address at all is refused
            run.failsWith(1, home.config() + " is damaged: its url cannot be used: ");
            return;
        }
        var process = new ProcessBuilder("/bin/sh", "-euc", "eval \"$1\"; printf %s \"$PAAS_API_URL\"", "sh", run.stdout())
            .directory(folder.toFile())
            .redirectErrorStream(true).start();
        assertEquals(home.config("url").asText(), new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
            run.toString());
        assertFalse(Files.exists(folder.resolve("PWNED")), "evaluating ran a command:\n" + run);
    }

    @Test
    void theEvalOfTheGuideInARealShell() throws Exception {
        var live = cli.run("env");
        var process = new ProcessBuilder("/bin/sh", "-euc", "eval \"$1\"; env | grep ^PAAS_ | sort", "sh", live.stdout())
            .redirectErrorStream(true).start();
        assertEquals("PAAS_API_URL=" + URL + "\nPAAS_TOKEN=" + TOKEN + "\nPAAS_URL=" + URL + "\n",
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%PATH%b", "a\\\"b", "a^b", "a&b"})
    void cmdIsGivenNoValueItWouldReadOtherwise(String jsonText) {
        home.writeConfig("{\"version\":1,\"url\":\"http://127.0.0.1:1\",\"token\":\"%s\"}".formatted(jsonText));
        var run = cli.run("env", "--shell", "cmd");
        if (run.exit() == 0) {
            // Inside the quotes of set "a=b" these two are literal.
            assertFalse(home.config("token").asText().matches(".*[%\"].*"), "cmd would expand this:\n" + run);
        } else {
            run.failsWith(1, "");
        }
    }
}
