package lib.mcp.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.mcp.ForeignText;

/**
 * An answer as an assistant may read it. Logs, names and commit messages are written by others, see {@link ForeignText}. Texts of our own
 * that say what to do next name tools.
 */
final class Told {

    /** The names of components that say what to do, in whatever result. */
    private static final Set<String> OURS = Set.of("hint", "next", "note", "notes", "cut");

    private Told() {
    }

    /** The same answer. */
    static Map<String, Object> of(Map<String, Object> answer, NextSteps steps) {
        return map(answer, steps);
    }

    private static Map<String, Object> map(Map<?, ?> map, NextSteps steps) {
        Map<String, Object> told = new LinkedHashMap<>();
        map.forEach((name, value) -> told.put(ForeignText.of((String) name), value(value, OURS.contains(name), steps)));
        return told;
    }

    private static Object value(Object value, boolean ours, NextSteps steps) {
        if (value instanceof String text) {
            return ForeignText.of(ours ? steps.in(text) : text);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, steps);
        }
        if (value instanceof List<?> list) {
            List<Object> told = new ArrayList<>(list.size());
            for (Object each : list) {
                told.add(value(each, ours, steps));
            }
            return told;
        }
        return value;
    }
}
