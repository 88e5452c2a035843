package lib.op;

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

    /** What is being done right now: replaces the last step on a terminal, a line of its own elsewhere. Repeats are swallowed. */
    void step(String text);

    /** A line that stays. */
    void note(String text);
}
