package lib.op;

/**
 * What an operation gives back, for both faces: a record whose components are the JSON ({@code --json}, later a tool's structured
 * content), and a page for people.
 */
public interface Result {

    /** The result for a person at a terminal. */
    Page page();

    /** The record whose components become the JSON object; a result that is shown otherwise than it is stored answers another one. */
    default Record json() {
        return (Record) this;
    }

    /** Whether showing a token is what the person asked for. Everywhere else the printer masks what looks like one. */
    default boolean revealsSecrets() {
        return false;
    }
}
