package lib.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lib.api.Client.Answer;
import lib.api.PaasException.Kind;

/**
 * The typed client of one instance: a method a route, records out, {@link PaasException} on failure.
 *
 * <p>Facts: the contract's core groups; each method names its route.
 */
public final class Api {

    private static final int MAX_REASON = 300;

    /**
     * Which instance is meant, and in whose name.
     *
     * @param url     the API's address without a trailing slash, e.g. {@code https://paas.example.com}
     * @param token   sent as bearer; null for the public routes
     * @param agent   the agent's display name, "" when unknown: the instance has no route that tells (contract: auth/verify)
     * @param profile its profile, "" when unknown
     */
    public record Session(Client client, String url, String token, String agent, String profile) {

        /** Without the token, so that no log or exception can carry it. */
        @Override
        public String toString() {
            return "Session[url=" + url + ", agent=" + agent + ", profile=" + profile + "]";
        }
    }

    /** Opens the session when the first route is called, so that a command can be declared, parsed and explained without a connection. */
    public interface Source {

        /** Called once. May fail when nothing is connected; the failure reaches the caller of the route. */
        Session open();
    }

    private final Source source;
    private Session session;

    /** @param source asked for the session at the first call */
    public Api(Source source) {
        this.source = source;
    }

    /**
     * @param url   see {@link Session}
     * @param token see {@link Session}
     */
    public Api(Client client, String url, String token) {
        this.source = null;
        this.session = new Session(client, url, token, "", "");
    }

    /** The session, opened by now. Fails as its source does. */
    public synchronized Session session() {
        if (session == null) {
            session = source.open();
        }
        return session;
    }

    /** GET /api/apps: all apps; needs apps:read. */
    public List<App> apps() {
        return list("/api/apps", App::from);
    }

    /** GET /api/projects: all projects; needs apps:read. */
    public List<Project> projects() {
        return list("/api/projects", Project::from);
    }

    /**
     * GET /.well-known/better-paas.json, public; follows redirects.
     *
     * @return null when this address serves no such document (another status, or no JSON object, as dashboards that answer every path
     *         with their page do)
     */
    public Manifest manifest() {
        Answer answer = session().client().get(uri("/.well-known/better-paas.json"), null);
        Json json = answer.status() == 200 ? Json.object(Json.parse(answer.body())) : null;
        return json == null ? null : new Manifest(trimmed(json.text("apiUrl")), trimmed(json.text("uiUrl")));
    }

    /**
     * GET /api/health, public; follows redirects.
     *
     * @return the address under which the API really answered (a redirect from http to https leads on), or null when what answers here
     *         is not an instance
     */
    public String health() {
        Answer answer = session().client().get(uri("/api/health"), null);
        boolean healthy = answer.status() == 200 && Json.object(Json.parse(answer.body())) != null;
        if (!healthy) {
            return null;
        }
        String at = answer.uri().toString();
        return at.endsWith("/api/health") ? at.substring(0, at.length() - "/api/health".length()) : session().url();
    }

    /** POST /api/auth/verify: ends normally when the token is accepted. A wrong token counts for the instance's lock-out. */
    public void verify() {
        post("/api/auth/verify", Map.of());
    }

    /**
     * POST /api/agents/create: admin token only.
     *
     * @return the new agent with its token; its profile is ""
     */
    public Agent createAgent(String name, List<String> scopes) {
        Json json = post("/api/agents/create", Map.of("name", name, "scopes", scopes));
        return agent(json, "/api/agents/create");
    }

    /** POST /api/connect/agent/exchange, public: swaps the code of the browser flow for the agent's token. One use. */
    public Agent exchange(String state, String code) {
        Json json = post("/api/connect/agent/exchange", Map.of("state", state, "code", code));
        return agent(json, "/api/connect/agent/exchange");
    }

