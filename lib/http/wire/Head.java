package lib.http.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What stands before the body of an answer (RFC 9112, sections 2 to 5).
 *
 * @param minor   of the version: 0 for HTTP/1.0, else what came, as 1
 * @param headers in the order they came; values without the blanks around them
 */
public record Head(int minor, int status, List<Header> headers) {

    /** Largest head, and largest line in it, in bytes. */
    private static final int MOST = 64 * 1024;
    private static final String START = "HTTP/1.";
    private static final String NO_HTTP = "the answer is no HTTP";
    private static final int EXPECTED_TO_SWITCH = 101;

    /** @param name as it came, in any letter case */
    public record Header(String name, String value) {
    }

    /**
     * The next head. Those that only announce another one (1xx) are passed over.
     *
     * @throws EOFException      when the connection ended before it was complete
     * @throws ProtocolException when it is no HTTP/1.x
     */
    public static Head read(InputStream in) throws IOException {
        while (true) {
            Head head = one(in);
            if (head.status == EXPECTED_TO_SWITCH) {
                throw new ProtocolException(NO_HTTP);
            }
            if (head.status >= 200) {
                return head;
            }
        }
    }

    private static Head one(InputStream in) throws IOException {
        String start = line(in, MOST, START);
        int length = START.length();
        if (!start.startsWith(START) || start.length() < length + 5 || start.charAt(length + 1) != ' ' || !digit(start.charAt(length))) {
            throw new ProtocolException(NO_HTTP);
        }
        int status = 0;
        for (int i = length + 2; i < length + 5; i++) {
            if (!digit(start.charAt(i))) {
                throw new ProtocolException(NO_HTTP);
            }
            status = status * 10 + start.charAt(i) - '0';
        }
        if (status < 100 || start.length() > length + 5 && start.charAt(length + 5) != ' ') {
            throw new ProtocolException(NO_HTTP);
        }
        return new Head(start.charAt(length) - '0', status, headers(in));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Up to the empty line; also what follows the last chunk. */
    static List<Header> headers(InputStream in) throws IOException {
        List<Header> headers = new ArrayList<>();
        int left = MOST;
        for (String line = line(in, left, null); !line.isEmpty(); line = line(in, left, null)) {
            left -= line.length() + 1;
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                // an old way to go on with a value in the next line: it stands for one blank
                if (headers.isEmpty()) {
                    throw new ProtocolException(NO_HTTP);
                }
                Header last = headers.removeLast();
                headers.add(new Header(last.name, (last.value + " " + line.strip()).strip()));
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(colon - 1) == ' ' || line.charAt(colon - 1) == '\t') {
                throw new ProtocolException(NO_HTTP);
            }
            headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return headers;
    }

    /**
     * One line without its end.
     *
     * @param most  its length at most
     * @param start how it has to begin: who talks another language is told so at once, and one that never ends a line, too; null for any
     */
    static String line(InputStream in, int most, String start) throws IOException {
        byte[] bytes = new byte[128];
        int length = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 && length == 0) {
                throw new EOFException("the connection ended");
            }
            boolean odd = start != null && length < start.length() && c != start.charAt(length);
            if (odd || length >= most) {
                throw new ProtocolException(NO_HTTP);
            }
            if (c < 0) {
                throw new EOFException("the connection ended");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = (byte) c;
        }
        if (length > 0 && bytes[length - 1] == '\r') {
            length--;
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** The values of all headers of that name, in order and with commas between them; "" when there is none. */
    String all(String name) {
        StringBuilder all = new StringBuilder();
        for (Header each : headers) {
            if (each.name.equalsIgnoreCase(name)) {
                all.append(all.isEmpty() ? "" : ", ").append(each.value);
            }
        }
        return all.toString();
    }

    /** Whether the connection can carry another request after this answer. */
    boolean keepsOpen() {
        return minor >= 1 && !all("Connection").toLowerCase(Locale.ROOT).contains("close");
    }

    /** Seconds that the other side keeps an idle connection, as far as it says ({@code Keep-Alive: timeout=5}); else -1. */
    int keptFor() {
        for (String each : all("Keep-Alive").split(",")) {
            String word = each.strip();
            if (word.regionMatches(true, 0, "timeout=", 0, 8) && word.length() > 8 && word.length() < 14) {
                try {
                    return Integer.parseInt(word.substring(8));
                } catch (NumberFormatException e) {
                    return -1;
                }
            }
        }
        return -1;
    }
}
