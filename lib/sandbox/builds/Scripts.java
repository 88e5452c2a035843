package lib.sandbox.builds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    /** @param name {@code export}, {@code pull}, or one of those that follow */
    static String of(String name) {
        return TEXTS.get(name);
    }

    /** The build up to the point where it is known whether it goes well. */
    static String build(Stack stack, boolean dockerfile) {
        return of((dockerfile ? "dockerfile" : name(stack)) + ".build");
    }

    /** The rest of the build. */
    static String rest(Stack stack, boolean dockerfile, boolean fails) {
        return of((dockerfile ? "dockerfile" : name(stack)) + (fails ? ".error" : ".done"));
    }

    /** What a container of this kind says when it comes up, or when it dies at its start. */
    static String start(Stack stack, boolean crashes) {
        return of(name(stack) + (crashes ? ".crash" : ".start"));
    }

    private static String name(Stack stack) {
        return stack.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> load() {
        try (InputStream text = Scripts.class.getResourceAsStream("/lib/sandbox/builds/scripts.txt")) {
            return SECTION.matcher(new String(text.readAllBytes(), UTF_8)).results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException("lib/sandbox/builds/scripts.txt cannot be read", e);
        }
    }
}