    private static Agent agent(Json json, String path) {
        String token = json.text("token");
        // it travels in a header and in shell variables: anything but printable ASCII is no token of an instance
        if (!token.matches("[\\x21-\\x7e]{8,512}")) {
            throw unreadable("POST", path, "no usable token in it");
        }
        String id = json.text(json.fields().containsKey("agentId") ? "agentId" : "id");
        return new Agent(printable(id), printable(json.text("name")), printable(json.text("profile")), token);
    }

    /** A control character in a name would make the saved connection one that is refused when read. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cc}+", " ").strip();
    }

    private <T> List<T> list(String path, Function<Json, T> read) {
        Answer answer = session().client().get(uri(path), session().token());
        check(answer);
        Object value = Json.parse(answer.body());
        List<T> items = Json.objects(value, read);
        if (items == null && isNull(answer.body())) {
            return new ArrayList<>();
        }
        if (items == null) {
            throw unreadable("GET", path, shape(answer) + " where a list was expected");
        }
        return items;
    }

    private Json post(String path, Map<String, ?> body) {
        Answer answer = session().client().post(uri(path), session().token(), Json.write(body));
        check(answer);
        Json json = Json.object(Json.parse(answer.body()));
        if (json == null) {
            throw unreadable("POST", path, shape(answer) + " where an object was expected");
        }
        return json;
    }

    private URI uri(String path) {
        return URI.create(session().url() + path);
    }

    private static boolean isNull(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII).strip().equals("null");
    }

    private static PaasException unreadable(String method, String path, String what) {
        return new PaasException(Kind.FAILED, "the instance's answer to " + method + " " + path + " cannot be used: " + what,
                "check that the address is a Better-PaaS instance and that no proxy stands in between");
    }

    private static String shape(Answer answer) {
        return answer.contentType().equals("text/html") ? "an HTML page"
                : answer.body().length == 0 ? "nothing" : "something else or damaged JSON";
    }

    /** Turns a status other than 2xx into a typed failure. */
    private void check(Answer answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return;
        }
        String reason = reason(answer);
        String base = session().url();
        throw switch (status) {
            case 401 -> new PaasException(Kind.NOT_ALLOWED, reason, "the instance does not accept this token (any more); run: paas connect " + base);
            case 403 -> new PaasException(Kind.NOT_ALLOWED, reason,
                    "the connection's profile does not allow this; run: paas connect " + base + " and choose a higher profile");
            case 404 -> new PaasException(Kind.NOT_FOUND, reason);
            case 409 -> new PaasException(Kind.CONFLICT, reason);
            case 429 -> new PaasException(Kind.RATE_LIMITED, reason,
                    Client.seconds(answer.retryAfter()) < 0 ? "wait a moment and try again" : "try again in " + answer.retryAfter() + " s");
            case 502, 503, 504 -> new PaasException(Kind.UNREACHABLE, reason,
                    "a proxy answers but the instance behind it does not; check that the backend is running");
            default -> status / 100 == 3
                    ? new PaasException(Kind.FAILED, base + " answers with a redirect, which is not followed here",
                            "run: paas connect with the address it redirects to")
                    : new PaasException(status >= 500 ? Kind.SERVER_ERROR : Kind.FAILED, reason,
                            status >= 500 ? "look at the instance's own log" : null);
        };
    }

    /** What the server said: {@code {"error": …}}, else its plain text, else the status alone. */
    private static String reason(Answer answer) {
        Json json = Json.object(Json.parse(answer.body()));
        String said = json != null ? json.text("error")
                : answer.contentType().equals("text/html") ? "" : new String(answer.body(), 0, Math.min(answer.body().length, 4 * MAX_REASON),
                        StandardCharsets.UTF_8);
        said = said.strip().lines().findFirst().orElse("").strip();
        if (said.isEmpty()) {
            return "the instance answered with status " + answer.status();
        }
        return said.length() > MAX_REASON ? said.substring(0, MAX_REASON) + "…" : said;
    }

    private static String trimmed(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end).strip();
    }
}
