package lib.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import kong.unirest.core.Config;
import kong.unirest.core.Headers;
import kong.unirest.core.HttpRequestSummary;
import kong.unirest.core.RawResponseBase;
import lib.http.wire.Connection;
import lib.http.wire.Head;

/** An answer as Unirest wants it, unpacked where it was packed. */
final class Received extends RawResponseBase {

    private static final Set<String> PACKED = Set.of("gzip", "x-gzip");

    private final int status;
    private final Headers headers = new Headers();
    private final InputStream body;

    private Received(Config config, HttpRequestSummary request, int status, InputStream body) {
        super(config, request);
        this.status = status;
        this.body = body;
    }

    /** @throws IOException when it says that it is packed and is not */
    static Received of(Config config, HttpRequestSummary request, Connection.Answer answer) throws IOException {
        InputStream body = answer.body();
        for (Head.Header each : answer.head().headers()) {
            boolean packing = each.name().equalsIgnoreCase("Content-Encoding") && PACKED.contains(each.value().toLowerCase(Locale.ROOT));
            if (body != null && packing) {
                try {
                    body = new GZIPInputStream(answer.body());
                } catch (IOException e) {
                    answer.body().close();
                    throw e;
                }
            }
        }
        Received received = new Received(config, request, answer.head().status(), body);
        for (Head.Header each : answer.head().headers()) {
            // in lower case, as HTTP/2 has them and whoever looks into the JSON of paas api expects them
            received.headers.add(each.name().toLowerCase(Locale.ROOT), each.value());
        }
        return received;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public String getStatusText() {
        return "";
    }

    @Override
    public Headers getHeaders() {
        return headers;
    }

    @Override
    public boolean hasContent() {
        return body != null;
    }

    @Override
    public InputStream getContent() {
        return body == null ? InputStream.nullInputStream() : body;
    }

    @Override
    public byte[] getContentAsBytes() {
        try {
            return getContent().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getContentAsString() {
        return getContentAsString(getCharSet());
    }

    @Override
    public String getContentAsString(String charset) {
        return new String(getContentAsBytes(), Charset.forName(charset == null ? "UTF-8" : charset));
    }

    @Override
    public InputStreamReader getContentReader() {
        return new InputStreamReader(getContent(), StandardCharsets.UTF_8);
    }

    @Override
    public String getContentType() {
        return headers.getFirst("Content-Type");
    }

    @Override
    public String getEncoding() {
        return headers.getFirst("Content-Encoding");
    }
}
