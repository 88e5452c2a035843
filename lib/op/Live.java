package lib.op;

/** An operation that can also go on showing what happens, on the command line only ({@code --follow}, {@code --watch}). */
public interface Live {

    /** Whether this run was asked to. */
    boolean live();

    /** Shows until there is nothing more to come; Ctrl-C ends the process. */
    void follow(Feed feed);
}
