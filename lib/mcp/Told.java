package lib.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import lib.base.CleanText;

/**
 * An answer as an assistant may read it. Logs, names and commit messages are written by others: what is unseen in them goes, and what looks
 * like the end of the wrapping that a client puts around results is defused. Texts of our own that say what to do next name tools.
 */
final class Told {

    /** The names of components that say what to do, in whatever result. */
    private static final Set<String> OURS = Set.of("hint", "next", "note", "notes", "cut");

    /** Source: Gemini CLI 0.61 wraps results in {@code <untrusted_context>}. */
    private static final Pattern WRAPPING = Pattern.compile("<(?=\\s*/?\\s*untrusted)", Pattern.CASE_INSENSITIVE);

    private Told() {
    }

    /** The same answer. */
    static Map<String, Object> of(Map<String, Object> answer, NextSteps steps) {
        return map(answer, steps);
    }

    /** A text of others, in as many lines. */
    static String text(String text) {
        String clean = CleanText.lines(text);
        return clean.indexOf('<') < 0 ? clean : WRAPPING.matcher(clean).replaceAll("‹");
    }

    private static Map<String, Object> map(Map<?, ?> map, NextSteps steps) {
        Map<String, Object> told = new LinkedHashMap<>();
        map.forEach((name, value) -> told.put(text((String) name), value(value, OURS.contains(name), steps)));
        return told;
    }

    private static Object value(Object value, boolean ours, NextSteps steps) {
        if (value instanceof String text) {
            return text(ours ? steps.in(text) : text);
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
