package tests.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Npm;

/** What setup writes is what the real clients read: they come from npm, and need no account for this. */
@Timeout(420)
class RealClientsTest {
    private static final String CLAUDE = "@anthropic-ai/claude-code@2.1.197";
    private static final String CODEX = "@openai/codex@0.169.0";

    @TempDir
    Path folder;

    @Test
    void claudeCodeConnectsToTheEntry() throws Exception {
        var claude = Npm.programs(CLAUDE, CODEX).resolve("claude").toString();
        run(claude, "mcp", "add", "--scope", "user", "mine", "--", "/bin/false");
        var cli = connected();
        cli.run("setup", "--client", "claude").exits(0).printsPart("~/.claude.json           new entry\n")
            .printsPart("✓ Claude Code  ready in ");

        var list = run(claude, "mcp", "list");
        assertTrue(list.lines().anyMatch(line -> line.startsWith("better-paas: ") && line.endsWith("Connected") && !line.contains("✗")),
            list);

        // it has rewritten its file meanwhile; ours goes, the rest stays
        cli.run("setup", "--client", "claude", "--remove").exits(0);
        list = run(claude, "mcp", "list");
        assertFalse(list.contains("better-paas"), list);
        assertTrue(list.contains("mine: /bin/false"), list);
    }

    @Test
    void codexReadsTheEntryAsWritten() throws Exception {
        var codex = Npm.programs(CLAUDE, CODEX).resolve("codex").toString();
        Files.createDirectory(folder.resolve(".codex"));
        run(codex, "mcp", "add", "mine", "--env", "A=1", "--", "/bin/false", "x");
        var before = Files.readString(folder.resolve(".codex/config.toml"));
        var cli = connected();
        cli.run("setup", "--client", "codex").exits(0).printsPart("✓ Codex  ready in ");

        var printed = new ObjectMapper().readTree(cli.run("setup", "--list", "--client", "codex", "--json").exits(0).stdout());
        var servers = new ObjectMapper().readTree(run(codex, "mcp", "list", "--json"));
        assertEquals(List.of("better-paas", "mine"), StreamSupport.stream(servers.spliterator(), false).map(each -> each.path("name")
            .asText()).sorted().toList());
        var ours = servers.get(0).path("name").asText().equals("better-paas") ? servers.get(0) : servers.get(1);
        var line = new ArrayList<>(List.of(ours.path("transport").path("command").asText()));
        ours.path("transport").path("args").forEach(argument -> line.add(argument.asText()));
        assertEquals(printed.path("files").get(0).path("command").asText(), String.join(" ", line));
        assertTrue(ours.path("enabled").asBoolean(), ours.toString());
        assertEquals(30, ours.path("startup_timeout_sec").asInt());

        cli.run("setup", "--client", "codex", "--remove").exits(0);
        assertEquals(before, Files.readString(folder.resolve(".codex/config.toml")));
    }

    private Cli connected() {
        return new Cli(new Home(folder).connected("http://127.0.0.1:9", "bpagt_" + "0f".repeat(32)));
    }

    /** With no variables but these: nothing of the caller's may help. */
    private String run(String... line) throws IOException, InterruptedException {
        var out = Files.createTempFile("paas-client-", ".out");
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(java.util.Map.of("HOME", folder.toString(), "PATH", System.getenv("PATH"), "LANG", "C.UTF-8"));
        var process = builder.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(90, TimeUnit.SECONDS), () -> {
            process.destroyForcibly();
            return String.join(" ", line) + " hangs";
        });
        var text = Files.readString(out);
        Files.delete(out);
        assertEquals(0, process.exitValue(), String.join(" ", line) + "\n" + text);
        return text;
    }
}
