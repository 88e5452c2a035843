package lib.sandbox.builds;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import lib.sandbox.base.Background;

/** The log of one deployment as its build writes it: lines, and the time between them. */
record BuildLog(Consumer<String> sink, Background background) {

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

    /**
     * Writes a script line by line.
     *
     * @param script each line is {@code seconds|text}: how long it takes to come, and what it says with {@code {name}} for a value
     * @param prefix what every line begins with
     */
    void play(String script, String prefix, Map<String, String> values) throws InterruptedException {
        for (String line : script.lines().toList()) {
            int bar = line.indexOf('|');
            String text = line.substring(bar + 1);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            say(Double.parseDouble(line.substring(0, bar)), prefix + text);
        }
    }
}
