package lib.cli.completion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
        List<Input> positionals = new ArrayList<>();
        List<Input> options = new ArrayList<>();
        String line = line(command);
        if (line != null) {
            try (JsonParser json = new JsonFactory().createParser(line)) {
                json.nextToken();
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    json.nextToken();
                    if (field.equals("positionals")) {
                        inputs(json, positionals);
                    } else if (field.equals("options")) {
                        inputs(json, options);
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        return new Inputs(positionals, options);
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
            return text.substring(start, end < 0 ? text.length() : end);
        }
    }

    private static void inputs(JsonParser json, List<Input> to) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            List<String> names = List.of();
            String value = "";
            boolean several = false;
            String description = "";
            List<String> words = List.of();
            String completes = "";
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken token = json.nextToken();
                switch (field) {
                    case "names":
                        names = texts(json);
                        break;
                    case "label", "value":
                        value = json.getText();
                        break;
                    case "several":
                        several = token == JsonToken.VALUE_TRUE;
                        break;
                    case "description":
                        description = json.getText();
                        break;
                    case "words":
                        words = texts(json);
                        break;
                    case "completes":
                        completes = json.getText();
                        break;
                    default:
                        json.skipChildren();
                }
            }
            to.add(new Input(names, value, several, description, words, completes));
        }
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(json.getText());
        }
        return texts;
    }
}
