package lib.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.op.Undo;

/**
 * What became of a call, as it stands in the journal behind it.
 *
 * @param time    when, RFC 3339
 * @param outcome see there
 * @param said    in a sentence
 * @param names   the id and the name of what was changed, as far as the answer told
 * @param undo    how to take it back; null where nobody told
 */
public record Ended(String time, Outcome outcome, String said, List<String> names, Undo undo) {

    /** A way back that is longer is not kept: a file that is bounded has room for others. */
    private static final int LONGEST_UNDO = 16 * 1024;
    private static final String UNDO = "undo";

    Map<String, Object> line(long number) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(Line.NUMBER, number);
        line.put("ended", time);
        line.put("outcome", outcome.word());
        line.put("said", said);
        line.put("names", names);
        if (undo != null) {
            Map<String, Object> way = RecordJson.of(undo);
            line.put(UNDO, JsonWriter.bytes(way).length <= LONGEST_UNDO ? way
                    : RecordJson.of(Undo.none("the way back was too long to be kept here; the assistant was told it")));
        }
        return line;
    }

    /** @return null when the line is none of these */
    static Ended of(Map<String, Object> line) {
        Outcome outcome = Outcome.of(Line.text(line, "outcome"));
        return outcome == null ? null : new Ended(Line.text(line, "ended"), outcome, Line.text(line, "said"), Line.texts(line, "names"),
                line.get(UNDO) instanceof Map<?, ?> ? undo(Line.object(line, UNDO)) : null);
    }

    private static Undo undo(Map<String, Object> way) {
        String command = Line.text(way, "command");
        String tool = Line.text(way, "tool");
        String because = Line.text(way, "because");
        return new Undo(command.isEmpty() ? null : command, tool.isEmpty() ? null : tool,
                tool.isEmpty() ? null : Line.object(way, "arguments"), because.isEmpty() ? null : because);
    }
}
