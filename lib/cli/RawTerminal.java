package lib.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Lines;
import lib.op.Terminal;
import org.jline.utils.Signals;

/**
 * The terminal for a program that takes it over. Nothing is asked of the terminal itself: it would answer among the keys, and the first
 * ones would be lost while the answer is waited for.
 */
final class RawTerminal implements Terminal {

    /** Undoes what a program that was cut off may have left: bracketed paste, reports of the mouse, a hidden cursor, colours. */
    static final byte[] TIDY = "\u001b[?2004l\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?25h\u001b[0m"
            .getBytes(StandardCharsets.US_ASCII);

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final Output output;

    RawTerminal(Output output) {
        this.output = output;
    }

    @Override
    public boolean interactive() {
        return Standard.terminal(Standard.IN) && Standard.terminal(Standard.OUT);
    }

    @Override
    public InputStream piped() {
        return Standard.terminal(Standard.IN) || Standard.nothing(Standard.IN) ? null : new FileInputStream(FileDescriptor.in);
    }

    @Override
    public boolean together() {
        return Standard.same(Standard.OUT, Standard.ERR);
    }

    @Override
    public Raw raw(Runnable resized) {
        if (!interactive()) {
            throw new IllegalStateException("there is no terminal");
        }
        try {
            return WINDOWS ? new ConsoleTerminal(resized) : new Taken(resized);
        } catch (IOException noTerminal) {
            throw new Failure(Kind.FAILED, "this terminal cannot be handed over",
                    "a single command needs none: paas exec <app> -- <command>");
        }
    }

    /** The line editor is loaded for this alone. */
    @Override
    public Lines lines(Lines.Start start) {
        if (!interactive()) {
            throw new IllegalStateException("there is no terminal");
        }
        return WINDOWS || output.dumb() ? new PlainLines(output) : new EditedLines(output, output.screen().type(), start);
    }

    private final class Taken implements Raw {
        // never closed: it is the process's own
        private final FileInputStream keyboard = new FileInputStream(FileDescriptor.in);
        private final Stty stty;
        private final Object handler;
        private int[] size;

        Taken(Runnable resized) throws IOException {
            stty = Stty.with("raw -echo", this::tidy);
            if (stty == null) {
                throw new IOException("no stty");
            }
            handler = Signals.register("WINCH", () -> {
                forget();
                resized.run();
            });
        }

        private synchronized void forget() {
            size = null;
        }

        private synchronized int[] size() {
            if (size == null) {
                size = Screen.numbers(Stty.size(null));
            }
            return size;
        }

        @Override
        public int columns() {
            return size()[1];
        }

        @Override
        public int rows() {
            return size()[0];
        }

        @Override
        public int read(byte[] keys) throws IOException {
            return keyboard.read(keys);
        }

        @Override
        public void write(byte[] bytes) {
            output.raw(bytes);
        }

        private void tidy() {
            if (!output.dumb()) {
                try {
                    write(TIDY);
                } catch (Failure windowClosed) {
                    // nothing is left to tidy
                }
            }
        }

        @Override
        public void close() {
            Signals.unregister("WINCH", handler);
            tidy();
            stty.close();
        }
    }
}
