package lib.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One text of JSON (RFC 8259) in UTF-8, read from its start to its end, value by value. What is wrong with it is a {@link JsonFault}.
 *
 * <p>It is ours because it stands on the start path of all that talks: Jackson's first parser makes BigDecimal ready, which squares numbers
 * of thousands of digits for that and takes longer than the rest of a command's start (tests/bench/README.md). A test holds what it reads
 * against what Jackson reads.
 */
public final class JsonText {

    /** As Jackson has it. */
    private static final int DEEPEST = 1000;

    private final JsonTokens json;
    private int depth;

    JsonText(byte[] utf8) {
        json = new JsonTokens(utf8);
    }

    /** @param in is read as it comes: no more of it is kept than its longest text, of 32 MiB at most */
    public JsonText(InputStream in) throws IOException {
        json = new JsonTokens(in);
    }

    /** The next value: see {@link Json#read}. */
    public Object value() throws IOException {
        switch (json.next()) {
            case '{':
                Map<String, Object> map = new LinkedHashMap<>();
                for (boolean more = enter('}'); more; more = more('}')) {
                    String name = name();
                    map.put(name, value());
                }
                return map;
            case '[':
                List<Object> list = new ArrayList<>();
                for (boolean more = enter(']'); more; more = more(']')) {
                    list.add(value());
                }
                return list;
            case '"':
                json.skip();
                return json.text(false);
            case 't':
                json.literal("true");
                return Boolean.TRUE;
            case 'f':
                json.literal("false");
                return Boolean.FALSE;
            case 'n':
                json.literal("null");
                return null;
            default:
                return json.number();
        }
    }

    /** Passes over the next value, which may hold texts that are no UTF-8, and numbers of any length. */
    public void pass() throws IOException {
        switch (json.next()) {
            case '{':
                for (boolean more = enter('}'); more; more = more('}')) {
                    json.take('"');
                    json.passText();
                    json.take(':');
                    pass();
                }
                break;
            case '[':
                for (boolean more = enter(']'); more; more = more(']')) {
                    pass();
                }
                break;
            case '"':
                json.skip();
                json.passText();
                break;
            case 't':
                json.literal("true");
                break;
            case 'f':
                json.literal("false");
                break;
            case 'n':
                json.literal("null");
                break;
            default:
                json.passNumber();
        }
    }

    /** Whether the next value begins so. */
    public boolean begins(char with) throws IOException {
        return json.next() == with;
    }

    /**
     * Goes into an object or a list.
     *
     * @return whether there is anything in it
     */
    public boolean enter(char close) throws IOException {
        json.next();
        json.skip();
        if (++depth > DEEPEST) {
            throw json.wrong();
        }
        if (json.next() != close) {
            return true;
        }
        json.skip();
        depth--;
        return false;
    }

    /** After a value in an object or list: whether another one comes. */
    public boolean more(char close) throws IOException {
        int next = json.next();
        if (next != ',' && next != close) {
            throw json.wrong();
        }
        json.skip();
        if (next == close) {
            depth--;
        }
        return next != close;
    }

    /** Whether these bytes are what comes next, after white space; then they are passed over. For a text that is there as a whole. */
    boolean took(byte[] written) throws IOException {
        json.next();
        return json.took(written);
    }

    /** The name of a field, and its colon. */
    public String name() throws IOException {
        json.take('"');
        String name = json.text(true);
        json.take(':');
        return name;
    }

    /** @throws IOException when something follows */
    public void end() throws IOException {
        if (json.next() >= 0) {
            throw json.wrong();
        }
    }
}
