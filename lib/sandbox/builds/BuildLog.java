package lib.sandbox.builds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lib.sandbox.base.Background;
import lib.sandbox.files.Resource;

/**
 * The log of one deployment as its build writes it: lines, and the time between them. What the tools of a build print is in {@code
 * lib/sandbox/builds/scripts.txt}, by the name of the script: {@code export}, {@code pull}, or of a kind of build (a stack's name,
 * dockerfile, legacy) {@code KIND.build}, which goes to the point where it is known whether it goes well, then {@code KIND.done} or
 * {@code KIND.error}; what a container says when it comes up is {@code STACK.start}, when it dies at its start {@code STACK.crash}.
 */
record BuildLog(Consumer<String> sink, Background background) {

    private static final Pattern SECTION = Pattern.compile("(?ms)^\\[(\\S+)]\\n(.*?)(?=\\n\\n|\\z)");
    private static final Map<String, String> SCRIPTS = SECTION.matcher(Resource.text("builds/scripts.txt")).results()
        .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));

    /** Writes a message now; what has line breaks is one message live and several lines in the record. */
    void say(String message) {
        sink.accept(message);
    }

    /** Waits these believable seconds, then writes. */
    void say(double seconds, String message) throws InterruptedException {
        pause(seconds);
        say(message);
    }

    void pause(double seconds) throws InterruptedException {
        background.pause(Duration.ofMillis((long) (seconds * 1000)));
    }

    /** Writes a script line by line; every line begins with the prefix. */
    void play(String script, String prefix, Map<String, String> values) throws InterruptedException {
        for (Line line : lines(script, values)) {
            say(line.seconds, prefix + line.text);
        }
    }

    static String script(String name) {
        return SCRIPTS.get(name);
    }

    /** The lines of a script, each {@code seconds|text} there, with a value for each {@code {name}}. */
    static List<Line> lines(String script, Map<String, String> values) {
        List<Line> lines = new ArrayList<>();
        for (String line : script(script).lines().toList()) {
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
}
