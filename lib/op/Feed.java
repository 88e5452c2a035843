package lib.op;

/** Where a {@link Live} operation shows what happens as it happens. */
public interface Feed {

    /** One line, on standard output. */
    void line(String text);

    /** A whole page in place of the last one on a terminal, below it elsewhere. */
    void page(Page page);

    /** Something about the feed itself (reconnected, a build has started), on standard error. */
    void note(String text);
}
