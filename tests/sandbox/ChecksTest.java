package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import lib.sandbox.http.Contract;
import lib.sandbox.http.Contract.Endpoint;
import lib.sandbox.http.Contract.ScopeMode;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What all routes share, over every path of the contract: who may, with which method, and in which order it is checked. */
class ChecksTest {

    /** What the sandbox need not have; every other path is built, or will be. */
    private static final Pattern MAY_LACK = Pattern.compile("/api/(cloudflare/.*|servers/cloud/create|backups/s3/test|analytics.*|track"
        + "|git/contents|git/file|system/onboarding.*)");

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);
    private final Wire anonymous = Wire.anonymous(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theContractHasItsPaths() {
        var modes = endpoints().stream().map(Endpoint::mode).distinct().sorted().toList();
        assertEquals(List.of(ScopeMode.values()), modes);
        assertTrue(endpoints().size() > 100, "only " + endpoints().size() + " paths");
    }

    @Test
    void everyPathButThePublicOnesNeedsAToken() {
        for (var endpoint : endpoints()) {
            for (var method : List.of("GET", "POST", "DELETE")) {
                var reply = anonymous.send(method, endpoint.path().replaceAll("[{}]", ""), null);
                boolean asksForAToken = !endpoint.isPublic() || endpoint.path().equals("/api/auth/verify") && method.equals("POST");
                assertEquals(asksForAToken, reply.status() == 401 && reply.error().equals("Unauthorized"), reply::toString);
            }
        }
    }

    @Test
    void aMissingScopeIsNamed() {
        var nobody = admin.asAgent();
        for (var endpoint : endpoints()) {
            var reply = nobody.send("GET", endpoint.path().replaceAll("[{}]", ""), null);
            switch (endpoint.mode()) {
                case ADMIN -> reply.refuses(403, "Forbidden: admin token required");
                case ALL, ANY -> reply.refuses(403, "Forbidden: missing scope " + endpoint.scopes().getFirst());
                case AUTHENTICATED, PUBLIC -> assertTrue(reply.status() != 403, reply::toString);
            }
        }
    }

    @Test
    void ofSeveralScopesTheFirstMissingIsNamed() {
        var several = endpoints().stream().filter(endpoint -> endpoint.mode() == ScopeMode.ALL && endpoint.scopes().size() > 1).toList();
        for (var endpoint : several) {
            admin.asAgent(endpoint.scopes().getFirst()).send("GET", endpoint.path(), null)
                .refuses(403, "Forbidden: missing scope " + endpoint.scopes().get(1));
        }
        for (var endpoint : endpoints()) {
            if (endpoint.mode() == ScopeMode.ANY) {
                assertTrue(admin.asAgent(endpoint.scopes().getLast()).send("GET", endpoint.path(), null).status() != 403, endpoint.path());
            }
        }
    }

    @Test
    void aWrongMethodComesAfterTheScope() {
        for (var endpoint : endpoints()) {
            for (var method : List.of("GET", "POST", "PUT", "DELETE", "HEAD")) {
                if (!endpoint.accepts(method)) {
                    var reply = admin.send(method, endpoint.path().replaceAll("[{}]", ""), null).has(405);
                    assertEquals(method.equals("HEAD") ? "" : "{\"error\":\"Method not allowed\"}\n", reply.body(), reply::toString);
                    assertEquals("", reply.header("Allow"), reply::toString);
                }
            }
        }
        admin.asAgent("logs:read").post("/api/apps", null).refuses(403, "Forbidden: missing scope apps:read");
    }

    @Test
    void theMethodComesBeforeTheBody() {
        admin.send("PUT", "/api/agents/create", "no JSON").refuses(405, "Method not allowed");
        anonymous.send("GET", "/api/connect/agent/exchange", null).refuses(405, "Method not allowed");
    }

    @Test
    void aRouteThatIsNotBuiltSaysSo() {
        int asked = 0;
        for (var endpoint : endpoints()) {
            if (MAY_LACK.matcher(endpoint.path()).matches()) {
                var method = endpoint.accepts("GET") ? "GET" : endpoint.accepts("POST") ? "POST" : "DELETE";
                var path = endpoint.path().replaceAll("[{}]", "");
                var reply = admin.send(method, path, "{}").has(501);
                assertEquals("The sandbox does not have " + method + " " + endpoint.path() + " yet", reply.error());
                asked++;
            }
        }
        assertEquals(15, asked);
    }

    @Test
    void anUnknownPathIsUnauthorizedWithoutATokenElseNotFoundInPlainText() {
        for (var path : List.of("/", "/api", "/api/nope", "/api/apps/", "/api/health/", "/API/apps", "/favicon.ico")) {
            anonymous.get(path).refuses(401, "Unauthorized");
            notFound(admin.get(path));
            notFound(admin.asAgent().get(path));
        }
        notFound(anonymous.get("/api/webhooks/nope"));
        notFound(anonymous.get("/ws/nope"));
    }

    @Test
    void anUncleanPathIsRedirectedAfterTheToken() {
        anonymous.get("/api//health").refuses(401, "Unauthorized");
        var moved = admin.get("/api//apps/../apps/./get?id=a&b=%20").has(301)
            .hasHeader("Location", "/api/apps/get?id=a&b=%20").hasHeader("Content-Type", "text/html; charset=utf-8");
        assertEquals("<a href=\"/api/apps/get?id=a&amp;b=%20\">Moved Permanently</a>.\n\n", moved.body());
        admin.get("/api/nope//").has(301).hasHeader("Location", "/api/nope/");
        assertEquals("", admin.post("/../api/apps", "").has(301).hasHeader("Location", "/api/apps").body());
    }

    @Test
    void headIsForHealthAndTheManifestOnly() {
        anonymous.send("HEAD", "/api/health", null).succeeds();
        var manifest = anonymous.send("HEAD", "/.well-known/better-paas.json", null).succeeds();
        assertEquals("", manifest.body());
        manifest.hasHeader("Content-Length", "" + anonymous.get("/.well-known/better-paas.json").body().length());
        admin.send("HEAD", "/api/apps", null).has(405);
    }

    @Test
    void optionsNeedsNothing() {
        for (var path : List.of("/api/apps", "/api/agents", "/api/health", "/nowhere", "/")) {
            anonymous.send("OPTIONS", path, null).has(204);
        }
    }

    @Test
    void onlyAnOriginOfTheSameHostIsAllowed() {
        var own = "http://127.0.0.1:3000";
        anonymous.get("/api/health", "Origin", own).hasHeader("Access-Control-Allow-Origin", own);
        anonymous.get("/api/apps", "Origin", own).has(401).hasHeader("Access-Control-Allow-Origin", own);
        anonymous.send("OPTIONS", "/api/apps", null, "Origin", own).hasHeader("Access-Control-Allow-Origin", own);
        for (var other : List.of("http://localhost:3000", "https://evil.example", "null", "http://127.0.0.1.evil.example", "::")) {
            anonymous.get("/api/health", "Origin", other).succeeds().hasHeader("Access-Control-Allow-Origin", "");
        }
        anonymous.get("/api/health").hasHeader("Access-Control-Allow-Origin", "");
    }

    @Test
    void theSchemeOfTheTokenIsReadInAnyCaseAndBlanksAreTrimmed() {
        var token = sandbox.adminToken();
        for (var header : List.of("bearer " + token, "BEARER   " + token + "  ", "Bearer " + token)) {
            anonymous.get("/api/system/version", "Authorization", header).succeeds();
        }
        for (var header : List.of(token, "Basic " + token, "Bearer" + token, "Bearer", "Bearer " + token + "x",
                "Bearer " + token.substring(1))) {
            anonymous.get("/api/system/version", "Authorization", header).refuses(401, "Unauthorized").hasHeader("WWW-Authenticate", "");
        }
        anonymous.get("/api/system/version?token=" + token).refuses(401, "Unauthorized");
    }

    private static void notFound(Reply reply) {
        reply.has(404).hasHeader("Content-Type", "text/plain; charset=utf-8");
        assertEquals("404 page not found\n", reply.body());
    }

    private static List<Endpoint> endpoints() {
        return List.copyOf(Contract.get().endpoints());
    }
}
