package lib.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines, none longer than {@link #LIMIT}. Source: MCP, transports, stdio: one message a line. */
final class LineReader {

    /** Bytes of one message; far above any call of these tools. */
    static final int LIMIT = 4 * 1024 * 1024;

    /** Stands for a line that was longer and has been passed over. */
    static final byte[] TOO_LONG = new byte[0];

    private final InputStream in;
    private byte[] buffer = new byte[8192];
    private int start;
    private int end;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** @return the next line without its end, {@link #TOO_LONG}, or null when there is nothing more; a last line needs no end */
    byte[] next() throws IOException {
        boolean tooLong = false;
        int looked = start;
        while (true) {
            for (int at = looked; at < end; at++) {
                if (buffer[at] == '\n') {
                    byte[] line = tooLong || at - start > LIMIT ? TOO_LONG : Arrays.copyOfRange(buffer, start, at);
                    start = at + 1;
                    return line;
                }
            }
            if (end - start > LIMIT) {
                tooLong = true;
                end = start;
            }
            looked = makeRoom();
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                byte[] rest = tooLong ? TOO_LONG : start == end ? null : Arrays.copyOfRange(buffer, start, end);
                start = end;
                return rest;
            }
            end += count;
        }
    }

    /** @return where the bytes that have not been looked at will begin */
    private int makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return end;
    }
}
