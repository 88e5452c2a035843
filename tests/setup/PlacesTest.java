package tests.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import lib.commands.connection.Setup;
import lib.config.ConfigFile;
import lib.files.Machine;
import lib.files.Machine.Os;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Where each client reads its servers, on each system, worked out on any other. */
class PlacesTest {

    @Test
    void onLinuxAndMac() throws IOException {
        var wanted = List.of("/home/ada/.cursor/mcp.json", "/home/ada/.claude.json", "/home/ada/.claude/settings.json",
            "/home/ada/.codex/config.toml");
        assertEquals(wanted, files(Os.LINUX, "/home/ada", "/work", Map.of(), "--list"));
        assertEquals(wanted, files(Os.MAC, "/home/ada", "/work", Map.of("CODEX_HOME", "", "CLAUDE_CONFIG_DIR", " "), "--list"));
    }

    @Test
    void onWindows() throws IOException {
        assertEquals(List.of("C:\\Users\\ada\\.cursor\\mcp.json", "C:\\Users\\ada\\.claude.json", "C:\\Users\\ada\\.claude\\settings.json",
            "C:\\Users\\ada\\.codex\\config.toml"), files(Os.WINDOWS, "C:\\Users\\ada", "D:\\work", Map.of(), "--list"));
        assertEquals(List.of("D:\\.cursor\\mcp.json", "D:\\.mcp.json", "D:\\.codex\\config.toml"),
            files(Os.WINDOWS, "C:\\Users\\ada", "D:\\", Map.of(), "--list", "--project"));
    }

    @Test
    void whereVariablesSay() throws IOException {
        assertEquals(List.of("/home/ada/.cursor/mcp.json", "/c/.claude.json", "/c/settings.json", "/x/config.toml"),
            files(Os.LINUX, "/home/ada", "/work", Map.of("CODEX_HOME", "/x", "CLAUDE_CONFIG_DIR", "/c"), "--list"));
    }

    @Test
    void codexOnlyWhereItIsOrIsNamed() throws IOException {
        assertEquals(List.of("/nowhere/.cursor/mcp.json", "/nowhere/.claude.json", "/nowhere/.claude/settings.json"),
            files(Os.LINUX, "/nowhere", "/work", Map.of(), "--dry-run", "--remove", "--client", "cursor", "--client", "claude-code"));
        assertEquals(List.of("/nowhere/.codex/config.toml"), files(Os.LINUX, "/nowhere", "/work", Map.of(), "--list", "--client", "Codex"));
    }

    private static List<String> files(Os os, String home, String folder, Map<String, String> environment,
        String... arguments) throws IOException {
        var machine = new Machine(os, home, folder, environment, Set.of()::contains, "0.1.0", "lib.cli.Main", "java", List.of());
        var setup = new Setup(new ConfigFile(java.util.Map.of("HOME", "/nowhere")), null, machine);
        new CommandLine(setup).parseArgs(arguments);
        var json = new ObjectMapper().readTree(JsonWriter.text(RecordJson.of(setup.call().json())));
        return StreamSupport.stream(json.path("files").spliterator(), false).map(file -> file.path("file").asText()).toList();
    }
}
