package lib.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that is about to change something, as it stands in the journal before anything is sent.
 *
 * @param time      when, RFC 3339
 * @param instance  the address of the instance
 * @param client    name and version of whoever asked; "" when nobody said
 * @param tool      its name
 * @param command   the same as it would be typed, without secrets
 * @param arguments by name, without secrets
 * @param undoes    the number of the entry that it takes back; 0 for none
 * @param process   the id of the process that makes it
 */
public record Begun(String time, String instance, String client, String tool, String command, Map<String, Object> arguments, long undoes,
                    long process) {

    /** The same at another time. */
    Begun at(String moment) {
        return new Begun(moment, instance, client, tool, command, arguments, undoes, process);
    }

    Map<String, Object> line(long number) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put(Line.NUMBER, number);
        line.put("time", time);
        line.put("instance", instance);
        line.put("client", client);
        line.put("tool", tool);
        line.put("command", command);
        line.put("arguments", arguments);
        if (undoes > 0) {
            line.put("undoes", undoes);
        }
        line.put("process", process);
        return line;
    }

    /** @return null when the line is none of these */
    static Begun of(Map<String, Object> line) {
        String tool = Line.text(line, "tool");
        return tool.isEmpty() ? null : new Begun(Line.text(line, "time"), Line.text(line, "instance"), Line.text(line, "client"), tool,
                Line.text(line, "command"), Line.object(line, "arguments"), Line.whole(line, "undoes"), Line.whole(line, "process"));
    }
}
