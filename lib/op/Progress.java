package lib.op;

import java.time.Duration;

/** Where an operation that takes long says how far it is. Implementations are quick and never fail. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public boolean watched() {
            return false;
        }

        @Override
        public void step(String text) {
            // nobody is there
        }

        @Override
        public void note(String text) {
            // nobody is there
        }
    };

    /** Whether a person sits at a terminal and would rather wait for the end than call again. */
    boolean watched();

    /** Whether what comes may be shown while it comes ({@link Live}): a person or a pipe reads along. */
    default boolean live() {
        return false;
    }

    /** What is being done right now: replaces the last step on a terminal, a line of its own elsewhere. Repeats are swallowed. */
    void step(String text);

    /** A line that stays. */
    void note(String text);

    /**
     * How long the caller waits for one answer at most, where nobody said otherwise; null for as long as it takes. A tool's client gives
     * up after a minute, so a tool answers before that and is called again.
     */
    default Duration patience() {
        return Duration.ofSeconds(50);
    }

    /** How many characters of a text without end the caller can take in: a model reads everything it gets. */
    default int appetite() {
        return 36_000;
    }

    /** What somebody who stops the program from now on is told, since the instance goes on without it; null for nothing any more. */
    default void onInterrupt(String hint) {
        // a tool call is not stopped by a key
    }
}
