package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.mcp.Session.LEGACY;
import static tests.mcp.Session.MODERN;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;

/** Names of what is on the instance, for somebody who fills in a template or a prompt. */
class NameCompletionTest {
    private static final Map<String, String> APP = Map.of("type", "ref/resource", "uri", "paas://app/{app}/logs");
    private static final Map<String, String> BUILD = Map.of("type", "ref/resource", "uri", "paas://app/{app}/build-logs/{deploymentId}");

    @TempDir
    Path folder;

    private static Map<String, Object> typed(Map<String, String> ref, String name, String value) {
        return Map.of("ref", ref, "argument", Map.of("name", name, "value", value));
    }

    /** The values, with their number behind them; all of them are there. */
    private static String values(Session session, String era, Map<String, Object> params) {
        var completion = session.result(era, "completion/complete", "CompleteResult", params).path("completion");
        var values = new ArrayList<String>();
        completion.path("values").forEach(each -> values.add(each.asText()));
        assertEquals(false, completion.path("hasMore").asBoolean(true), completion.toString());
        assertEquals(values.size(), completion.path("total").asInt(-1), completion.toString());
        return String.join(" ", values);
    }

    @Test
    void namesThatBeginSo() {
        try (var instance = Instance.demo(); var session = new Session(instance.cli(folder, "operator"))) {
            instance.sandbox().clearRequests();
            assertEquals("search-worker shop-api shop-web", values(session, LEGACY, typed(APP, "app", "s")));
            assertEquals("shop-api shop-web", values(session, MODERN, typed(APP, "app", "SHOP")));
            assertEquals("", values(session, MODERN, typed(APP, "app", "shopx")));
            assertEquals("shop-api shop-web", values(session, LEGACY, typed(Map.of("type", "ref/prompt", "name", "debug-app"), "app",
                "shop")));
            // who types asks the instance once, not with each letter
            assertEquals(List.of("GET /api/apps"), instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path())
                .toList());
            assertEquals("reports-db shop-cache shop-db wiki-db", values(session, LEGACY, typed(Map.of("type", "ref/prompt", "name",
                "migrate-database"), "addon", "")));
            assertEquals("d7m2q9xk4t e4q8r5y2hs v2f6n8c1te", values(session, MODERN, Map.of("ref", BUILD, "argument", Map.of("name",
                "deploymentId", "value", ""), "context", Map.of("arguments", Map.of("app", "shop-web")))));
            assertEquals("", values(session, MODERN, typed(BUILD, "deploymentId", "")));
            assertEquals("", values(session, LEGACY, Map.of("ref", BUILD, "argument", Map.of("name", "deploymentId", "value", ""),
                "context", Map.of("arguments", Map.of("app", "no-such-app")))));
            assertEquals("", values(session, LEGACY, typed(APP, "nothing", "")));
            wrong(session);
        }
    }

    private static void wrong(Session session) {
        for (var ref : List.of(Map.of("type", "ref/resource", "uri", "paas://apps"), Map.of("type", "ref/resource", "uri",
            "paas://app/shop-web"), Map.of("type", "ref/prompt", "name", "no-such"))) {
            assertEquals("-32602 there is no such template or prompt to complete", session.error(MODERN, "completion/complete", typed(ref,
                "app", "")));
        }
        assertEquals("-32602 \"ref\" is a ref/resource with its \"uri\", or a ref/prompt with its \"name\"", session.error(LEGACY,
            "completion/complete", typed(Map.of("type", "ref/tool", "name", "paas_status"), "app", "")));
        for (var params : List.<Map<String, ?>>of(Map.of(), Map.of("ref", APP), Map.of("ref", APP, "argument", Map.of("name", "app")),
            Map.of("ref", "x", "argument", Map.of("name", "app", "value", "")), Map.of("ref", APP, "argument", Map.of("name", "app",
                "value", 5)), Map.of("ref", APP, "argument", Map.of("name", "app", "value", ""), "context", Map.of("arguments", "x")))) {
            assertEquals("-32602 a completion needs \"ref\", and \"argument\" with the texts \"name\" and \"value\"", session.error(LEGACY,
                "completion/complete", params));
        }
    }

    /** Nobody who types waits long, or reads an error; another connection has other names. */
    @Test
    void nothingWhereNothingCanBeKnown() {
        try (var instance = Instance.demo()) {
            var home = new Home(folder);
            try (var session = new Session(new Cli(home))) {
                assertEquals("", values(session, MODERN, typed(APP, "app", "")));
                home.connected("http://127.0.0.1:1", "bpagt_" + "0f".repeat(32));
                assertEquals("", values(session, LEGACY, typed(APP, "app", "")));
                instance.cli(folder, "observer");
                assertEquals("shop-api shop-web", values(session, LEGACY, typed(APP, "app", "shop")));
            }
            instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofSeconds(25))).at("/api/apps").times(9));
            try (var session = new Session(instance.cli(folder, "observer"))) {
                var start = Instant.now();
                assertEquals("", values(session, MODERN, typed(APP, "app", "s")));
                assertTrue(Duration.between(start, Instant.now()).toSeconds() < 20, "who types waits");
            }
        }
    }
}
