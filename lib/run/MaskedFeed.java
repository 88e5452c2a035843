package lib.run;

import lib.base.Secrets;
import lib.op.Feed;
import lib.op.Page;

/** A feed whose lines are free text. */
final class MaskedFeed implements Feed {

    private final Feed feed;
    private final Secrets.Lines lines;

    /** @param secrets null to show everything as it is */
    MaskedFeed(Feed feed, Secrets secrets) {
        this.feed = feed;
        this.lines = secrets == null ? null : secrets.following();
    }

    @Override
    public void line(String text) {
        feed.line(lines == null ? text : lines.next(text));
    }

    @Override
    public void page(Page page) {
        feed.page(page);
    }

    @Override
    public void note(String text) {
        feed.note(text);
    }
}
