package lib.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingReader;

/**
 * The terminal as JLine's line editor sees it. It is set by {@link Stty}, and asked nothing: JLine's own terminals write questions about
 * what the terminal can do, whose answers land among the keys. A key is read when the editor wants one, so that what was typed ahead stays.
 */
final class EditorTerminal extends AbstractTerminal {

    private final InputStream keyboard = new FileInputStream(FileDescriptor.in);
    private final NonBlockingReader reader;
    private final OutputStream screen;
    private final PrintWriter writer;
    private Attributes attributes = new Attributes();
    private Size size = Size.of(80, 24);

    /** @param type as TERM has it */
    EditorTerminal(String type, Output output) throws IOException {
        super("paas", known(type), StandardCharsets.UTF_8, SignalHandler.SIG_DFL);
        screen = new OutputStream() {
            @Override
            public void write(int one) {
                output.raw(new byte[] {(byte) one});
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                output.raw(Arrays.copyOfRange(bytes, from, from + length));
            }
        };
        writer = new PrintWriter(screen, false, StandardCharsets.UTF_8);
        reader = NonBlocking.nonBlocking("paas", keyboard, StandardCharsets.UTF_8);
        attributes.setControlChar(ControlChar.VERASE, 127);
        attributes.setControlChar(ControlChar.VWERASE, 'W' & 31);
        attributes.setControlChar(ControlChar.VKILL, 'U' & 31);
        attributes.setControlChar(ControlChar.VLNEXT, 'V' & 31);
        attributes.setControlChar(ControlChar.VINTR, 'C' & 31);
        attributes.setControlChar(ControlChar.VEOF, 'D' & 31);
        parseInfoCmp();
    }

    /** The same where the machine knows what such a terminal can do. What it does not know is newer, and does what xterm does. */
    private static String known(String type) throws IOException {
        try {
            InfoCmp.getInfoCmp(type);
            return type;
        } catch (IOException unknown) {
            return "xterm-256color";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public boolean isModeSupported(Mode mode) {
        return false;
    }

    @Override
    public boolean supportsGraphemeClusterMode() {
        return false;
    }

    @Override
    public boolean hasKittyKeyboardSupport() {
        return false;
    }

    @Override
    public NonBlockingReader reader() {
        return reader;
    }

    @Override
    public PrintWriter writer() {
        return writer;
    }

    @Override
    public InputStream input() {
        return keyboard;
    }

    @Override
    public OutputStream output() {
        return screen;
    }

    @Override
    public Attributes getAttributes() {
        return new Attributes(attributes);
    }

    @Override
    public void setAttributes(Attributes wanted) {
        attributes = new Attributes(wanted);
    }

    @Override
    public Size getSize() {
        return size;
    }

    @Override
    public void setSize(Sized wanted) {
        size = Size.of(wanted.getColumns(), wanted.getRows());
    }

    @Override
    public TerminalProvider getProvider() {
        return null;
    }

    @Override
    public SystemStream getSystemStream() {
        return SystemStream.Output;
    }
}
