package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The authorization page as it is sent; what it does in a browser is tested with the CLI's connect. */
class PageTest {

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire anonymous = Wire.anonymous(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void thePageAndItsPartsNeedNoTokenAndAreNotKept() {
        for (var part : List.of("/connect/agent text/html", "/connect/connect.js text/javascript", "/connect/connect.css text/css")) {
            var path = part.split(" ")[0];
            var reply = anonymous.get(path).succeeds();
            reply.hasHeader("Content-Type", part.split(" ")[1] + "; charset=utf-8").hasHeader("Cache-Control", "no-store");
            reply.hasHeader("Referrer-Policy", "no-referrer").hasHeader("X-Content-Type-Options", "nosniff");
            anonymous.post(path, "").refuses(405, "Method not allowed");
        }
        anonymous.get("/connect/agent?state=" + "a".repeat(48) + "&port=45999").succeeds();
        anonymous.get("/connect/agent/").refuses(401, "Unauthorized");
    }

    @Test
    void thePolicyLetsNothingInFromElsewhereAndThePageNeedsNothing() {
        var page = anonymous.get("/connect/agent");
        var policy = page.header("Content-Security-Policy");
        for (var rule : List.of("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "form-action 'none'",
                "frame-ancestors 'none'")) {
            assertTrue(List.of(policy.split("; ")).contains(rule), policy);
        }
        var html = page.body();
        for (var inline : List.of("<script>", "<style", " style=", " onclick=", " onsubmit=", "javascript:")) {
            assertTrue(!html.contains(inline), "the policy would refuse " + inline);
        }
        var everything = html + anonymous.get("/connect/connect.css").body() + anonymous.get("/connect/connect.js").body();
        var outside = Pattern.compile("(?:src|href|url|import)\\s*[=(]?\\s*[\"']?(?:https?:)?//[^\"')\\s]+").matcher(everything);
        assertTrue(!outside.find(), () -> "from elsewhere: " + outside.group());
    }

    @Test
    void whatTestsAndPeopleRelyOnIsThere() {
        var html = anonymous.get("/connect/agent").body();
        for (var id : List.of("token", "sign-in", "agent-name", "authorize", "error")) {
            assertEquals(2, html.split("id=\"" + id + "\"", -1).length, "elements with the id " + id);
        }
        for (var profile : List.of("observer", "deployer", "operator")) {
            var end = profile.equals("deployer") ? "\" checked>" : "\">";
            assertTrue(html.contains("name=\"profile\" value=\"" + profile + end), profile);
        }
        assertTrue(html.contains("id=\"authorize\">Authorize CLI</button>"));
        assertTrue(html.matches("(?s).*<input id=\"token\" type=\"password\" autocomplete=\"off\".*"));
        assertTrue(html.contains("id=\"error\" role=\"alert\""));
        assertTrue(html.contains("for=\"token\"") && html.contains("for=\"agent-name\""));
    }
}
