package lib.op;

import lib.base.Failure;
import lib.base.Failure.Kind;

/** How a command talks with the person: the command line implements it, so no command knows a stream or a terminal. */
public interface Dialog {

    /** Where nobody is: nothing is shown, and whoever asks gets a {@code Failure}. */
    Dialog NOBODY = new Dialog() {
        @Override
        public void say(String line) {
            // nobody reads it
        }

        @Override
        public void note(String line) {
            // nobody reads it
        }

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public String ask(String question, String preset) {
            throw new Failure(Kind.USAGE, "nobody can be asked here: " + question);
        }

        @Override
        public String askSecret(String question) {
            return ask(question, "");
        }

        @Override
        public String pipedLine() {
            return "";
        }
    };

    /** A line of the command's output while it works. */
    void say(String line);

    /** A line beside the output: explanations and lists that belong to a question. */
    void note(String line);

    /** Whether somebody can be asked. */
    boolean interactive();

    /**
     * Asks for a line of text.
     *
     * @param question without a colon
     * @param preset   shown in brackets and taken for an empty answer
     * @return the answer, stripped
     * @throws Failure INTERRUPTED on Ctrl-C, DECLINED on Ctrl-D
     */
    String ask(String question, String preset);

    /** Asks for a line of text without proposing one; "" for an empty answer. Fails as {@link #ask}. */
    default String askText(String question) {
        return ask(question, "");
    }

    /** Asks for a secret; what is typed is not shown. "" for an empty answer. Fails as {@link #ask}. */
    String askSecret(String question);

    /** The first line of standard input when it is piped; "" when there is none. */
    String pipedLine();
}
