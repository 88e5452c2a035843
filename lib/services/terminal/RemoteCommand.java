package lib.services.terminal;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pending;
import lib.http.WebSocket;

/**
 * Runs one command at the shell of an app's terminal. There is no route for that (streams, part 7): the shell is typed at, and what it
 * prints between two marks is the command's. The terminal is told to change nothing in what passes, so that bytes arrive as they are;
 * where the container has no {@code stty} for that, a line's end is made one again.
 */
public final class RemoteCommand {

    /** A terminal's line is cut or wrapped at its width: typed lines are far shorter. */
    static final Map<String, ?> SIZE = Map.of("type", "resize", "cols", 1000, "rows", 50);
    /** A shell without a prompt says nothing: then it is typed at all the same. */
    private static final Duration PROMPT = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration CLEAN_UP = Duration.ofMillis(500);
    private static final String CTRL_C = "\u0003";

    /** Told what the command prints, as it comes. */
    public interface Listener {

        /** @param error on standard error, where the two can be told apart */
        void bytes(boolean error, byte[] bytes);
    }

    private final String mark = UUID.randomUUID().toString().replace("-", "");
    private final WebSocket terminal;
    private final App app;
    private final long deadline;
    private final Listener listener;
    private final StringBuilder before = new StringBuilder();
    private final PlainText words = new PlainText();
    private final LineEnds lineEnds = new LineEnds();
    private final Marks marks = new Marks(mark, new Marks.Listener() {
        @Override
        public void bytes(byte[] bytes) {
            said(bytes);
        }

        @Override
        public void mark(String word) {
            marked(word);
        }
    });
    private TypedInput input;
    private Pending<ErrorTerminal> opening;
    private ErrorTerminal errors;
    private boolean asItIs;
    private boolean running;
    private Integer status;
    private boolean over;
    private boolean lost;
    private boolean muted;

    /**
     * @param limit from now, the start of the shell included
     */
    public RemoteCommand(WebSocket terminal, App app, Duration limit, Listener listener) {
        this.terminal = terminal;
        this.app = app;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.listener = listener;
    }

    /**
     * Gives the command an input; without one it reads nothing.
     *
     * @param from read to its end by a thread of its own
     */
    public RemoteCommand reading(InputStream from) {
        if (from != null) {
            input = new TypedInput(from, terminal);
        }
        return this;
    }

    /**
     * Has what the command writes on standard error come through another terminal of the same container, so that it can be told apart.
     * Where there is none to be had, both come together.
     *
     * @param another opens it, while the first one's shell starts
     */
    public RemoteCommand errorsThrough(Callable<WebSocket> another) {
        opening = Pending.start(() -> new ErrorTerminal(another.call(), bytes -> listener.bytes(true, bytes)));
        return this;
    }

    /**
     * Runs it to its end, or until the time is up: then it is interrupted as by Ctrl-C.
     *
     * @param line for {@code sh -c}, checked
     * @throws Failure as {@link Refusal} says when there is no shell
     */
    public void run(String line) {
        boolean done = false;
        try {
            converse(line);
            done = true;
        } finally {
            if (!done) {
                // whoever reads the output has gone: the command must not go on for nobody
                leave();
            }
            if (errors != null) {
                errors.close();
            }
        }
    }

    private void converse(String line) {
        terminal.send(SIZE);
        boolean open = listen(PROMPT);
        errors = opening == null ? null : opened(opening);
        String path = errors == null ? null : errors.path(left());
        boolean reads = input != null && input.comes();
        for (String typed : open ? ShellLine.typed(line, marks, reads, errors, path) : List.<String>of()) {
            if (!type(typed + "\r")) {
                // gone: what it said before is still to be read
                break;
            }
        }
        while (open && !over && left().isPositive()) {
            open = listen(left());
        }
        lost = status == null && (over || !open);
        if (!open) {
            marks.end();
        } else {
            leave();
        }
        if (!open && !running) {
            Refusal.check(before.toString(), app);
        }
        if (path != null && running) {
            errors.drain(over && status != null);
        }
    }

    private static ErrorTerminal opened(Pending<ErrorTerminal> opening) {
        try {
            return opening.get();
        } catch (Failure none) {
            return null;
        }
    }

    /** Its exit status; null when it did not end. */
    public Integer status() {
        return status;
    }

    /** Whether its end got lost, mostly with the connection. */
    public boolean lost() {
        return lost;
    }

    /** Whether it was given an input that has not come to its end. */
    public boolean inputGoesOn() {
        return input != null && !input.ended();
    }

    /**
     * As a person would: what runs is interrupted (what ignores that may go on in the container), and the shell is left, since it might
     * stay behind in the container when only the connection ends. Not before the last mark was seen: output that is still under way
     * when a shell ends can get lost.
     */
    private void leave() {
        muted |= !over;
        if (input != null) {
            input.stop();
        }
        boolean open = true;
        if (!over) {
            // a moment to clean up in; the shell's prompt comes meanwhile, and is not the command's
            open = type(CTRL_C);
            for (long end = System.nanoTime() + CLEAN_UP.toNanos(); open && System.nanoTime() < end; ) {
                open = terminal.read(Duration.ofNanos(end - System.nanoTime())) != null;
            }
        }
        if (open && type(" exit\r")) {
            long end = System.nanoTime() + FAREWELL.toNanos();
            while (System.nanoTime() < end && terminal.read(Duration.ofNanos(end - System.nanoTime())) != null) {
                // not the command's any more
            }
        }
    }

    private Duration left() {
        return Duration.ofNanos(deadline - System.nanoTime());
    }

    private boolean type(String keys) {
        return terminal.send(Map.of("type", "input", "data", keys));
    }

    /** Takes what comes next. @return false at the end of the connection */
    private boolean listen(Duration limit) {
        byte[] bytes = terminal.read(limit);
        if (bytes == null) {
            return false;
        }
        marks.next(bytes);
        return true;
    }

    private void said(byte[] bytes) {
        if (running && !over && !muted) {
            listener.bytes(false, asItIs ? bytes : lineEnds.of(bytes));
        } else if (!running && before.length() < 4000) {
            before.append(words.of(bytes));
        }
    }

    private void marked(String word) {
        switch (word) {
            case "raw" -> asItIs = true;
            case "go" -> {
                running = true;
                if (input != null) {
                    input.start();
                }
            }
            case "+" -> input.taken();
            case "blind" -> throw new Failure(Kind.FAILED, "the container of " + app.name()
                    + " has no stty, without which no input can be passed",
                    "have the command fetch what it needs, or put it into the image");
            case "end" -> over = true;
            default -> {
                if (word.matches("\\d{1,3}")) {
                    over = true;
                    status = Integer.valueOf(word);
                }
            }
        }
    }

    /** A terminal sends two characters for a line's end. */
    private static final class LineEnds {
        private boolean carriageReturn;

        byte[] of(byte[] bytes) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 1);
            for (byte each : bytes) {
                if (carriageReturn && each != '\n') {
                    out.write('\r');
                }
                carriageReturn = each == '\r';
                if (!carriageReturn) {
                    out.write(each);
                }
            }
            return out.toByteArray();
        }
    }
}
