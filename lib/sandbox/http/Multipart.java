package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertow.server.DefaultByteBufferPool;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.MalformedMessageException;
import io.undertow.util.MultipartParser;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A form as the server reads it (Go's mime/multipart): every part, in the order in which it came. A part with a file name is a file, which
 * waits on disk until {@link #close}; one without is a value, one without a name is passed over.
 */
public final class Multipart implements AutoCloseable, MultipartParser.PartHandler {

    /** Contract: POST /api/deploy/upload. */
    private static final int MOST_PARTS = 1000;
    /** Go's: what all values together may have beside the files. */
    private static final long MOST_TEXT = 10L * 1024 * 1024;

    private final List<Part> parts = new ArrayList<>();
    private OutputStream content;
    private long texts;

    private Multipart() {
    }

    /** One part: a file's bytes are in {@code file}, and the text is empty; a value's are in {@code text}, and the file is null. */
    public record Part(String name, String fileName, Path file, ByteArrayOutputStream text) { }

    /** Reads a form to its end; a header that was not there is {@code ""}, and a {@link BadBody} has Go's own words. */
    static Multipart read(InputStream body, String contentType) throws IOException {
        Multipart form = new Multipart();
        try (DefaultByteBufferPool pool = new DefaultByteBufferPool(false, 16 * 1024)) {
            MultipartParser.ParseState state = MultipartParser.beginParse(pool, form, boundary(contentType), UTF_8.name());
            byte[] buffer = new byte[64 * 1024];
            for (int count = body.read(buffer); count >= 0 && !state.isComplete(); count = body.read(buffer)) {
                state.parse(ByteBuffer.wrap(buffer, 0, count));
            }
            if (!state.isComplete()) {
                throw new BadBody(form.parts.isEmpty() ? "multipart: NextPart: EOF" : "unexpected EOF");
            }
            return form;
        } catch (MalformedMessageException e) {
            form.close();
            throw new BadBody("malformed MIME header: " + e.getMessage());
        } catch (UncheckedIOException e) {
            form.close();
            throw e.getCause();
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    /** The first value of this name; null when there is none. */
    public String value(String name) {
        return values(name).stream().findFirst().orElse(null);
    }

    public List<String> values(String name) {
        return parts.stream().filter(part -> part.file == null && part.name.equals(name)).map(part -> part.text.toString(UTF_8)).toList();
    }

    public List<Part> files(String name) {
        return parts.stream().filter(part -> part.file != null && part.name.equals(name)).toList();
    }

    /** A value that is JSON as a record; as {@link Call#body}, but text after the JSON is an error. */
    public static <R extends Record> R json(String value, Class<R> type) throws IOException {
        return BodyReader.readOnly(value, type);
    }

    @Override
    public void close() {
        endPart();
        parts.stream().filter(part -> part.file != null).forEach(part -> part.file.toFile().delete());
    }

    @Override
    public void beginPart(HeaderMap headers) {
        try {
            String disposition = headers.contains(Headers.CONTENT_DISPOSITION) ? headers.getFirst(Headers.CONTENT_DISPOSITION) : "";
            String name = Headers.extractQuotedValueFromHeader(disposition, "name");
            String fileName = Headers.extractQuotedValueFromHeaderWithEncoding(disposition, "filename");
            Path file = fileName == null || fileName.isEmpty() ? null : Files.createTempFile("sandbox-upload-", "");
            // Go hands out the last segment of a file's name only.
            Part part = new Part(name == null ? "" : name, file == null ? "" : fileName.substring(fileName.lastIndexOf('/') + 1), file,
                new ByteArrayOutputStream());
            parts.add(part);
            content = file == null ? part.text : new BufferedOutputStream(Files.newOutputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void data(ByteBuffer bytes) throws IOException {
        texts += parts.getLast().file == null ? bytes.remaining() : 0;
        if (parts.size() > MOST_PARTS || texts > MOST_TEXT) {
            throw new BadBody("multipart: message too large");
        }
        Channels.newChannel(content).write(bytes);
    }

    @Override
    public void endPart() {
        try {
            if (content != null) {
                content.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] boundary(String contentType) throws BadBody {
        if (!contentType.split(";", 2)[0].strip().equalsIgnoreCase("multipart/form-data")) {
            throw new BadBody("request Content-Type isn't multipart/form-data");
        }
        String boundary = Headers.extractQuotedValueFromHeader(contentType, "boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw new BadBody("no multipart boundary param in Content-Type");
        }
        return boundary.getBytes(UTF_8);
    }
}
