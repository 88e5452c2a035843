package lib.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import lib.op.Terminal;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.TerminalBuilder;

/** The door to JLine for a program that takes the terminal over. JLine's own raw mode would keep Ctrl-C for itself. */
final class RawTerminal implements Terminal {

    /** Undoes what a program that was cut off may have left: bracketed paste, a hidden cursor, colours. */
    private static final byte[] TIDY = "\u001b[?2004l\u001b[?25h\u001b[0m".getBytes(StandardCharsets.US_ASCII);

    private org.jline.terminal.Terminal terminal;

    @Override
    public boolean interactive() {
        if (System.console() == null || !System.console().isTerminal()) {
            return false;
        }
        try {
            terminal = terminal != null ? terminal
                    : TerminalBuilder.builder().system(true).ffm(RawTerminal.class.getModule().isNativeAccessEnabled()).dumb(false).build();
            return true;
        } catch (IOException | IllegalStateException noTerminal) {
            return false;
        }
    }

    @Override
    public Raw raw(Runnable resized) {
        if (!interactive()) {
            throw new IllegalStateException("there is no terminal");
        }
        Attributes before = terminal.getAttributes();
        Attributes raw = new Attributes(before);
        raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN, LocalFlag.ISIG), false);
        raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR, InputFlag.IGNCR, InputFlag.BRKINT,
                InputFlag.ISTRIP), false);
        raw.setOutputFlag(OutputFlag.OPOST, false);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        // a signal from elsewhere must not leave the person a terminal without an echo
        Thread hook = new Thread(() -> terminal.setAttributes(before), "terminal");
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.handle(org.jline.terminal.Terminal.Signal.WINCH, signal -> resized.run());
        terminal.setAttributes(raw);
        return new Taken(before);
    }

    private final class Taken implements Raw {
        private final Attributes before;
        private final FileInputStream keyboard = new FileInputStream(FileDescriptor.in);

        Taken(Attributes before) {
            this.before = before;
        }

        @Override
        public int columns() {
            return terminal.getSize().getColumns();
        }

        @Override
        public int rows() {
            return terminal.getSize().getRows();
        }

        @Override
        public int read(byte[] keys) throws IOException {
            return keyboard.read(keys);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            terminal.output().write(bytes);
            terminal.output().flush();
        }

        @Override
        public void close() {
            try {
                write(TIDY);
            } catch (IOException windowClosed) {
                // nothing is left to tidy
            }
            terminal.setAttributes(before);
        }
    }
}
