package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A form as the server reads it (Go's mime/multipart): every part, in the order in which it came. A part with a file name is a file, one
 * without is a value, one without a name is passed over; large files wait on disk until {@link #close}.
 */
public final class Multipart implements AutoCloseable {

    /** Contract: POST /api/deploy/upload. */
    private static final int MOST_PARTS = 1000;
    private static final int LONGEST_HEADERS = 64 * 1024;
    /** Go's: what all values together may have beside the files. */
    private static final long MOST_TEXT = 10L * 1024 * 1024;

    private static final Pattern PARAMETER = Pattern.compile(";\\s*([^=;\\s]+)\\s*=\\s*(\"((?:[^\"\\\\]|\\\\.)*)\"|[^;\\s]*)");

    private final List<Part> parts = new ArrayList<>();

    private Multipart() {
    }

    /**
     * Reads a form to its end.
     *
     * @param contentType the header; {@code ""} when there was none
     * @throws BadBody with Go's own words
     */
    static Multipart read(InputStream body, String contentType) throws IOException {
        var form = new Multipart();
        try {
            form.readParts(body, boundary(contentType));
            return form;
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    /** The first value of this name; empty when there is none. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    public List<String> values(String name) {
        return parts.stream().filter(part -> part.fileName.isEmpty() && part.name.equals(name)).map(part -> part.content.text()).toList();
    }

    public List<Part> files(String name) {
        return parts.stream().filter(part -> !part.fileName.isEmpty() && part.name.equals(name)).toList();
    }

    /** A value that is JSON as a record; as {@link Call#body}, but text after the JSON is an error. */
    public static <R extends Record> R json(String value, Class<R> type) throws IOException {
        return BodyReader.readOnly(value, type);
    }

    @Override
    public void close() {
        parts.forEach(part -> part.content.close());
    }

    private void readParts(InputStream body, String boundary) throws IOException {
        var input = new Delimited(body, ("\r\n--" + boundary).getBytes(UTF_8));
        long text = 0;
        if (!input.copy(OutputStream.nullOutputStream())) {
            throw new BadBody("multipart: NextPart: EOF");
        }
        while (!input.atLast()) {
            var headers = headers(input);
            var disposition = parameters(headers.getOrDefault("content-disposition", ""));
            var content = new Spool();
            boolean complete = input.copy(content);
            var part = new Part(disposition.getOrDefault("name", ""), baseName(disposition.getOrDefault("filename", "")), content);
            parts.add(part);
            text += part.fileName.isEmpty() ? content.size() : 0;
            if (!complete) {
                throw new BadBody("unexpected EOF");
            } else if (parts.size() > MOST_PARTS || text > MOST_TEXT) {
                throw new BadBody("multipart: message too large");
            }
        }
    }

    private static Map<String, String> headers(Delimited input) throws IOException {
        var headers = new TreeMap<String, String>();
        int length = 0;
        for (var line = input.line(); !line.isEmpty(); line = input.line()) {
            length += line.length();
            int colon = line.indexOf(':');
            if (colon < 1 || length > LONGEST_HEADERS) {
                throw new BadBody("malformed MIME header line: " + line.substring(0, Math.min(line.length(), 80)));
            }
            headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String boundary(String contentType) throws BadBody {
        if (!contentType.split(";", 2)[0].strip().equalsIgnoreCase("multipart/form-data")) {
            throw new BadBody("request Content-Type isn't multipart/form-data");
        }
        var boundary = parameters(contentType).getOrDefault("boundary", "");
        if (boundary.isEmpty()) {
            throw new BadBody("no multipart boundary param in Content-Type");
        }
        return boundary;
    }

    /** {@code x; name="a \"b\""; filename*=UTF-8''c%20d}: what comes after the first semicolon; a name with a star wins. */
    private static Map<String, String> parameters(String header) {
        var found = new TreeMap<String, String>();
        var matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            var name = matcher.group(1).toLowerCase(Locale.ROOT);
            var value = matcher.group(3) == null ? matcher.group(2) : matcher.group(3).replaceAll("\\\\(.)", "$1");
            if (name.endsWith("*")) {
                found.put(name.substring(0, name.length() - 1), percentDecoded(value.replaceFirst("(?i)^utf-8'[^']*'", "")));
            } else {
                found.putIfAbsent(name, value);
            }
        }
        return found;
    }

    private static String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException broken) {
            return text;
        }
    }

    /** Go hands out the last segment of a file's name only. */
    private static String baseName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** One part. {@code fileName} is {@code ""} for a value. */
    public record Part(String name, String fileName, Spool content) { }

    /** A stream that is cut at every occurrence of a delimiter. */
    private static final class Delimited {
        private final InputStream in;
        private final byte[] delimiter;
        private final byte[] buffer = new byte[64 * 1024];
        private int start;
        private int end;
        private boolean last;

        /** The first delimiter may come without the line break before it. */
        Delimited(InputStream in, byte[] delimiter) {
            this.in = in;
            this.delimiter = delimiter;
            buffer[0] = '\r';
            buffer[1] = '\n';
            end = 2;
        }

        boolean atLast() {
            return last;
        }

        /** Copies up to the next delimiter and goes past it; false when there is none. */
        boolean copy(OutputStream out) throws IOException {
            while (true) {
                int found = indexOfDelimiter();
                int safe = found >= 0 ? found : Math.max(start, end - delimiter.length + 1);
                out.write(buffer, start, safe - start);
                start = safe;
                if (found >= 0) {
                    start += delimiter.length;
                    var rest = line();
                    last = rest.startsWith("--");
                    return true;
                }
                if (!fill()) {
                    return false;
                }
            }
        }

        /** Up to the next line break, which is left out. */
        String line() throws IOException {
            var line = new ByteArrayOutputStream();
            while (true) {
                if (start == end && !fill()) {
                    return line.toString(UTF_8);
                }
                byte next = buffer[start++];
                if (next == '\n') {
                    return line.toString(UTF_8).stripTrailing();
                }
                line.write(next);
                if (line.size() > LONGEST_HEADERS) {
                    throw new BadBody("multipart: message too large");
                }
            }
        }

        private int indexOfDelimiter() {
            for (int i = start; i + delimiter.length <= end; i++) {
                if (buffer[i] == delimiter[0] && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                    return i;
                }
            }
            return -1;
        }

        private boolean fill() throws IOException {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
            int count = in.read(buffer, end, buffer.length - end);
            end += Math.max(count, 0);
            return count >= 0;
        }
    }
}
