package lib.setup;

import lib.op.FreeText;
import lib.op.Page;
import lib.op.Result;

/**
 * An entry to paste.
 *
 * @param file where it belongs
 */
public record Snippet(String client, String file, @FreeText String snippet) implements Result {

    @Override
    public Page page() {
        Page page = new Page();
        snippet.lines().forEach(page::line);
        return page;
    }
}
