package lib.services.settings;

import lib.op.Nullable;
import lib.op.ValueOf;

/**
 * One changed setting of an app.
 *
 * @param setting the field; {@code env NAME} for a variable
 * @param before  left out when there was none; {@code ***} for a secret
 * @param after   left out when there is none any more
 */
public record Change(String setting, @Nullable @ValueOf("setting") String before, @Nullable @ValueOf("setting") String after) {

    /** What stands before the name of a variable. */
    static final String ENV = "env ";
}
