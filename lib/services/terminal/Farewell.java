package lib.services.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Learns the exit status of a person's shell, which no instance tells (streams, part 5): the shell itself is asked, before the person gets
 * it, to say it when it ends. Neither the question nor the answer reaches the screen. A shell that is replaced or killed says nothing, and
 * one that does not answer in a moment is shown as it is.
 */
public final class Farewell {

    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration WHILE = Duration.ofMinutes(1);

    private final Marks marks = new Marks(UUID.randomUUID().toString().replace("-", ""), new Marks.Listener() {
        @Override
        public void bytes(byte[] bytes) {
            said(bytes);
        }

        @Override
        public void mark(String word) {
            marked(word);
        }
    });
    private final ByteArrayOutputStream hidden = new ByteArrayOutputStream();
    private final Consumer<byte[]> screen;
    private final long until = System.nanoTime() + ANSWER.toNanos();
    private final byte[] greeting;
    private boolean shown;
    private boolean expected;
    private Integer status;

    /**
     * @param greeting what the shell has said so far, its prompt at the end
     * @param screen   gets what the person is to see
     */
    public Farewell(byte[] greeting, Consumer<byte[]> screen) {
        this.greeting = greeting;
        this.screen = screen;
    }

    /** What to type at the shell before anything else. It is in no history of what was typed. */
    public String typed() {
        return " trap '" + marks.printed("%d", "\"$?\"").replace("'", "'\\''") + "' 0; history -d -1 2>/dev/null; "
                + marks.printed("here") + "\r";
    }

    /** How long to wait for what comes next. */
    public Duration patience() {
        return shown ? WHILE : Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
    }

    /** Takes what came; nothing when nothing did. */
    public void next(byte[] bytes) {
        marks.next(bytes);
        if (!shown && System.nanoTime() >= until) {
            giveUp();
        }
    }

    /** The connection has ended. */
    public void end() {
        marks.end();
        if (!shown) {
            giveUp();
        }
    }

    private void giveUp() {
        shown = true;
        screen.accept(greeting);
        screen.accept(hidden.toByteArray());
    }

    private void said(byte[] bytes) {
        if (shown) {
            screen.accept(bytes);
        } else {
            hidden.writeBytes(bytes);
        }
    }

    private void marked(String word) {
        if (word.equals("here")) {
            expected = true;
            if (!shown) {
                shown = true;
                // its prompt comes again
                String said = new String(greeting, StandardCharsets.ISO_8859_1);
                screen.accept(said.substring(0, said.lastIndexOf('\n') + 1).getBytes(StandardCharsets.ISO_8859_1));
            }
        } else if (word.matches("\\d{1,3}")) {
            status = Integer.valueOf(word);
        }
    }

    /** Whether the person sees the shell by now. */
    public boolean shown() {
        return shown;
    }

    /** Whether the shell has promised to tell. */
    public boolean expected() {
        return expected;
    }

    /** Its exit status; null when it did not tell. */
    public Integer status() {
        return status;
    }
}
