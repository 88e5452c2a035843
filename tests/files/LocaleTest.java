package tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;

/** A locale of ASCII alone (cron, containers, editors): what was typed is what is sent, and a home with an umlaut is said or works. */
class LocaleTest {
    private static final String TOKEN = "bpagt_" + "0f".repeat(32);

    @TempDir
    Path folder;

    /** The program through a shell, whose words are these bytes; standard output and standard error together. */
    private String shell(Map<String, String> variables, String line) throws Exception {
        var command = Bundle.command(List.of(), List.of());
        var builder = new ProcessBuilder("/bin/sh", "-c", "paas() { " + String.join(" ", command.stream().map(word -> "'" + word + "'")
            .toList()) + " \"$@\"; }\n. \"$SCRIPT\"\necho \"code $?\"").directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString(), "LC_ALL", "C",
            "SCRIPT", Files.write(folder.resolve("script"), line.getBytes(StandardCharsets.ISO_8859_1)).toString()));
        builder.environment().putAll(variables);
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A native binary names every file in every locale: nobody is sent for another one. */
    private static boolean inEveryLocale(String said) {
        if (Bundle.binary() != null) {
            assertFalse(said.contains("locale"), said);
        }
        return Bundle.binary() != null;
    }

    /** The bytes of a UTF-8 text as letters of ISO 8859-1, to stand beside bytes that are no UTF-8. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void whatWasTypedIsStored(String locale) throws Exception {
        try (var instance = Instance.demo()) {
            instance.cli(folder, "operator");
            var said = shell(Map.of("LC_ALL", locale), bytes("paas update notes --env 'GREETING=grüße \ufffd €'\n"));
            assertTrue(said.endsWith("code 0\n"), said);
            var app = instance.app("notes");
            assertEquals("grüße \ufffd €", instance.sandbox().environment("notes").get("GREETING"), app.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void whatIsNoTextIsRefused(String locale) throws Exception {
        new Home(folder).connected("http://127.0.0.1:1", TOKEN);
        assertEquals("""
            error: argument 4 is no UTF-8 text
            hint: set LC_ALL=C.UTF-8, or another UTF-8 locale, and run this again
            code 2
            """, shell(Map.of("LC_ALL", locale), "paas update '' --env 'GREETING=gr\u00fc\u00dfe'\n"));
    }

    /** A file is found by the bytes of its name, whatever the locale makes of them. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "C.UTF-8"})
    void filesThatOptionsNameAreFoundInEveryLocale(String locale) throws Exception {
        var files = Files.createDirectories(folder.resolve("Büro/ä b"));
        Files.writeString(files.resolve("ü.env"), "GREETING=grüße\n");
        Files.writeString(files.resolve("Döckerfile"), "FROM alpine:3\nCMD [\"true\"]\n");
        Files.createDirectory(files.resolve("site"));
        Files.writeString(files.resolve("site/index.html"), "hi");
        try (var instance = Instance.demo()) {
            instance.cli(folder, "operator");
            var locales = Map.of("LC_ALL", locale);
            var said = shell(locales, bytes("cd 'Büro/ä b'\npaas update notes --env-file ü.env -q\n"));
            assertTrue(said.endsWith("code 0\n"), said);
            assertEquals("grüße", instance.sandbox().environment("notes").get("GREETING"), said);
            said = shell(locales, bytes("cd 'Büro/ä b'\npaas deploy docked --dockerfile '" + files + "/./Döckerfile' --no-wait -q\n"));
            assertTrue(said.endsWith("code 0\n"), said);
            assertEquals("FROM alpine:3\nCMD [\"true\"]", instance.app("docked").path("dockerfileContent").asText().strip());
            said = shell(locales, bytes("paas deploy site --upload 'Büro/ä b/../ä b/site' --no-wait\n"));
            assertTrue(said.contains("sending " + files.resolve("site") + ": 1 file, 2 B (index.html 2 B)\n") && said.endsWith("code 0\n"),
                said);
            assertEquals("error: there is no file größe.env\nhint: name a file of NAME=value lines in UTF-8\ncode 2\n",
                shell(locales, bytes("paas update notes --env-file größe.env\n")));
            assertEquals("error: Büro is a folder\nhint: name a Dockerfile in UTF-8\ncode 2\n",
                shell(locales, bytes("paas deploy x --dockerfile Büro\n")));
            assertEquals("error: " + folder + "/Bären is no folder\nhint: name one: paas deploy <name> --upload <dir>\ncode 2\n",
                shell(locales, bytes("paas deploy x --upload Bären\n")));
        }
    }

    /** So is each file and folder that a word names in another command, and what is written lies where it was meant to. */
    @Test
    void filesThatOtherCommandsName() throws Exception {
        var files = Files.createDirectories(folder.resolve("Büro"));
        Files.writeString(files.resolve("wäb.yaml"), "services:\n  web:\n    image: nginx\n    ports: [\"80\"]\n");
        Files.writeString(files.resolve("ü.json"), "{\"id\": \"%s\"}");
        try (var instance = Instance.demo()) {
            var backup = instance.admin("POST", "/api/backups/create", Map.of()).path("name").asText();
            Files.writeString(files.resolve("ü.json"), "{\"id\": \"" + instance.app("notes").path("id").asText() + "\"}");
            instance.cli(folder, "operator");
            var said = shell(Map.of(), bytes("cd Büro\npaas config set notes FIRST=1 -q\n"
                + "paas config pull notes ü.env; paas config diff notes ü.env --exit-code; echo diff $?\n"
                + "echo 'GREETING=\"grüße\"' >> ü.env; paas config push notes ../Büro/ü.env -q; echo push $?\n"
                + "paas config push notes größe.env; echo none $?\n"
                + "paas backups download " + backup + " -o ä.tgz -q; echo file $?\n"
                + "paas backups download " + backup + " -o '" + files + "' -q; paas backups download " + backup + " -o ä.tgz\n"
                + "paas projects deploy wiki --file wäb.yaml --no-wait -q >/dev/null; echo deploy $?\n"
                + "paas exec notes -- printf '[%s]' 'grüße ü'; echo exec $?\n"
                + "paas api post apps/stop --input ü.json >/dev/null; echo api $?\n"));
            assertEquals("grüße", instance.sandbox().environment("notes").get("GREETING"), said);
            assertEquals("stopped", instance.app("notes").path("status").asText(), said);
            assertTrue(instance.app("wiki").path("composeContent").asText().contains("nginx"), said);
            assertEquals(Files.size(files.resolve(backup)), Files.size(files.resolve("ä.tgz")));
            assertTrue(said.contains("Wrote ü.env, for you alone to read.\n") && said.contains("Undo: rm '" + files + "/ü.env'\n"), said);
            assertTrue(said.contains("diff 0\n") && said.contains("push 0\n") && said.contains("deploy 0\n") && said.contains("api 0\n")
                && said.contains("[grüße ü]exec 0\n"),
                said);
            assertTrue(said.contains("error: there is no file größe.env\nhint: make it: paas config pull <app> größe.env\nnone 2\n"
                + files + "/ä.tgz\nfile 0\n" + files + "/" + backup + "\nerror: " + files + "/ä.tgz is there already\n"), said);
        }
    }

    /** Another program gets names through the locale: git is not asked about a folder of another name. */
    @Test
    void gitIsNotAskedAboutAFolderThatCannotBeNamed() throws Exception {
        var site = Files.createDirectory(folder.resolve("Büro"));
        Files.writeString(site.resolve("index.html"), "hi");
        assertEquals(0, new ProcessBuilder("git", "init", "-q", ".").directory(site.toFile()).start().waitFor());
        new Home(folder).connected("http://127.0.0.1:1", TOKEN);
        var said = shell(Map.of(), bytes("paas deploy x1 --upload '" + site + "'\n"));
        if (inEveryLocale(said)) {
            assertTrue(said.contains("http://127.0.0.1:1"), said);
            return;
        }
        assertEquals("error: git cannot be asked about " + site + " in this locale\n"
            + "hint: set LC_ALL=C.UTF-8, or another UTF-8 locale, and run this again\ncode 2\n", said);
    }

    /** Variables are read as they were set: what they name is found, or told in a sentence. */
    @Test
    void aVariableThatNamesAFolder() throws Exception {
        new Home(folder).connected("http://127.0.0.1:1", TOKEN);
        var said = shell(Map.of("CODEX_HOME", Files.createDirectory(folder.resolve("Büro")).toString()),
            "paas setup --client codex --no-verify\n");
        if (inEveryLocale(said)) {
            assertTrue(said.startsWith("Codex  ~/Büro/config.toml  new file\n") && said.endsWith("code 0\n"), said);
            return;
        }
        assertEquals("error: there is a path that cannot be named in this locale: " + folder + "/Büro/config.toml\n"
            + "hint: set LC_ALL=C.UTF-8, or another UTF-8 locale, and run this again\ncode 2\n", said);
        new Home(folder).connected("https://127.0.0.1:1", TOKEN);
        assertEquals("error: the file " + folder + "/Büro that PAAS_CA_FILE names cannot be used: it cannot be read\n"
            + "hint: name a PEM file with the certificates of your authority, or unset PAAS_CA_FILE\ncode 2\n",
            shell(Map.of("PAAS_CA_FILE", folder.resolve("Büro").toString()), "paas apps\n"));
        Files.writeString(folder.resolve("Büro/ca.pem"), "nothing\n");
        assertEquals("error: the file " + folder + "/Büro/ca.pem that PAAS_CA_FILE names cannot be used: there is no certificate in it\n"
            + "hint: name a PEM file with the certificates of your authority, or unset PAAS_CA_FILE\ncode 2\n",
            shell(Map.of("PAAS_CA_FILE", folder.resolve("Büro/ca.pem").toString()), "paas apps\n"));
    }

    @ParameterizedTest
    @CsvSource({"version, 0", "help, 0", "status, 1", "disconnect, 1", "env, 1", "setup, 1"})
    void aHomeWithAnUmlaut(String command, int code) throws Exception {
        var home = Files.createDirectory(folder.resolve("Jürgen"));
        var said = shell(Map.of("HOME", home.toString()), "paas " + command + "\n");
        if (inEveryLocale(said)) {
            assertTrue(said.matches("(?s).*code [04]\n"), said);
            return;
        }
        assertTrue(said.endsWith("code " + code + "\n"), said);
        if (code != 0) {
            assertEquals("""
                error: the name of your home folder cannot be read in this locale
                hint: set LC_ALL=C.UTF-8, or another UTF-8 locale
                code 1
                """, said);
        }
    }

    /** Cursor and Claude Code pass no locale on, Codex passes what it was started with: each of their entries starts all the same. */
    @Test
    void theEntriesOfAHomeWithAnUmlautStartInAnyLocale() throws Exception {
        var home = new Home(Files.createDirectory(folder.resolve("Jürgen"))).connected("http://127.0.0.1:1", TOKEN);
        Files.createDirectory(home.path().resolve(".codex"));
        var cli = new Cli(home);
        cli.run("setup").exits(0).complains("").printsMatch("(?s).*✓ Cursor .*✓ Claude Code .*✓ Codex .*");
        var codex = Files.readString(home.path().resolve(".codex/config.toml"));
        assertTrue(codex.contains("LC_ALL = \"C.UTF-8\""), codex);
        var entry = new ObjectMapper().readTree(home.path().resolve(".cursor/mcp.json").toFile()).path("mcpServers").path("better-paas");
        assertEquals("{\"LC_ALL\":\"C.UTF-8\"}", entry.path("env").toString());
        for (var locale : List.of("", "C", "POSIX", "en_GB.ISO-8859-1")) {
            var line = new java.util.ArrayList<>(List.of(entry.path("command").asText()));
            entry.path("args").forEach(argument -> line.add(argument.asText()));
            var builder = new ProcessBuilder(line).directory(home.path().toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(Map.of("HOME", home.path().toString(), "LANG", locale, "LC_ALL", locale));
            entry.path("env").properties().forEach(each -> builder.environment().put(each.getKey(), each.getValue().asText()));
            var process = builder.start();
            process.getOutputStream().write(("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}\n{\"jsonrpc\":\"2.0\",\"id\":2,"
                + "\"method\":\"tools/call\",\"params\":{\"name\":\"paas_status\",\"arguments\":{}}}\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.readLine();
                var answer = reader.readLine();
                // it has read the connection below that home
                assertTrue(answer != null && answer.contains("127.0.0.1:1"), locale + ": " + answer);
            } finally {
                process.destroy();
            }
        }
        // variables that a person added stay, and theirs count
        var file = home.path().resolve(".cursor/mcp.json");
        Files.writeString(file, Files.readString(file).replace("\"LC_ALL\": \"C.UTF-8\"", "\"MINE\": \"1\" /* mine */"));
        cli.run("setup", "--client", "cursor", "--no-verify").exits(0);
        var written = Files.readString(file);
        assertTrue(written.contains("\"MINE\": \"1\"") && written.contains("/* mine */")
            && written.contains("\"LC_ALL\": \"C.UTF-8\""), written);
        cli.run("setup", "--client", "cursor", "--no-verify").exits(0).printsPart("up to date");
        Files.writeString(file, written.replace("\"C.UTF-8\"", "\"de_DE.UTF-8\""));
        cli.run("setup", "--client", "cursor", "--no-verify").exits(0).printsPart("up to date");
    }
}
