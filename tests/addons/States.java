package tests.addons;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tests.support.Cli;
import tests.support.Instance;

/** What an undo has to bring back, and how one is carried out. */
final class States {

    private States() {
    }

    /** The add-ons with the apps that they are attached to; and of each app its variables in clear, and which of them are secret. */
    static String of(Instance instance, String... apps) {
        var lines = new ArrayList<String>();
        for (var addon : instance.admin("GET", "/api/addons", null)) {
            lines.add(addon.path("id").asText() + " " + addon.path("name").asText() + " " + addon.path("status").asText() + " "
                + texts(addon.path("attachedApps")));
        }
        lines.sort(null);
        for (var app : apps) {
            // null where there never were any, {} where they went
            var row = instance.app(app);
            var variables = row.path("envVars").isEmpty() ? Map.of() : new TreeMap<>(instance.sandbox().environment(app));
            lines.add(app + " " + variables + " " + texts(row.path("secretKeys")));
        }
        return String.join("\n", lines);
    }

    private static TreeSet<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Runs the command lines of an undo as a shell would, with more words behind the last. */
    static void undo(Cli cli, JsonNode result, String... more) {
        var command = result.at("/undo/command").asText();
        assertTrue(!command.isEmpty(), "no way back in " + result);
        var lines = command.split(" && ");
        for (int i = 0; i < lines.length; i++) {
            var words = new ArrayList<String>();
            Pattern.compile("'([^']*)'|(\\S+)").matcher(lines[i]).results().forEach(found ->
                words.add(found.group(1) != null ? found.group(1) : found.group(2)));
            if (i == lines.length - 1) {
                words.addAll(List.of(more));
            }
            cli.run(words.subList(1, words.size()).toArray(String[]::new)).exits(0);
        }
    }
}
