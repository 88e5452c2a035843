package lib.json;

import java.io.IOException;

/** Says where a text stops being JSON. Nothing of the text is in its message: it may hold a token. */
@SuppressWarnings("serial") // nothing here is serialized
public final class JsonFault extends IOException {

    JsonFault(int line, int column) {
        super("no JSON at line " + line + ", column " + column);
    }
}
