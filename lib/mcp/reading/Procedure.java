package lib.mcp.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt as {@code prompts.md} has it, whose head says the format.
 *
 * @param needs tools without which it makes no sense
 * @param lines a paragraph or a step each, with arguments in braces
 */
record Procedure(String name, String title, String about, List<Input> inputs, List<String> needs, List<String> lines) {

    /** What an argument may be: it becomes part of what an assistant is told to do. */
    static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,99}");

    private static final Pattern TOOL = Pattern.compile("\\bpaas_[a-z_]+");
    private static final Pattern STEP = Pattern.compile("\\d+\\. ");

    /**
     * An argument.
     *
     * @param name    says what it names, too: {@code app}, {@code addon}
     * @param without what stands in its place when it is not given; null when it has to be
     */
    record Input(String name, String without, String about) {
    }

    /** All, in the order of the file. */
    static List<Procedure> all() {
        try (InputStream file = Procedure.class.getResourceAsStream("/lib/mcp/reading/prompts.md")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(?m)^## ")).skip(1).map(Procedure::of).toList();
        } catch (IOException e) {
            throw new IllegalStateException("the prompts cannot be read from the program's own files", e);
        }
    }

    private static Procedure of(String section) {
        List<String> lines = new ArrayList<>(section.lines().toList());
        String name = lines.removeFirst().strip();
        String title = "";
        String about = "";
        List<Input> inputs = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        for (String line = lines.removeFirst(); !line.isEmpty(); line = lines.removeFirst()) {
            int colon = line.indexOf(": ");
            String value = line.substring(colon + 2);
            String key = line.substring(0, colon);
            switch (key) {
                case "title" -> title = value;
                case "about" -> about = value;
                case "needs" -> needs.addAll(List.of(value.split(" ")));
                default -> {
                    int mark = key.indexOf('?');
                    inputs.add(new Input(mark < 0 ? key : key.substring(0, mark), mark < 0 ? null : key.substring(mark + 1), value));
                }
            }
        }
        return new Procedure(name, title, about, inputs, needs, joined(lines));
    }

    /** A line that begins with blanks goes on with the one before. */
    private static List<String> joined(List<String> lines) {
        List<String> joined = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(" ")) {
                joined.add(joined.removeLast() + " " + line.strip());
            } else if (!line.isEmpty()) {
                joined.add(line);
            }
        }
        return joined;
    }

    /** The tools that a line names. */
    static Set<String> tools(String line) {
        Set<String> tools = new TreeSet<>();
        TOOL.matcher(line).results().map(MatchResult::group).forEach(tools::add);
        return tools;
    }

    /**
     * What the person says to the assistant.
     *
     * @param values  of all arguments
     * @param offered whether a tool is: a line that names one that is not is left out
     */
    String text(Map<String, String> values, Predicate<String> offered) {
        List<String> told = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        int steps = 0;
        for (String line : lines) {
            List<String> without = tools(line).stream().filter(each -> !offered.test(each)).toList();
            if (!without.isEmpty()) {
                missing.addAll(without);
                continue;
            }
            Matcher step = STEP.matcher(line);
            told.add(step.lookingAt() ? ++steps + ". " + line.substring(step.end()) : line);
        }
        if (!missing.isEmpty()) {
            told.add("Not offered to you here, so the steps with them are left out: " + String.join(", ", missing)
                    + ". Where one would be needed, say so; look for no other way to the same end.");
        }
        String text = String.join("\n", told);
        for (Map.Entry<String, String> each : values.entrySet()) {
            text = text.replace("{" + each.getKey() + "}", each.getValue());
        }
        return text;
    }
}
