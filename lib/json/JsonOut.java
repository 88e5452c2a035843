package lib.json;

import java.math.BigInteger;

/**
 * Writes one JSON value, piece by piece, in the terms of Jackson's generator. It is ours as the reader is ({@link JsonText}): seventy
 * classes fewer at each start. Whoever calls sees to it that names and values come in an order that is JSON.
 */
public final class JsonOut {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder text = new StringBuilder(256);
    private final boolean indented;
    private int depth;
    /** Whether nothing stands in the present object or list yet. */
    private boolean empty = true;
    /** Whether a name waits for its value. */
    private boolean named;

    /** @param indented two blanks a level, and each name and value on a line of its own; else all on one line */
    public JsonOut(boolean indented) {
        this.indented = indented;
    }

    /** What was written. @throws IllegalStateException when something is still open */
    @Override
    public String toString() {
        if (depth != 0) {
            throw new IllegalStateException("an object or list is still open");
        }
        return text.toString();
    }

    public void writeStartObject() {
        open('{');
    }

    public void writeEndObject() {
        close('}');
    }

    public void writeStartArray() {
        open('[');
    }

    public void writeEndArray() {
        close(']');
    }

    public void writeObjectFieldStart(String name) {
        writeFieldName(name);
        open('{');
    }

    public void writeArrayFieldStart(String name) {
        writeFieldName(name);
        open('[');
    }

    public void writeFieldName(String name) {
        place();
        quoted(name);
        text.append(indented ? ": " : ":");
        named = true;
    }

    public void writeStringField(String name, String value) {
        writeFieldName(name);
        writeString(value);
    }

    public void writeBooleanField(String name, boolean value) {
        writeFieldName(name);
        writeBoolean(value);
    }

    public void writeNumberField(String name, long value) {
        writeFieldName(name);
        writeNumber(value);
    }

    /** @param value null is written as JSON null */
    public void writeString(String value) {
        place();
        if (value == null) {
            text.append("null");
        } else {
            quoted(value);
        }
    }

    public void writeBoolean(boolean value) {
        place();
        text.append(value);
    }

    public void writeNull() {
        place();
        text.append("null");
    }

    public void writeNumber(long value) {
        place();
        text.append(value);
    }

    public void writeNumber(BigInteger value) {
        writeRawValue(value.toString());
    }

    /** @param json one value that is JSON already, as it will stand there */
    public void writeRawValue(String json) {
        place();
        text.append(json);
    }

    private void open(char bracket) {
        place();
        text.append(bracket);
        depth++;
        empty = true;
    }

    private void close(char bracket) {
        depth--;
        if (!empty) {
            line();
        }
        text.append(bracket);
        empty = false;
    }

    /** Gets to where a name or a value may stand. */
    private void place() {
        if (named) {
            named = false;
            return;
        }
        if (!empty) {
            text.append(',');
        }
        empty = false;
        if (depth > 0) {
            line();
        }
    }

    private void line() {
        if (indented) {
            text.append('\n').repeat("  ", depth);
        }
    }

    /** Source: RFC 8259, section 7: what has to be escaped, and nothing else. */
    private void quoted(String value) {
        text.append('"');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, from, i).append('\\');
                from = i + 1;
                switch (c) {
                    case '\n' -> text.append('n');
                    case '\t' -> text.append('t');
                    case '\r' -> text.append('r');
                    case '\b' -> text.append('b');
                    case '\f' -> text.append('f');
                    case '"', '\\' -> text.append(c);
                    default -> text.append("u00").append(HEX[c >> 4]).append(HEX[c & 0xF]);
                }
            }
        }
        text.append(value, from, value.length()).append('"');
    }
}
