///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.Load
//SOURCES ../support/Checkout.java

package tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import tests.support.Checkout;

/**
 * Whether the sandbox bears a load: a mix of requests at a fixed rate for a while, sent whether or not the earlier ones are answered, and
 * each timed from the moment it was due. The sandbox is a process of its own with {@code --no-limits}, on the same machine. Fails when an
 * answer is not the one expected.
 */
public final class Load {

    private static final String ADMIN = "admin-token-of-the-load-bench";
    private static final String JSON = "{\"name\":\"load\",\"scopes\":[\"apps:read\"]}";

    /** In turns; who comes more often stands here more often. */
    private static final List<Ask> MIX = List.of(
        Ask.get("/api/apps"), Ask.get("/api/apps/get?id=k3v9x0q2ab"), Ask.get("/api/deployments/history"),
        Ask.get("/api/apps/runtime-logs?id=k3v9x0q2ab&lines=200"), Ask.get("/api/projects"), Ask.get("/api/projects/get?id=p4w8sh0p2x"),
        Ask.get("/api/apps"), new Ask("POST", "/api/auth/ws-ticket", "", ADMIN, 200), Ask.get("/api/servers"), Ask.get("/api/health"),
        new Ask("POST", "/api/auth/verify", "", ADMIN, 200), Ask.get("/api/apps/get?id=t81mzc5r7e"), Ask.get("/api/agents"),
        new Ask("POST", "/api/agents/create", JSON, ADMIN, 200), Ask.get("/api/audit-logs"), Ask.get("/.well-known/better-paas.json"),
        new Ask("GET", "/api/apps", "", "wrong", 401), new Ask("GET", "/api/apps/get?id=nope", "", ADMIN, 404),
        new Ask("POST", "/api/agents/create", "{", ADMIN, 400), Ask.get("/api/metrics/apps"));

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Taken> taken = new ConcurrentLinkedQueue<>();

    /** @param args requests a second and seconds; 200 and 30 when left out */
    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        if (rate < 1 || rate > 10_000 || seconds < 1 || seconds > 600) {
            System.err.println("error: 1 to 10000 requests a second for 1 to 600 seconds, please");
            System.exit(2);
        }
        var sandbox = new ProcessBuilder(Checkout.file("jbang").toString(), Checkout.file("lib/sandbox/sandbox.java").toString(),
            "--port", "0", "--no-limits", "--admin-token", ADMIN, "--stop-after", Integer.toString(seconds + 60))
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        boolean right;
        try (var said = sandbox.inputReader()) {
            right = new Load().run(url(said), rate, seconds);
        } finally {
            sandbox.descendants().forEach(ProcessHandle::destroy);
            sandbox.destroy();
        }
        System.exit(right ? 0 : 1);
    }

    private static String url(BufferedReader said) throws IOException {
        var first = said.readLine();
        if (first == null || !first.contains("http://")) {
            throw new IllegalStateException("the sandbox did not start: " + first);
        }
        return first.substring(first.indexOf("http://"));
    }

    private boolean run(String url, int rate, int seconds) {
        for (var ask : MIX) {
            take(url, ask, System.nanoTime());      // both sides load their classes
        }
        taken.clear();
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rate * seconds; i++) {
                long due = start + i * 1_000_000_000L / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var ask = MIX.get(i % MIX.size());
                threads.execute(() -> take(url, ask, due));
            }
        }
        return report(rate, (System.nanoTime() - start) / 1e9);
    }

    private void take(String url, Ask ask, long due) {
        String wrong = "";
        try {
            var request = HttpRequest.newBuilder(URI.create(url + ask.path)).timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + ask.token)
                .method(ask.method, BodyPublishers.ofString(ask.body, StandardCharsets.UTF_8));
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            wrong = answer.statusCode() == ask.status ? "" : "answered " + answer.statusCode();
        } catch (IOException e) {
            wrong = e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        taken.add(new Taken(ask, (System.nanoTime() - due) / 1e6, wrong));
    }

    private boolean report(int rate, double seconds) {
        var errors = taken.stream().filter(one -> !one.wrong.isEmpty()).toList();
        System.out.printf(Locale.ROOT, "%d requests, %d a second wanted, %.1f s, %d errors; java %s, %d cores%n%n", taken.size(), rate,
            seconds, errors.size(), System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        System.out.printf("%-54s %6s %6s %7s %7s %7s %7s%n", "REQUEST", "COUNT", "ERRORS", "P50 MS", "P95", "P99", "MAX");
        Map<String, List<Taken>> byRequest = new LinkedHashMap<>();
        MIX.forEach(ask -> byRequest.put(ask.name(), new ArrayList<>()));
        taken.forEach(one -> byRequest.get(one.ask.name()).add(one));
        byRequest.forEach(Load::line);
        line("all", List.copyOf(taken));
        errors.stream().map(one -> one.ask.name() + ": " + one.wrong).distinct().limit(20).forEach(System.out::println);
        return errors.isEmpty();
    }

    private static void line(String name, List<Taken> all) {
        var times = new ArrayList<>(all.stream().map(Taken::millis).toList());
        Collections.sort(times);
        System.out.printf(Locale.ROOT, "%-54s %6d %6d %7.1f %7.1f %7.1f %7.1f%n", name, times.size(),
            all.stream().filter(one -> !one.wrong.isEmpty()).count(), at(times, 0.5), at(times, 0.95), at(times, 0.99), at(times, 1));
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part));
    }

    /** @param status what the answer must have */
    private record Ask(String method, String path, String body, String token, int status) {
        static Ask get(String path) {
            return new Ask("GET", path, "", ADMIN, 200);
        }

        String name() {
            return method + " " + path + (status == 200 ? "" : " -> " + status);
        }
    }

    /** @param wrong what was wrong with the answer, {@code ""} for nothing */
    private record Taken(Ask ask, double millis, String wrong) { }
}
