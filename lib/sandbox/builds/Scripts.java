package lib.sandbox.builds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the tools of a build print, in the form of {@link BuildLog#play}; the texts are in {@code lib/sandbox/builds/scripts.txt}. */
final class Scripts {

    private static final Pattern SECTION = Pattern.compile("(?ms)^\\[(\\S+)]\\n(.*?)(?=\\n\\n|\\z)");
    private static final Map<String, String> TEXTS = load();

    private Scripts() {
    }

    /**
     * @param name {@code export}, {@code pull}, or of a kind of build (a stack's {@link #name}, dockerfile, legacy) {@code KIND.build},
     *     which goes to the point where it is known whether it goes well, then {@code KIND.done} or {@code KIND.error}
     */
    static String of(String name) {
        return TEXTS.get(name);
    }

    /** What a container of this kind says when it comes up, or when it dies at its start. */
    static String start(Stack stack, boolean crashes) {
        return of(name(stack) + (crashes ? ".crash" : ".start"));
    }

    /** The kind of script that a stack has. */
    static String name(Stack stack) {
        return stack.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The lines of a script.
     *
     * @param script each line is {@code seconds|text}: how long it takes to come, and what it says with {@code {name}} for a value
     */
    static List<Line> lines(String script, Map<String, String> values) {
        List<Line> lines = new ArrayList<>();
        for (String line : script.lines().toList()) {
            int bar = line.indexOf('|');
            String text = line.substring(bar + 1).translateEscapes();
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            lines.add(new Line(Double.parseDouble(line.substring(0, bar)), text));
        }
        return lines;
    }

    /** One line, and how long it takes to come. */
    record Line(double seconds, String text) { }

    private static Map<String, String> load() {
        try (InputStream text = Scripts.class.getResourceAsStream("/lib/sandbox/builds/scripts.txt")) {
            return SECTION.matcher(new String(text.readAllBytes(), UTF_8)).results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException("lib/sandbox/builds/scripts.txt cannot be read", e);
        }
    }
}
