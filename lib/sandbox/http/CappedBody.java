package lib.sandbox.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body that fails with {@link BadBody} at the first byte beyond its limit, as the server's does: only what is read counts. */
final class CappedBody extends FilterInputStream {

    static final long LIMIT = 2 * 1024 * 1024;
    static final long WEBHOOK_LIMIT = 5 * 1024 * 1024;
    static final long UPLOAD_LIMIT = 500L * 1024 * 1024;

    private long left;

    CappedBody(InputStream in, String path) {
        super(in);
        left = path.endsWith("/upload") ? UPLOAD_LIMIT : path.contains("/api/webhooks/") ? WEBHOOK_LIMIT : LIMIT;
    }

    /** Whether more than the limit was asked for; the connection must then be closed. */
    boolean exceeded() {
        return left < 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = super.read(buffer, offset, (int) Math.min(length, Math.max(left, 0) + 1));
        left -= Math.max(count, 0);
        if (left < 0) {
            throw new BadBody("http: request body too large");
        }
        return count;
    }
}
