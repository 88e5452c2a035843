package lib.cli;

import java.nio.charset.StandardCharsets;
import lib.op.Lines;
import org.jline.utils.Signals;

/** Lines as the terminal's own driver lets them be typed: without a history and completion, and without any escape code. */
final class PlainLines implements Lines {

    private final Output output;
    private final Thread worker = Thread.currentThread();
    private final Object interrupt;
    private volatile boolean waiting;
    private String first;
    private volatile boolean dropped;

    PlainLines(Output output) {
        this.output = output;
        this.interrupt = Signals.register("INT", this::interrupted);
    }

    /** The driver has thrown away what was typed; the read goes on. */
    private void interrupted() {
        if (waiting) {
            dropped = true;
            show("\n" + first);
        } else {
            worker.interrupt();
        }
    }

    private void show(String text) {
        output.raw(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String read(String prompt) {
        dropped = false;
        // the line that follows a dropped one begins anew
        first = first == null ? prompt : first;
        show(prompt);
        waiting = true;
        String line = Prompt.line();
        waiting = false;
        if (dropped) {
            throw line == null || line.isEmpty() ? new Dropped() : new Dropped(line);
        }
        if (line == null) {
            show("\n");
        }
        return line;
    }

    @Override
    public void remember(String entry) {
        // nothing calls it back
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
    }
}
