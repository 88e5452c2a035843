package lib.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import kong.unirest.core.Header;
import kong.unirest.core.RawResponse;
import kong.unirest.core.UnirestException;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** Reads one answer as Unirest hands it over. */
final class Answering implements Function<RawResponse, Response> {

    /** Largest body kept, in bytes. */
    private static final int MOST = 32 * 1024 * 1024;

    private final URI uri;
    private final Proxies.Server proxy;
    private final Transport.Reader reader;
    private volatile long moved = System.nanoTime();

    /** @param reader takes the body of a 200; null to keep it */
    Answering(URI uri, Proxies.Server proxy, Transport.Reader reader) {
        this.uri = uri;
        this.proxy = proxy;
        this.reader = reader;
    }

    @Override
    public Response apply(RawResponse raw) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header each : raw.getHeaders().all()) {
            headers.merge(each.getName(), List.of(each.getValue()), Answering::joined);
        }
        try (InputStream in = begin(raw)) {
            boolean part = reader instanceof Stepwise && raw.getStatus() == 206;
            boolean streamed = part || reader != null && raw.getStatus() == 200;
            if (streamed) {
                reader.begins(raw.getStatus(), headers);
            }
            Object value = part ? ((Stepwise) reader).part(raw.getHeaders().getFirst("Content-Range"), in)
                    : streamed ? reader.read(in) : null;
            byte[] kept = streamed ? new byte[0] : in.readNBytes(MOST + 1);
            if (kept.length > MOST) {
                throw new Failure(Kind.FAILED, "the answer of " + Origin.of(uri) + " is larger than 32 MiB and was not read",
                        "ask for less, e.g. fewer lines");
            }
            // what comes through a tunnel is the instance's; what comes of a plain request may be the proxy's own
            boolean proxied = proxy != null && (uri.getScheme().equals("http") || raw.getStatus() == 407);
            return new Response(uri, raw.getStatus(), Collections.unmodifiableMap(headers), kept, value, proxied ? proxy.name() : null);
        } catch (IOException e) {
            throw new UnirestException(e);
        }
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private InputStream begin(RawResponse raw) {
        moved = System.nanoTime();
        return stepwise() ? new Watched(raw.getContent()) : raw.getContent();
    }

    /** Whether the limit holds for each step. */
    boolean stepwise() {
        return reader instanceof Stepwise;
    }

    /** The answer, or a TimeoutException when nothing comes for that long. */
    <T> T await(Future<T> answer, Duration step) throws ExecutionException, InterruptedException, TimeoutException {
        while (true) {
            try {
                return answer.get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - moved > step.toNanos()) {
                    throw notYet;
                }
            }
        }
    }

    /** A body that tells whenever some of it has come. */
    private final class Watched extends FilterInputStream {

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            moved = System.nanoTime();
            return next;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int got = super.read(into, from, most);
            moved = System.nanoTime();
            return got;
        }
    }
}
