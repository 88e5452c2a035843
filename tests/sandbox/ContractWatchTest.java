package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import lib.sandbox.fault.Effect;
import lib.sandbox.http.Server;
import lib.sandbox.http.Server.Answered;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.Test;
import tests.support.Report;

/** An answer that departs from the contract fails the run, whoever asked for it; without this test the watch might see nothing. */
class ContractWatchTest {

    private static final Map<String, List<String>> HEADERS = Map.of("Content-Type", List.of("application/json"), "Vary", List.of("Origin"),
        "Access-Control-Allow-Methods", List.of("GET, POST, PUT, DELETE, OPTIONS"),
        "Access-Control-Allow-Headers", List.of("Content-Type, Authorization"));

    @Test
    void aDepartureIsNamedWithItsRequest() {
        var watch = new ContractWatch();
        watch.saw(answer("/api/apps?x=1", 401, "{\"error\":\"Unauthorized\"}\n"));
        assertEquals(List.of(), watch.departures());
        watch.saw(answer("/api/apps?x=2", 401, "{\"error\":\"Who are you?\"}\n"));
        watch.saw(answer("/api/projects", 200, "[]\n"));
        var departures = watch.departures();
        assertEquals(3, watch.checked());
        assertEquals(1, departures.size(), departures::toString);
        assertTrue(departures.getFirst().startsWith("the contract has no such error text: GET /api/apps?x=2 -> 401"), departures::getFirst);
    }

    @Test
    void aRealSandboxIsWatchedButNotWhatAFaultMade() {
        var watch = new ContractWatch();
        var on = new AtomicBoolean(true);       // a watcher stays for good, and the tests after this one need no second look
        Server.watch(answer -> {
            if (on.get()) {
                watch.saw(answer);
            }
        });
        try (var sandbox = Sandbox.start(Options.forTests())) {
            Wire.admin(sandbox).get("/api/apps").succeeds();
            sandbox.fault(new Effect.Status(500, "no text of the contract", 0), "/api/health");
            assertEquals("no text of the contract", Reply.json(new String(Wire.admin(sandbox).download("/api/health").body(), UTF_8))
                .path("error").asText());
        }
        on.set(false);
        var departures = watch.departures();
        assertTrue(watch.checked() >= 1, "nothing was seen");
        assertTrue(departures.stream().noneMatch(each -> each.contains("no text of the contract")), departures::toString);
    }

    @Test
    void theRunFails() {
        var out = new ByteArrayOutputStream();
        var report = new Report(new PrintStream(out, true, UTF_8), false);
        report.fail("what the sandbox answered is not as the contract has it", List.of("GET /api/apps -> 200"));
        assertFalse(report.summary());
        var text = out.toString(UTF_8);
        assertTrue(text.startsWith("FAILED what the sandbox answered is not as the contract has it:\n    GET /api/apps -> 200\n"), text);
        assertTrue(text.endsWith("\n0 passed, 1 failed, 0 skipped\n"), text);
    }

    private static Answered answer(String target, int status, String body) {
        return new Answered("GET", target, status, HEADERS, body.getBytes(UTF_8));
    }
}
