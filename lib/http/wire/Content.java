package lib.http.wire;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a request.
 *
 * @param type   the media type; null when a header says it
 * @param length in bytes; -1 when nobody knows, and then it goes in chunks
 * @param source what writes it, once
 */
public record Content(String type, long length, Source source) {

    /** Bodies up to this length are written before the answer is looked for: they fit into what the system holds for a connection. */
    static final int SHORT = 32 * 1024;

    /** Writes a body. */
    public interface Source {

        /**
         * Writes all of it.
         *
         * @throws Unreadable when it is not to be had, as opposed to what the connection throws
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** What was to be sent cannot be read. */
    public static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1;

        /** @param why what reading it threw, or what is wrong with it */
        public Unreadable(String why, IOException cause) {
            super(why, cause);
        }
    }

    /** Bytes that are here. */
    public static Content of(byte[] bytes, String type) {
        return new Content(type, bytes.length, new Source() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        });
    }

    boolean isShort() {
        return length >= 0 && length <= SHORT;
    }
}
