package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Snapshot;

/** Help is output, not an error: on stdout, code 0, 80 columns, the same however it is asked for. */
class HelpTest {
    @TempDir
    Path folder;
    private Cli cli;

    @BeforeEach
    void setUp() {
        cli = new Cli(new Home(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "-h", "--help", ""})
    void thePageIsTheSameHoweverAsked(String argument) {
        var run = argument.isEmpty() ? cli.run() : cli.run(argument);
        run.exits(0).complains("").calm();
        Snapshot.check("cli/help.txt", run.stdout());
    }

    @Test
    void thePageHasTheGuidesTable() {
        var page = cli.run("help").stdout();
        List.of(
            "connect \\[?<url>]? +Browser authorization; saves ~/.paas/config.json",
            "status +List apps in the terminal",
            "env +Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents",
            "disconnect +Remove local credentials",
            "version +Print CLI version"
        ).forEach(row -> assertTrue(java.util.regex.Pattern.compile("(?m)^ +" + row + "$").matcher(page).find(), "no row " + row + " in\n" + page));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "status", "env", "disconnect", "deploy", "redeploy", "start", "stop", "rollback", "update", "delete", "version", "help"})
    void everyCommandExplainsItself(String command) {
        var asked = cli.run("help", command).exits(0).complains("").calm();
        assertEquals(asked.stdout(), cli.run(command, "--help").exits(0).complains("").stdout(), "help " + command + " and " + command + " --help");
        assertEquals(asked.stdout(), cli.run(command, "-h").exits(0).complains("").stdout(), "help " + command + " and " + command + " -h");
        assertTrue(asked.stdout().lines().allMatch(line -> line.length() <= 80), "a line is longer than 80 columns:\n" + asked);
        Snapshot.check("cli/help-" + command + ".txt", asked.stdout());
    }

    @Test
    void connectNamesEveryFlagOfTheGuide() {
        var run = cli.run("connect", "--help");
        List.of("--legacy", "--admin-token", "--profile", "--name", "--ui", "--no-browser", "--json", "--timeout", "--no-color", "-h, --help")
            .forEach(run::printsPart);
    }

    @Test
    void helpWinsOverEverythingElseOnTheLine() {
        cli.run("connect", "http://127.0.0.1:1", "--help").exits(0).complains("").printsPart("--legacy");
    }

    @Test
    void helpForAnUnknownCommandIsAUsageError() {
        cli.run("help", "statsu").failsWith(2, "").complainsPart("status");
    }
}
