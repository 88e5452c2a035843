package lib.op;

/** An operation that can also go on showing what happens, on the command line only ({@code --follow}, {@code --watch}). */
public interface Live {

    /** Whether this run was asked to. */
    boolean live();

    /** Whether what it shows is the output of a program, byte for byte, which {@code --quiet} leaves as it is. */
    default boolean raw() {
        return false;
    }

    /** Whether what it shows can be objects, one a line ({@code --json}): not a file, nor a session. */
    default boolean objects() {
        return true;
    }

    /** Shows until there is nothing more to come; Ctrl-C ends the process, and so does a reader that leaves. */
    void follow(Feed feed);

    /** Whether what it shows was asked for as it is: nothing but the tokens of this very connection is masked in it. */
    default boolean verbatim() {
        return false;
    }

    /** What there is to say when it has come to its end; null for nothing. */
    default Result outcome() {
        return null;
    }
}
