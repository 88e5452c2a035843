package lib.op;

import lib.base.Failure;

/** Where a {@link Live} operation shows what happens as it happens. */
public interface Feed {

    /** Whoever reads has gone ({@code | head}): nobody wants the rest. Thrown by what shows on standard output; no failure. */
    final class Gone extends RuntimeException {
        public Gone() {
            super("the reader has gone", null, false, false);
        }
    }

    /**
     * One line of a log, on standard output; with {@code --json} an object on a line of its own, {@code {"time": …, "text": …}}.
     *
     * @param time when it was written, RFC 3339; "" where that is not known
     */
    void line(String time, String text);

    /**
     * How things are now: its page in place of the last one on a terminal, below it elsewhere; with {@code --json} its JSON on a line of
     * its own.
     */
    void state(Result now);

    /**
     * Bytes of a program elsewhere, as they are.
     *
     * @param error on standard error
     */
    void bytes(boolean error, byte[] bytes);

    /** A piece of a file, on standard output, byte for byte: nothing in it is masked, since a file that was changed is none. */
    default void file(byte[] bytes) {
        throw new IllegalStateException("no file goes here");
    }

    /** Whether the person has left what is shown again and again ({@code q}); the thread that shows it is interrupted then. */
    default boolean left() {
        return false;
    }

    /** Something about the feed itself (reconnected, a build has started), on standard error. */
    void note(String text);

    /** A whole result, below what is there. */
    void result(Result result);

    /** Something went wrong, and what is shown goes on all the same. */
    void failed(Failure failure);
}
