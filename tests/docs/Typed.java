package tests.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tests.support.Checkout;

/** Whether a command line that a page shows can be typed, as far as that can be said without running it. */
final class Typed {

    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|[^\\s\"']+");
    private static final Set<String> COMMON = Set.of("--json", "--no-color", "-q", "--quiet", "--reveal", "--timeout", "--yes", "-y", "-h",
        "--help");
    private static final Map<String, JsonNode> COMMANDS = commands();

    private Typed() {
    }

    /** @param line beginning with {@code paas}. @return what is wrong with it; null for nothing */
    static String fault(String line) {
        List<String> words = words(line);
        words.removeFirst();
        while (!words.isEmpty() && COMMON.contains(words.getFirst())) {
            words.removeFirst();
        }
        if (words.isEmpty()) {
            return null;
        }
        if (words.getFirst().equals("help")) {
            words.removeFirst();
            return words.isEmpty() || command(words) != null ? null : "there is no such command";
        }
        if (words.getFirst().matches("<[a-z]+>")) {
            return null;
        }
        String name = command(words);
        if (name == null) {
            return "there is no such command";
        }
        int own = words.indexOf("--");
        for (String word : own < 0 ? words : words.subList(0, own)) {
            String option = word.replaceFirst("=.*", "");
            if (option.matches("--?[a-z].*") && !COMMON.contains(option) && !knows(COMMANDS.get(name), option)) {
                return name + " has no option " + option;
            }
        }
        return null;
    }

    /** The words up to a comment, a pipe or a redirection, without their quotes. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (var found : WORD.matcher(line).results().toList()) {
            String word = found.group();
            if (word.startsWith("#") || word.matches("[|&;<>].*") && !word.matches("<[a-z-]+>")) {
                break;
            }
            words.add(word.replaceAll("^[\"']|[\"']$", ""));
        }
        return words;
    }

    private static String command(List<String> words) {
        String two = words.size() > 1 ? words.get(0) + " " + words.get(1) : "";
        return COMMANDS.containsKey(two) ? two : COMMANDS.containsKey(words.getFirst()) ? words.getFirst()
            : COMMANDS.keySet().stream().anyMatch(each -> each.startsWith(words.getFirst() + " ")) && words.size() == 1
            ? COMMANDS.keySet().stream().filter(each -> each.startsWith(words.getFirst() + " ")).findFirst().orElseThrow() : null;
    }

    private static boolean knows(JsonNode command, String option) {
        for (JsonNode each : command.path("options")) {
            for (JsonNode name : each.path("names")) {
                if (name.asText().equals(option) || option.startsWith("--no-") && name.asText().equals("--" + option.substring(5))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, JsonNode> commands() {
        try {
            Map<String, JsonNode> commands = new HashMap<>();
            new ObjectMapper().readTree(Checkout.read("lib/derived/options.json")).forEach(each ->
                commands.put(each.path("command").asText(), each));
            return commands;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
