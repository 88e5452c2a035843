package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lib.derived.Commands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;

/**
 * Every tool, called in one server, each on an instance of its own: a call reads the connection anew. Each answer is held against the
 * protocol's published schema and the tool's own; InspectorTest has a real client ask some of them.
 */
class EveryToolTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;
    private static Session session;

    @BeforeAll
    static void start() {
        session = new Session(new Cli(new Home(folder)));
    }

    @AfterAll
    static void end() {
        session.close();
    }

    static List<ToolRow> rows() {
        return ToolRow.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void calls(ToolRow row) {
        try (var instance = Instance.demo()) {
            instance.cli(folder, "operator");
            instance.sandbox().clearRequests();
            Map<String, Object> arguments = new LinkedHashMap<>();
            for (var each : row.arguments()) {
                arguments.put(each.substring(0, each.indexOf('=')), value(each.substring(each.indexOf('=') + 1)));
            }
            row.check(session.result(Session.LEGACY, "tools/call", "CallToolResult", Map.of("name", row.tool(), "arguments", arguments)),
                instance);
        }
    }

    /** As JSON where it is some. */
    private static Object value(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    @Test
    void everyToolIsCalled() throws Exception {
        var names = new TreeSet<String>();
        // those that lose something for good ask first: see ConsentTest
        Arrays.stream(new Commands().entries()).filter(each -> !each.tool().isEmpty() && !each.destructive())
            .forEach(each -> names.add(each.tool()));
        assertEquals(names, new TreeSet<>(rows().stream().map(ToolRow::tool).toList()));
    }
}
