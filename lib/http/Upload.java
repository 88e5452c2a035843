package lib.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import lib.api.Agent;
import lib.http.Transport.Answer;

/** Sends a file with a form (multipart/form-data), of any size: it is read from the disk as it goes. */
final class Upload {

    /** How long the instance may unpack what has arrived. */
    private static final Duration UNPACKING = Duration.ofMinutes(5);

    private Upload() {
    }

    /**
     * Sends it once. There is a limit for each step forward, none for the whole.
     *
     * @param config the text of the field {@code config}
     * @param zip    the file of the field {@code archive}
     * @param sent   told how many bytes have gone, from any thread
     */
    static Answer send(Transport client, HttpClient http, URI uri, String bearer, byte[] config, Path zip, LongConsumer sent) {
        String boundary = "paas-" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"config\"\r\n\r\n" + new String(config, StandardCharsets.UTF_8)
                + "\r\n--" + boundary + "\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"source.zip\"\r\nContent-Type: application/zip\r\n\r\n";
        AtomicLong moved = new AtomicLong(System.nanoTime());
        AtomicLong gone = new AtomicLong();
        try {
            BodyPublisher whole = BodyPublishers.concat(BodyPublishers.ofString(head), BodyPublishers.ofFile(zip), BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
            HttpRequest request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + bearer).header("User-Agent", client.userAgent())
                    .header("Accept", "application/json").header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(BodyPublishers.fromPublisher(new Counted(whole, bytes -> {
                        moved.set(System.nanoTime());
                        sent.accept(gone.addAndGet(bytes));
                    }), whole.contentLength())).build();
            CompletableFuture<HttpResponse<byte[]>> pending = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), Transport.MAX_BODY));
            while (true) {
                try {
                    HttpResponse<byte[]> answer = pending.get(500, TimeUnit.MILLISECONDS);
                    String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
                    return new Answer(uri, answer.statusCode(), type, answer.headers().firstValue("Retry-After").orElse("").strip(), "", answer.body(), null);
                } catch (TimeoutException notYet) {
                    Duration limit = gone.get() >= whole.contentLength() ? UNPACKING : client.timeout();
                    if (System.nanoTime() - moved.get() > limit.toNanos()) {
                        pending.cancel(true);
                        throw NetworkFailure.timedOut(uri, limit);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw client.failure(uri, e.getCause());
        } catch (IOException e) {
            throw client.failure(uri, e);
        } catch (InterruptedException e) {
            throw NetworkFailure.interrupted();
        }
    }

    /** Tells what passes. */
    private record Counted(BodyPublisher source, LongConsumer passed) implements Flow.Publisher<ByteBuffer> {

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> to) {
            source.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    to.onSubscribe(subscription);
                }

                @Override
                public void onNext(ByteBuffer bytes) {
                    passed.accept(bytes.remaining());
                    to.onNext(bytes);
                }

                @Override
                public void onError(Throwable error) {
                    to.onError(error);
                }

                @Override
                public void onComplete() {
                    to.onComplete();
                }
            });
        }
    }
}
