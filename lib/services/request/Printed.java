package lib.services.request;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.Response;
import lib.http.Transport;
import lib.op.Feed;

/** An answer that is shown as it comes, byte for byte: its status and headers where they are wanted, then its body. */
public final class Printed implements Transport.Reader {

    private static final int PIECE = 64 * 1024;

    private final Feed feed;
    private final boolean head;
    private long bytes;
    private Feed.Gone gone;

    /** @param head whether status and headers come first */
    public Printed(Feed feed, boolean head) {
        this.feed = feed;
        this.head = head;
    }

    @Override
    public void begins(int status, Map<String, List<String>> headers) {
        if (!head) {
            return;
        }
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append('\n');
        headers.forEach((name, values) -> values.forEach(value -> text.append(name).append(": ").append(value).append('\n')));
        show(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object read(InputStream in) {
        byte[] piece = new byte[PIECE];
        try {
            for (int n = in.read(piece); n >= 0 && gone == null; n = in.read(piece)) {
                show(Arrays.copyOf(piece, n));
                bytes += n;
            }
            return bytes;
        } catch (IOException e) {
            // what is out already must not come a second time
            throw new Failure(Kind.FAILED, "the answer broke off after " + bytes + " bytes", "what came of it was printed; try again");
        }
    }

    /** The rest of an answer: all of one that was not read as it came. */
    public void end(Response answer) {
        if (answer.value() == null) {
            begins(answer.status(), answer.headers());
            show(answer.body());
        }
        if (gone != null) {
            throw gone;
        }
    }

    /** A reader that has gone ends the answer, but not here: it would look like a broken connection. */
    private void show(byte[] text) {
        try {
            if (gone == null && text.length > 0) {
                feed.bytes(false, text);
            }
        } catch (Feed.Gone e) {
            gone = e;
        }
    }
}
