package tests.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Sandbox;

/** What every operation makes of an instance that refuses, is overloaded, breaks or hangs: its message, its exit code, no stack trace. */
public final class Failures {
    /** A delay is longer than any test: what comes late would be done beside the next one; the sandbox ends it when it closes. */
    private record Row(Effect effect, int exit, String message) { }

    private static final List<Row> ROWS = List.of(
        new Row(new Effect.Status(403, "Forbidden: missing scope x:y", 0), 4, "Forbidden: missing scope x:y\nhint: "),
        new Row(new Effect.Status(409, "Something else is going on", 0), 6, "Something else is going on\n"),
        new Row(new Effect.Status(429, "Too many requests", 0), 1, "Too many requests\nhint: wait a moment"),
        new Row(new Effect.Status(500, "disk full", 0), 1, "disk full\nhint: "),
        new Row(new Effect.Html(200), 1, "the instance's answer to "),
        new Row(new Effect.Truncate(), 1, "the instance's answer to "),
        new Row(new Effect.Delay(Duration.ofMinutes(10)), 7, "no answer from "));

    /** The same for a request that changes something: it has left, so it may have been done. */
    private static final Row LOST = new Row(ROWS.getLast().effect(), 9, "the answer of ");

    /** Those that no route or command can make anything of its own of: once for each noun is enough. */
    private static final Set<Integer> SHARED = Set.of(1, 2, 5);
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    /** Changes nothing, though it is a POST. */
    private static final String TICKET = "/api/auth/ws-ticket";

    /** How many there are. */
    public static final int COUNT = ROWS.size();

    private Failures() {
    }

    /**
     * Runs the command with each failure of a route.
     *
     * @param route   which fails, e.g. {@code /api/apps}; it must be asked
     * @param command its words; {@code {n}} in one becomes another number each time, for what can be done once only
     */
    public static void check(Sandbox sandbox, Cli cli, String route, String... command) {
        var line = new ArrayList<>(List.of(command));
        // short for what is never answered, and long enough for a busy machine to get there
        line.addAll(line.contains("--") ? line.indexOf("--") : line.size(), List.of("--timeout", "4"));
        boolean changes = false;
        boolean first = SEEN.add(command[0]);
        for (var each : ROWS) {
            if (!first && SHARED.contains(ROWS.indexOf(each))) {
                continue;
            }
            var row = changes && each == ROWS.getLast() ? LOST : each;
            sandbox.clearFaults();
            sandbox.clearRequests();
            sandbox.fault(Fault.of(row.effect).at(route).times(100));
            var number = Integer.toString(ROWS.indexOf(each));
            cli.run(line.stream().map(word -> word.replace("{n}", number)).toArray(String[]::new))
                .exits(row.exit).prints("").calm().complainsMatch("(.*\n)?error: " + Pattern.quote(row.message) + ".*");
            var asked = sandbox.requests().stream().filter(request -> request.path().replaceFirst("\\?.*", "").equals(route)).toList();
            // one that waits is not among them yet
            assertTrue(row.effect instanceof Effect.Delay || !asked.isEmpty(), route + " was not asked");
            changes |= !route.equals(TICKET) && asked.stream().anyMatch(request -> request.method().equals("POST"));
        }
        sandbox.clearFaults();
    }
}
