package lib.setup;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import lib.files.Machine;

/**
 * An editor or assistant that starts MCP servers.
 *
 * @param id      what a person types
 * @param name    what a person reads
 * @param limit   how long it waits for a server that starts
 * @param passes  the variables it hands to a server
 * @param present whether it is set up without being named
 * @param files   where it reads its servers, the file that counts first
 * @param project where it reads those of a project
 */
public record Client(String id, String name, EntryFormat shape, Duration limit, List<String> passes, Predicate<Machine> present,
        Function<Machine, List<String>> files, Function<Machine, List<String>> project) {

    /** What the official SDK's clients hand on when nothing else is said, on every system. */
    private static final List<String> SDK = List.of("HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER", "APPDATA", "HOMEDRIVE", "HOMEPATH",
            "LOCALAPPDATA", "PROCESSOR_ARCHITECTURE", "SYSTEMDRIVE", "SYSTEMROOT", "TEMP", "USERNAME", "USERPROFILE");
    private static final List<String> CODEX = List.of("HOME", "LOGNAME", "PATH", "SHELL", "USER", "LANG", "LC_ALL", "TERM", "TMPDIR", "TZ",
            "__CF_USER_TEXT_ENCODING", "PATHEXT", "SYSTEMROOT", "SYSTEMDRIVE", "USERNAME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH",
            "APPDATA",
            "LOCALAPPDATA", "TEMP", "TMP");
    private static final Predicate<Machine> ALWAYS = machine -> true;

    /** One line a client; what is new is a {@link EntryFormat}, where the file is written otherwise. */
    public static final List<Client> ALL = List.of(
            new Client("cursor", "Cursor", EntryFormat.SERVERS, Duration.ofSeconds(60), SDK, ALWAYS,
                    machine -> List.of(machine.inHome(".cursor", "mcp.json")),
                    machine -> List.of(machine.inFolder(".cursor", "mcp.json"))),
            // it reads .claude.json; the settings are where the guide sends people to look
            new Client("claude", "Claude Code", EntryFormat.TYPED_SERVERS, Duration.ofSeconds(30), SDK, ALWAYS,
                    machine -> List.of(machine.in("CLAUDE_CONFIG_DIR", machine.home(), ".claude.json"),
                            machine.in("CLAUDE_CONFIG_DIR", machine.inHome(".claude"), "settings.json")),
                    machine -> List.of(machine.inFolder(".mcp.json"))),
            new Client("codex", "Codex", EntryFormat.CODEX, Duration.ofSeconds(10), CODEX,
                    machine -> machine.exists().test(machine.in("CODEX_HOME", machine.inHome(".codex"), "")),
                    machine -> List.of(machine.in("CODEX_HOME", machine.inHome(".codex"), "config.toml")),
                    machine -> List.of(machine.inFolder(".codex", "config.toml"))));

    /** The client of this id or name; null when there is none. */
    public static Client named(String word) {
        for (Client client : ALL) {
            if (client.id.equalsIgnoreCase(word) || client.name.equalsIgnoreCase(word) || word.equalsIgnoreCase(client.id + "-code")) {
                return client;
            }
        }
        return null;
    }
}
