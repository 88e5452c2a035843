package lib.json;

import java.io.IOException;

/** Says where a text stops being JSON. Nothing of the text is in its message: it may hold a token. */
@SuppressWarnings("serial") // nothing here is serialized
public final class JsonFault extends IOException {

    private JsonFault(int line, int column) {
        super("no JSON at line " + line + ", column " + column);
    }

    /** At a byte of a text in UTF-8 that has its start there. */
    static JsonFault at(byte[] json, int start, int at) {
        int line = 1;
        int column = 1;
        for (int i = start; i < at; i++) {
            if (json[i] == '\n') {
                line++;
                column = 1;
            } else if ((json[i] & 0xC0) != 0x80) {
                column++;
            }
        }
        return new JsonFault(line, column);
    }
}
