package tests.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lib.base.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;

/**
 * The README and the documents show what the program prints, name only options that there are, and all of the local commands. That every
 * command of theirs does what it says is tried in {@code tests/docs}.
 */
class ReadmeTest {

    private static final String DOCUMENTS = Checkout.read("README.md") + Checkout.files("docs").stream()
        .filter(file -> file.endsWith(".md")).map(Checkout::read).collect(Collectors.joining());

    @TempDir
    Path folder;

    @Test
    void showsTheHelpPage() {
        String help = new Cli(new Home(folder)).run("help").exits(0).stdout();
        assertTrue(Checkout.read("docs/commands.md").contains("```\n" + help + "```"),
            "the block in docs/commands.md is not what `paas help` prints:\n" + help);
    }

    @Test
    void namesEveryOptionOfTheLocalCommandsAndNoOther() {
        var cli = new Cli(new Home(folder));
        Set<String> known = options(cli.run("help", "connect").stdout() + cli.run("help", "env").stdout()
            + cli.run("help", "setup").stdout());
        // what is written by hand: the derived table names all of them anyhow
        Set<String> shown = options(DOCUMENTS.replaceAll("(?s)<!-- From here on derived.*?(?=\\n# |\\z)", ""));
        var missing = new TreeSet<>(known);
        missing.removeAll(shown);
        assertEquals(Set.of(), missing, "options that no page names");
        shown.removeAll(known);
        shown.removeAll(options(Checkout.read("lib/derived/surface.txt")));
        shown.removeAll(options(Checkout.read("lib/sandbox/sandbox.java")));
        shown.removeAll(Set.of("--only", "--json", "--no-color", "--timeout", "--quiet", "--reveal", "--help", "--yes", "--fresh",
            "--name"));
        assertEquals(Set.of(), shown, "options that nobody has");
    }

    @Test
    void listsEveryExitCode() {
        String page = Checkout.read("docs/ci.md");
        Arrays.stream(Failure.Kind.values()).mapToInt(Failure.Kind::exitCode).distinct().forEach(code ->
            assertTrue(page.contains("\n| " + code + " | "), "exit code " + code + " is not in the table of docs/ci.md"));
    }

    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>();
        Pattern.compile("(?<![\\w-])--[a-z][a-z-]+").matcher(text).results().forEach(found -> options.add(found.group()));
        return options;
    }
}
