package tests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;

/** The README shows what the program prints, names only commands and options that there are, and names them all. */
class ReadmeTest {

    private static final String README = Checkout.read("README.md");

    @TempDir
    Path folder;

    @Test
    void showsTheHelpPage() {
        String help = new Cli(new Home(folder)).run("help").exits(0).stdout();
        assertTrue(README.contains("```\n" + help + "```"), "the README's block is not what `paas help` prints:\n" + help);
    }

    @Test
    void showsTheStatusOfTheSandbox() {
        try (Sandbox instance = Sandbox.start(Options.forTests())) {
            Home home = new Home(folder).connected(instance.url().toString(), instance.adminToken());
            String status = new Cli(home).run("status").exits(0).stdout()
                    .replace(instance.url().toString(), "https://paas.example.com").replace("test CLI", "my-macbook CLI");
            assertTrue(README.contains("$ paas status\n" + status + "```"), "the README's block is not what `paas status` prints:\n"
                + status);
        }
    }

    @Test
    void namesEveryOptionOfTheLocalCommandsAndNoOther() {
        var cli = new Cli(new Home(folder));
        Set<String> known = options(cli.run("help", "connect").stdout() + cli.run("help", "env").stdout()
            + cli.run("help", "setup").stdout());
        Set<String> shown = options(README);
        var missing = new TreeSet<>(known);
        missing.removeAll(shown);
        assertEquals(Set.of(), missing, "options that the README does not name");
        shown.removeAll(known);
        shown.removeAll(options(Checkout.read("lib/derived/surface.txt")));
        shown.removeAll(Set.of("--tour", "--only", "--port", "--seed", "--stop-after", "--speed", "--state", "--fault", "--no-limits",
            "--json", "--no-color", "--timeout", "--quiet", "--reveal", "--help", "--yes"));
        assertEquals(Set.of(), shown, "options that nobody has");
    }

    @Test
    void listsEveryExitCode() {
        for (int code : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 130}) {
            assertTrue(README.contains("\n| " + code + " | "), "exit code " + code + " is not in the README's table");
        }
    }

    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>();
        Pattern.compile("(?<![\\w-])--[a-z][a-z-]+").matcher(text).results().forEach(found -> options.add(found.group()));
        return options;
    }
}
