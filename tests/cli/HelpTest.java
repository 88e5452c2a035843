package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lib.cli.Help;
import lib.derived.Commands;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Bundle;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Snapshot;

/** Help is output, not an error: on stdout, code 0, 80 columns, the same however it is asked for. */
class HelpTest {
    @TempDir
    Path folder;
    private static Map<String, String> pages;
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
            "mcp +MCP server \\(spawned by your editor - do not run manually\\)",
            "env +Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents",
            "disconnect +Remove local credentials",
            "version +Print CLI version"
        ).forEach(row -> assertTrue(java.util.regex.Pattern.compile("(?m)^ +" + row + "$").matcher(page).find(), "no row " + row + " in\n"
            + page));
    }

    /** The words of the recorded surface: what is a command there explains itself here. */
    static Stream<String> commands() {
        var recorded = Checkout.read("lib/derived/surface.txt").lines().filter(line -> line.startsWith("paas "))
            .map(line -> line.substring("paas ".length()).split("[ ]+[-<\\[]|   ")[0]).distinct();
        return Stream.concat(recorded, Stream.of("help"));
    }

    private static List<String> pages(String line) {
        if (pages == null) {
            var lines = commands().flatMap(each -> Stream.of("help " + each, each + " --help")).toList();
            try {
                var all = HelpPages.of(lines);
                assertEquals(lines.size(), all.size());
                pages = IntStream.range(0, lines.size()).boxed().collect(Collectors.toMap(lines::get, all::get));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return List.of(pages.get("help " + line), pages.get(line + " --help"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        // a process a page would be hundreds
        var both = Bundle.binary() != null ? List.of(cli.run(words("help", command, null)).exits(0).complains("").calm().stdout(),
            cli.run(words(null, command, "--help")).exits(0).complains("").stdout()) : pages(command);
        assertEquals(both.getFirst(), both.getLast(), "help and --help differ");
        assertTrue(both.getFirst().lines().allMatch(line -> line.length() <= 80), "a line is longer than 80 columns:\n" + both);
        Snapshot.check("cli/help-" + command.replace(' ', '-') + ".txt", both.getFirst());
    }

    @Test
    void aProcessSaysTheSame() {
        for (var line : List.of("help deploy", "addons create --help")) {
            Snapshot.check("cli/help-" + line.replaceAll("^help | --help$", "").replace(' ', '-') + ".txt",
                cli.run(line.split(" ")).exits(0).complains("").calm().stdout());
        }
    }

    /** Whatever the width: every line ends between words, and is no longer than there is room, but for a word that is longer itself. */
    @ParameterizedTest
    @ValueSource(ints = {55, 60, 80, 100, 120})
    void noWordIsBroken(int columns) {
        var catalog = new Commands();
        for (var entry : Stream.of(catalog.entries()).filter(each -> !each.word().equals("help")).toList()) {
            var page = Help.page(entry, columns);
            assertEquals(List.of(Help.page(entry, 1000).strip().split("\\s+")), List.of(page.strip().split("\\s+")), entry.word() + "\n"
                + page);
            var text = page.substring(0, page.contains("\nExamples:") ? page.indexOf("\nExamples:") : page.length());
            text.lines().skip(1).forEach(line -> assertTrue(line.length() <= columns, entry.word() + ": " + line));
        }
    }

    private static String[] words(String before, String command, String after) {
        return Stream.of(before, command, after).filter(Objects::nonNull).flatMap(part -> Stream.of(part.split(" ")))
            .toArray(String[]::new);
    }

    @Test
    void connectNamesEveryFlagOfTheGuide() {
        var run = cli.run("connect", "--help");
        List.of("--legacy", "--admin-token", "--profile", "--name", "--ui", "--no-browser", "--json", "--timeout", "--no-color",
            "-h, --help")
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
