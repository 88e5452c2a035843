package lib.mcp.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A log's answer as text: what is known about it as lines behind a {@code #}, an empty line, and the log. */
final class PlainLog {

    private PlainLog() {
    }

    /** @param answer of a tool whose {@code logs}, or else {@code lines}, are the log */
    static String of(Map<String, Object> answer) {
        String log = answer.get("logs") instanceof List ? "logs" : "lines";
        List<String> text = new ArrayList<>();
        answer.forEach((name, value) -> {
            if (value instanceof List<?> list && !name.equals(log)) {
                list.forEach(each -> text.add(fact(name, each)));
            } else if (!(value instanceof List)) {
                text.add(fact(name, value));
            }
        });
        text.add("");
        ((List<?>) answer.get(log)).forEach(each -> text.add(String.valueOf(each)));
        return String.join("\n", text) + "\n";
    }

    /** On one line: a line that somebody else wrote looks like none of ours. */
    private static String fact(String name, Object value) {
        return "# " + name + ": " + String.valueOf(value).replaceAll("\\s*[\\r\\n]\\s*", " ");
    }
}
