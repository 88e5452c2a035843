package lib.op;

/** How a command talks with the person: the command line implements it, so no command knows a stream or a terminal. */
public interface Dialog {

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
