package lib.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.json.Json;
import lib.json.JsonObject;

/**
 * What can be typed behind each command, of the derived {@code options.json}, which has a command a line: only the one that is asked for is
 * parsed, and no declaration is loaded.
 */
final class OptionFile {

    /**
     * An option or a positional.
     *
     * @param names       of an option; empty for a positional
     * @param value       how its value is called; "" for a switch
     * @param several     whether it may stand there more than once
     * @param words       the values that there are, where these are known
     * @param completes   whose names on the instance are its values, e.g. {@code apps}; "" for none
     */
    record Input(List<String> names, String value, boolean several, String description, List<String> words, String completes) {
    }

    /** What stands behind a command. */
    record Inputs(List<Input> positionals, List<Input> options) {
    }

    private OptionFile() {
    }

    /** Those of a command; none for one that is not in the file. */
    static Inputs of(String command) throws IOException {
        String line = line(command);
        if (line == null) {
            return new Inputs(List.of(), List.of());
        }
        Map<String, Object> fields = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
        return new Inputs(inputs(fields.get("positionals")), inputs(fields.get("options")));
    }

    private static String line(String command) throws IOException {
        String begin = "{\"command\":\"" + command + "\",";
        try (InputStream file = OptionFile.class.getResourceAsStream("/lib/derived/options.json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int start = text.startsWith(begin) ? 0 : text.indexOf("\n" + begin) + 1;
            if (start == 0 && !text.startsWith(begin)) {
                return null;
            }
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
        }
    }

    private static List<Input> inputs(Object described) {
        List<Input> inputs = new ArrayList<>();
        for (Object each : (List<?>) described) {
            JsonObject json = JsonObject.object(each);
            String value = json.text("label") + json.text("value");
            inputs.add(new Input(json.texts("names"), value, json.flag("several"), json.text("description"), json.texts("words"),
                    json.text("completes")));
        }
        return inputs;
    }
}
