package lib.op;

import java.util.Collection;
import java.util.List;

/** A conversation in lines with the person at the terminal. */
public interface Lines extends AutoCloseable {

    /** The person dropped what was being typed (Ctrl-C); no failure. */
    final class Dropped extends RuntimeException {
        private final String next;

        public Dropped() {
            this(null);
        }

        /** @param next what was typed instead, where it was read already */
        public Dropped(String next) {
            super("dropped", null, false, false);
            this.next = next;
        }

        /** What was typed instead; null when it is still to be read. */
        public String next() {
            return next;
        }
    }

    /** What can stand where the person asks for it (Tab). Quick, and never fails. */
    interface Completion {

        /** @param before the line up to the cursor. @return whole words; those that do not go on as typed are left out by the caller */
        Collection<String> words(String before);
    }

    /**
     * Waits for a line.
     *
     * @param prompt shown before it
     * @return null when the person leaves (Ctrl-D)
     * @throws Dropped when the person drops it
     */
    String read(String prompt);

    /** From now on this can be called back with the arrow keys. */
    void remember(String entry);

    @Override
    void close();

    /** How such a conversation begins. @param history the oldest first */
    record Start(List<String> history, Completion completion) {
    }
}
