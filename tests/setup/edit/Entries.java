package tests.setup.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.setup.edit.Entry;
import lib.setup.edit.Syntax;

/** Entries as setup writes them, on a machine that is always the same. */
final class Entries {
    static final List<String> ARGS = List.of("-XX:+UseSerialGC", "-cp", "/home/ada/.paas/runtime/0.1.0/*", "lib.cli.Main", "mcp");

    private Entries() {
    }

    static Entry json(Syntax syntax) {
        return entry(syntax, "mcpServers", Map.of());
    }

    static Entry entry(Syntax syntax, String table, Map<String, Object> presets) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("command", "/opt/java/bin/java");
        own.put("args", ARGS);
        return new Entry(syntax, List.of(table, "better-paas"), own, presets, List.of("url", "type"));
    }
}
