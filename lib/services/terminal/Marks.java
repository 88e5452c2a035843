package lib.services.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Finds marks in what a shell prints: an operating system command of a terminal, {@code ESC ]7700;mark:word BEL}, which a terminal that
 * ever got to see one would not show. What could be the beginning of one is held back until it is none. Nothing else is touched.
 */
public final class Marks {

    private static final byte BELL = 7;
    private static final int LONGEST_WORD = 100;

    /** What is told of the bytes in their order. */
    public interface Listener {

        /** Bytes that are no mark. */
        void bytes(byte[] bytes);

        /** A mark's word. */
        void mark(String word);
    }

    private final byte[] opening;
    private final String mark;
    private final Listener listener;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

    /** @param mark letters and digits that occur nowhere else */
    public Marks(String mark, Listener listener) {
        this.mark = mark;
        this.opening = ("\u001b]7700;" + mark + ":").getBytes(StandardCharsets.US_ASCII);
        this.listener = listener;
    }

    /**
     * A command that prints a mark. What is typed is none itself, so that its echo ends nothing.
     *
     * @param word of the mark; what stands behind {@code %} is filled by the arguments
     */
    String printed(String word, String... arguments) {
        return "printf '\\033]7700;%s:" + word + "\\007' " + mark + (arguments.length == 0 ? "" : " " + String.join(" ", arguments));
    }

    /** Takes the next bytes. */
    public void next(byte[] bytes) {
        for (byte each : bytes) {
            int length = held.size();
            if (length < opening.length) {
                if (each == opening[length]) {
                    held.write(each);
                    continue;
                }
                release();
                if (each == opening[0]) {
                    held.write(each);
                } else {
                    plain.write(each);
                }
            } else if (each == BELL) {
                String word = held.toString(StandardCharsets.ISO_8859_1).substring(opening.length);
                held.reset();
                hand();
                listener.mark(word);
            } else if (each >= ' ' && length < opening.length + LONGEST_WORD) {
                held.write(each);
            } else {
                release();
                plain.write(each);
            }
        }
        hand();
    }

    /** Nothing more comes: what was held back was no mark. */
    public void end() {
        release();
        hand();
    }

    private void release() {
        plain.writeBytes(held.toByteArray());
        held.reset();
    }

    private void hand() {
        if (plain.size() > 0) {
            byte[] bytes = plain.toByteArray();
            plain.reset();
            listener.bytes(bytes);
        }
    }
}
