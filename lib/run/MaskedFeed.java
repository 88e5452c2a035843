package lib.run;

import lib.base.Failure;
import lib.base.secrets.Secrets;
import lib.op.Feed;
import lib.op.Result;

/** A feed whose lines are free text, and whose states are results. */
final class MaskedFeed implements Feed {

    private final Feed feed;
    private final Secrets secrets;
    private final Catalog catalog;
    private final Secrets.Lines lines;
    private final MaskedBytes output;
    private final MaskedBytes error;

    /**
     * @param secrets  null to show everything as it is
     * @param verbatim whether only the exact secrets are masked
     */
    MaskedFeed(Feed feed, Secrets secrets, Catalog catalog, boolean verbatim) {
        this.feed = feed;
        this.secrets = secrets;
        this.catalog = catalog;
        this.lines = secrets == null ? null : lines(secrets, verbatim);
        this.output = secrets == null ? null : new MaskedBytes(lines(secrets, verbatim), this::toOutput);
        this.error = secrets == null ? null : new MaskedBytes(lines(secrets, verbatim), this::toError);
    }

    private static Secrets.Lines lines(Secrets secrets, boolean verbatim) {
        return verbatim ? secrets.exactly() : secrets.following();
    }

    @Override
    public void line(String time, String text) {
        feed.line(time, lines == null ? text : lines.next(text));
    }

    @Override
    public void bytes(boolean toError, byte[] bytes) {
        MaskedBytes masked = toError ? error : output;
        if (masked == null) {
            feed.bytes(toError, bytes);
        } else {
            masked.next(bytes);
        }
    }

    @Override
    public void file(byte[] bytes) {
        feed.file(bytes);
    }

    private void toOutput(byte[] bytes) {
        feed.bytes(false, bytes);
    }

    private void toError(byte[] bytes) {
        feed.bytes(true, bytes);
    }

    /** Nothing more comes: what was held back until its line's end is handed on. */
    void end() {
        if (output != null) {
            output.end();
            error.end();
        }
    }

    @Override
    public boolean left() {
        return feed.left();
    }

    @Override
    public void state(Result now) {
        feed.state(secrets == null ? now : Masking.masked(now, secrets, catalog));
    }

    @Override
    public void note(String text) {
        feed.note(text);
    }

    @Override
    public void result(Result result) {
        feed.result(secrets == null ? result : Masking.masked(result, secrets, catalog));
    }

    @Override
    public void failed(Failure failure) {
        feed.failed(secrets == null ? failure : Masking.masked(failure, secrets));
    }
}
