package lib.sandbox.routes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Supplier;
import lib.sandbox.files.Resource;
import lib.sandbox.http.Answer;
import lib.sandbox.http.BadBody;
import lib.sandbox.http.Call;
import lib.sandbox.http.Gate;
import lib.sandbox.http.Gate.Caller;
import lib.sandbox.http.GoJson;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;

/**
 * Discovery, health, whether a token is valid, and the dashboard's page that authorizes the CLI. On a real instance that page belongs to
 * the dashboard, here it comes from the same origin as the API.
 */
public record SystemRoutes(Gate gate, State state, InstantSource clock, Supplier<Instant> started, String uiUrl) {

    /** Nothing from elsewhere and nothing inline; the browser itself never sends a form, so that no token can end up in an address. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void addTo(Routes routes) {
        Answer page = resource("connect.html", "text/html").with("Content-Security-Policy", POLICY);
        Answer script = resource("connect.js", "text/javascript");
        Answer style = resource("connect.css", "text/css");
        routes.on("/.well-known/better-paas.json", call -> Answer.json(Map.of("apiUrl", call.origin(), "uiUrl", uiUrl)))
            .on("/api/health", this::health)
            .on("/api/auth/verify", this::verify)
            .page("/connect/agent", call -> page)
            .page("/connect/connect.js", call -> script)
            .page("/connect/connect.css", call -> style);
    }

    private static Answer resource(String name, String type) {
        return Answer.of(200, type + "; charset=utf-8", Resource.bytes("page/" + name))
            .with("Cache-Control", "no-store")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff");
    }

    private Answer health(Call call) {
        Instant now = clock.instant();
        OffsetDateTime timestamp = now.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        String uptime = GoJson.duration(Duration.between(started.get(), now));
        return Answer.json(new Health("healthy", timestamp, uptime, state.updates().installation().version()));
    }

    private Answer verify(Call call) throws IOException {
        String header = Call.bearer(call.exchange());
        String client = Call.client(call.exchange());
        Caller caller = gate.identify(client, header.isEmpty() ? tokenInBody(call) : header);
        // Public, so the shared checks knew no caller; the log has it all the same.
        state.audit().record(caller, call.method(), call.endpoint().path(), client);
        return Answer.json(Map.of("valid", true));
    }

    /** Contract: a bad JSON body counts as no token. */
    private static String tokenInBody(Call call) throws IOException {
        try {
            return call.body(VerifyRequest.class).token;
        } catch (BadBody none) {
            return "";
        }
    }

    private record VerifyRequest(String token) { }
    private record Health(String status, OffsetDateTime timestamp, String uptime, String version) { }
}
