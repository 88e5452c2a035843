package lib.http;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import kong.unirest.core.Body;
import kong.unirest.core.BodyPart;
import kong.unirest.core.HttpRequest;
import kong.unirest.core.ProgressMonitor;
import lib.http.wire.Content;

/** Makes the bytes of a request's body out of what Unirest was told: bytes, a stream, or a form with a file (RFC 7578). */
final class Outgoing implements Content.Source {

    private static final int PIECE = 16 * 1024;

    private final List<Part> parts;
    private final ProgressMonitor monitor;

    private Outgoing(List<Part> parts, ProgressMonitor monitor) {
        this.parts = parts;
        this.monitor = monitor;
    }

    /** @param file null where it is bytes alone. @param length of the file */
    private record Part(byte[] before, BodyPart<?> field, File file, long length) {

        long size() {
            return before.length + length;
        }
    }

    /** The body; null when it has none. */
    static Content of(HttpRequest<?> request) {
        Body body = request.getBody().orElse(null);
        if (body == null) {
            return null;
        }
        if (body.isMultiPart()) {
            return form(body);
        }
        return switch (body.uniPart() == null ? null : body.uniPart().getValue()) {
            case null -> null;
            case byte[] bytes -> Content.of(bytes, null);
            case InputStream stream -> new Content(null, -1, new Content.Source() {
                @Override
                public void writeTo(OutputStream out) throws IOException {
                    pour(stream, out, Long.MAX_VALUE, null);
                }
            });
            default -> throw new IllegalArgumentException("a body of the kind " + body.uniPart().getPartType());
        };
    }

    private static Content form(Body body) {
        String boundary = body.getBoundary();
        List<Part> parts = new ArrayList<>();
        String line = "--" + boundary;
        long length = 0;
        @SuppressWarnings("rawtypes") // as Unirest has it
        Collection<BodyPart> fields = body.multiParts();
        for (BodyPart<?> each : fields) {
            File file = each.isFile() ? (File) each.getValue() : null;
            String before = line + "\r\nContent-Disposition: form-data; name=\"" + quoted(each.getName()) + "\""
                    + (file == null ? "" : "; filename=\"" + quoted(each.getFileName()) + "\"")
                    + "\r\nContent-Type: " + each.getContentType() + "\r\n\r\n" + (file == null ? each.getValue() : "");
            parts.add(new Part(before.getBytes(StandardCharsets.UTF_8), each, file, file == null ? 0 : file.length()));
            length += parts.getLast().size();
            line = "\r\n--" + boundary;
        }
        parts.add(new Part((line + "--\r\n").getBytes(StandardCharsets.UTF_8), null, null, 0));
        length += parts.getLast().size();
        return new Content("multipart/form-data; boundary=" + boundary, length, new Outgoing(parts, body.getMonitor()));
    }

    /** As browsers write names. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (Part each : parts) {
            out.write(each.before);
            if (each.file != null) {
                try (InputStream in = opened(each.file)) {
                    pour(in, out, each.length, gone -> monitor.accept(each.field.getName(), each.file.getName(), gone, gone));
                }
            }
        }
    }

    private static InputStream opened(File file) throws IOException {
        try {
            return new FileInputStream(file);
        } catch (IOException e) {
            throw new Content.Unreadable("the file cannot be read", e);
        }
    }

    /** Exactly that many bytes, since that many were announced; all of them where nobody knows how many there are. */
    private static void pour(InputStream in, OutputStream out, long most, LongConsumer told) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long gone = 0; gone < most; ) {
            int got;
            try {
                got = in.read(piece, 0, (int) Math.min(piece.length, most - gone));
            } catch (IOException e) {
                throw new Content.Unreadable("what was to be sent cannot be read", e);
            }
            if (got < 0) {
                if (most != Long.MAX_VALUE) {
                    throw new Content.Unreadable("the file became shorter while it was sent", null);
                }
                return;
            }
            out.write(piece, 0, got);
            gone += got;
            if (told != null) {
                told.accept(gone);
            }
        }
    }
}
