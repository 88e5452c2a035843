package lib.mcp;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Standard input, whose reader can be called away. A JVM that ends waits 300 ms for a thread that is in a system call, and a server's
 * reader always is: a channel's can be woken up, a stream's cannot. So the signal that editors send ends the process in a tenth of that.
 */
public final class StandardInput extends InputStream {

    private final FileChannel channel;

    private StandardInput(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens it; whoever reads it is called away when the process is told to end. */
    public static StandardInput open() {
        StandardInput input = new StandardInput(new FileInputStream(FileDescriptor.in).getChannel());
        Runtime.getRuntime().addShutdownHook(new Thread("mcp-leave") {
            @Override
            public void run() {
                input.close();
            }
        });
        return input;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        return length == 0 ? 0 : channel.read(ByteBuffer.wrap(bytes, start, length));
    }

    /** Whoever reads now, or later, fails as at an input that broke. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nobody reads it any more, which is all that was wanted
        }
    }
}
