package lib.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.EnumSet;
import lib.op.Terminal.Raw;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The door to JLine, for the console of Windows, which has no {@code stty}. JLine's own raw mode would keep Ctrl-C for itself. */
final class ConsoleTerminal implements Raw {

    private final FileInputStream keyboard = new FileInputStream(FileDescriptor.in);
    private final Terminal terminal;
    private final Attributes before;
    private final Thread hook;

    /** @throws IOException when there is none */
    ConsoleTerminal(Runnable resized) throws IOException {
        terminal = TerminalBuilder.builder().system(true).ffm(ConsoleTerminal.class.getModule().isNativeAccessEnabled()).dumb(false)
                .graphemeCluster(false).build();
        before = terminal.getAttributes();
        Attributes raw = new Attributes(before);
        raw.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN, LocalFlag.ISIG), false);
        raw.setInputFlags(EnumSet.of(InputFlag.IXON, InputFlag.ICRNL, InputFlag.INLCR, InputFlag.IGNCR, InputFlag.BRKINT,
                InputFlag.ISTRIP), false);
        raw.setOutputFlag(OutputFlag.OPOST, false);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        hook = new Thread(() -> terminal.setAttributes(before), "terminal");
        Runtime.getRuntime().addShutdownHook(hook);
        terminal.handle(Terminal.Signal.WINCH, signal -> resized.run());
        terminal.setAttributes(raw);
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
        Runtime.getRuntime().removeShutdownHook(hook);
        try {
            write(RawTerminal.TIDY);
            terminal.setAttributes(before);
            terminal.close();
        } catch (IOException windowClosed) {
            // nothing is left to give back
        }
    }
}
