package lib.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lib.setup.edit.Entry;
import lib.setup.edit.JsonEdit;
import lib.setup.edit.Syntax;
import lib.setup.edit.TomlEdit;

/**
 * What an entry looks like in a family of clients: a table of servers by name, each with a command and arguments.
 *
 * @param table   the name of the table of servers
 * @param kind    the value of {@code type}; "" where the client has no such member
 * @param presets what a new entry says besides
 */
public record EntryFormat(Syntax syntax, String table, String kind, Map<String, Object> presets) {

    /** The entry's name in every client. */
    static final String NAME = "better-paas";

    static final EntryFormat SERVERS = new EntryFormat(new JsonEdit(), "mcpServers", "", Map.of());
    static final EntryFormat TYPED_SERVERS = new EntryFormat(new JsonEdit(), "mcpServers", "stdio", Map.of());
    /** Codex waits ten seconds for a server unless it is told otherwise, and a busy machine needs more for a JVM. */
    static final EntryFormat CODEX = new EntryFormat(new TomlEdit(), "mcp_servers", "", Map.of("startup_timeout_sec", 30L));

    /** An older entry for a server at an address would be both kinds with these left in it. */
    private static final List<String> OF_OTHER_KINDS = List.of("url", "serverUrl", "httpUrl", "headers", "http_headers",
            "bearer_token_env_var",
            "type", "transport");

    public Entry entry(Launch launch) {
        Map<String, Object> own = new LinkedHashMap<>();
        if (!kind.isEmpty()) {
            own.put("type", kind);
        }
        own.put("command", launch.command());
        own.put("args", launch.arguments());
        if (!launch.environment().isEmpty()) {
            own.put("env", launch.environment());
        }
        return new Entry(syntax, List.of(table, NAME), own, presets, OF_OTHER_KINDS);
    }

    /** How a client that reads this entry starts the server; null when it names no command. */
    public Launch launch(Map<String, Object> entry) {
        if (!(entry.get("command") instanceof String command)) {
            return null;
        }
        List<String> arguments = entry.get("args") instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
        Map<String, String> environment = entry.get("env") instanceof Map<?, ?> map
                ? map.entrySet().stream().collect(Collectors.toMap(each -> (String) each.getKey(), each -> String.valueOf(each.getValue())))
                : Map.of();
        return new Launch(command, arguments, environment);
    }
}
