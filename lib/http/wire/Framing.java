package lib.http.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/**
 * The body of an answer as its head frames it (RFC 9112, section 6): of a length, in chunks, or up to the end of the connection. An end
 * before the announced one is an {@link EOFException}; what is no frame at all a {@link ProtocolException}.
 */
abstract sealed class Framing extends InputStream {

    private static final int CHUNK_LINE = 8 * 1024;

    final InputStream in;
    private final Connection connection;
    private boolean over;

    private Framing(Connection connection, InputStream in) {
        this.connection = connection;
        this.in = in;
    }

    /** The body that follows; null for none, and then the connection is free again. */
    static Framing of(String method, Head head, Connection connection, InputStream in) throws IOException {
        boolean none = method.equals("HEAD") || head.status() == 204 || head.status() == 304;
        String coding = head.all("Transfer-Encoding");
        long length = none ? 0 : coding.isEmpty() ? length(head) : -1;
        if (!none && !coding.isEmpty() && !coding.equalsIgnoreCase("chunked")) {
            throw new ProtocolException("a transfer coding that nobody asked for");
        }
        if (length == 0) {
            connection.free();
            return null;
        }
        return length > 0 ? new Counted(connection, in, length)
                : coding.isEmpty() ? new Whole(connection, in) : new Chunked(connection, in);
    }

    private static long length(Head head) throws IOException {
        long length = -1;
        String all = head.all("Content-Length");
        for (String each : all.isEmpty() ? new String[0] : all.split(",")) {
            String digits = each.strip();
            for (int i = 0; i < digits.length(); i++) {
                if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                    throw new ProtocolException("a length that is no number");
                }
            }
            if (digits.isEmpty() || digits.length() > 18 || length >= 0 && length != Long.parseLong(digits)) {
                throw new ProtocolException("a length that is no number");
            }
            length = Long.parseLong(digits);
        }
        return length;
    }

    /** The next bytes, as {@link InputStream#read(byte[], int, int)}; at the end {@link #ended} was called before it says -1. */
    abstract int next(byte[] into, int from, int most) throws IOException;

    /** The whole body was taken: the connection may go on. */
    final void ended() {
        over = true;
        connection.free();
    }

    final boolean over() {
        return over;
    }

    static EOFException cut() {
        return new EOFException("the connection ended within the answer");
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] into, int from, int most) throws IOException {
        return over ? -1 : most == 0 ? 0 : next(into, from, most);
    }

    @Override
    public final int available() throws IOException {
        return over ? 0 : in.available();
    }

    /** Who does not read it to its end loses the connection, save that the end is there already and only has to be taken. */
    @Override
    public final void close() throws IOException {
        try {
            if (!over && available() > 0) {
                read();
            }
        } finally {
            if (!over) {
                over = true;
                connection.close();
            }
        }
    }

    private static final class Counted extends Framing {

        private long left;

        Counted(Connection connection, InputStream in, long length) {
            super(connection, in);
            left = length;
        }

        @Override
        int next(byte[] into, int from, int most) throws IOException {
            int got = in.read(into, from, (int) Math.min(most, left));
            if (got < 0) {
                throw cut();
            }
            left -= got;
            if (left == 0) {
                ended();
            }
            return got;
        }
    }

    private static final class Whole extends Framing {

        Whole(Connection connection, InputStream in) {
            super(connection, in);
            connection.last();
        }

        @Override
        int next(byte[] into, int from, int most) throws IOException {
            int got = in.read(into, from, most);
            if (got < 0) {
                ended();
            }
            return got;
        }
    }

    private static final class Chunked extends Framing {

        private long left;
        private boolean begun;

        Chunked(Connection connection, InputStream in) {
            super(connection, in);
        }

        @Override
        int next(byte[] into, int from, int most) throws IOException {
            if (left == 0) {
                if (begun && !Head.line(in, CHUNK_LINE, null).isEmpty()) {
                    throw new ProtocolException("a chunk of another length than announced");
                }
                begun = true;
                left = size(Head.line(in, CHUNK_LINE, null));
                if (left == 0) {
                    Head.headers(in);
                    ended();
                    return -1;
                }
            }
            int got = in.read(into, from, (int) Math.min(most, left));
            if (got < 0) {
                throw cut();
            }
            left -= got;
            return got;
        }

        private static long size(String line) throws IOException {
            int extension = line.indexOf(';');
            String hex = (extension < 0 ? line : line.substring(0, extension)).strip();
            long size = 0;
            for (int i = 0; i < hex.length(); i++) {
                int digit = hex.charAt(i) > 'f' ? -1 : Character.digit(hex.charAt(i), 16);
                if (digit < 0) {
                    throw new ProtocolException("a chunk without a length");
                }
                size = size << 4 | digit;
            }
            if (hex.isEmpty() || hex.length() > 15) {
                throw new ProtocolException("a chunk without a length");
            }
            return size;
        }
    }
}
