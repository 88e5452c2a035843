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
     * @param script see {@link Scripts#lines}
     * @param prefix what every line begins with
     */
    void play(String script, String prefix, Map<String, String> values) throws InterruptedException {
        for (Scripts.Line line : Scripts.lines(script, values)) {
            say(line.seconds(), prefix + line.text());
        }
    }
}
