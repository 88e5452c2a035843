package lib.api;

import java.net.URI;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.http.Origin;
import lib.http.Request;
import lib.http.Response;
import lib.http.Transport;
import lib.json.Json;
import lib.json.JsonObject;

/**
 * The typed client of one instance: a method a route, records out, {@link Failure} on failure. Facts: the contract's core groups; each
 * method names its route.
 */
public final class Api {

    /**
     * Which instance is meant, and in whose name.
     *
     * @param url     the API's address without a trailing slash, e.g. {@code https://paas.example.com}
     * @param token   sent as bearer; null for the public routes
     * @param agent   the agent's display name, "" when unknown: the instance has no route that tells (contract: auth/verify)
     * @param profile its profile, "" when unknown
     * @param source  of the token
     */
    public record Session(Transport client, String url, String token, String agent, String profile, TokenSource source) {

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
    private final Routes wire = new Routes(this);
    private Session session;
    private List<App> listing;

    /** @param source asked for the session at the first call */
    public Api(Source source) {
        this.source = source;
    }

    /**
     * @param url   see {@link Session}
     * @param token the admin token, or null
     */
    public Api(Transport client, String url, String token) {
        this.source = null;
        this.session = new Session(client, url, token, "", "", TokenSource.ADMIN);
    }

    /** The session, opened by now. Fails as its source does. */
    public synchronized Session session() {
        if (session == null) {
            session = source.open();
        }
        return session;
    }

    /** From now on everything is asked for with this admin token, which is saved nowhere. */
    public synchronized void actAs(String token) {
        Session before = session();
        session = new Session(before.client(), before.url(), token, before.agent(), "", TokenSource.ADMIN);
    }

    /** The routes below /api/apps, and those that make apps. */
    public Apps apps() {
        return new Apps(this, wire);
    }

    /** Somebody's right to change something, until it is closed. */
    public interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Claims an app for as long as it takes to read, decide and write; waiting for a build is not part of that.
     *
     * @param app its id, or the name of one that is to be made
     */
    public Claim claim(String app) {
        return Claims.take(session().url() + " " + app);
    }

    /** All apps, asked for once in the life of this client: what names mean does not change while a call runs. */
    synchronized List<App> listing() {
        if (listing == null) {
            listing = apps().all();
        }
        return listing;
    }

    /** Who is told of requests that may change something. */
    public Changes changes() {
        return wire.changes;
    }

    /** The routes below /api/projects. */
    public Projects projects() {
        return new Projects(wire);
    }

    /** The catalog of templates. */
    public Catalog catalog() {
        return new Catalog(wire);
    }

    /** The webhooks for pushes. */
    public Webhooks webhooks() {
        return new Webhooks(wire);
    }

    /** The routes below /api/addons. */
    public Addons addons() {
        return new Addons(wire);
    }

    /** The routes below /api/cron. */
    public CronJobs cron() {
        return new CronJobs(wire);
    }

    /** The routes below /api/addons/db. */
    public Databases databases() {
        return new Databases(wire);
    }

    /** Archives of the instance itself. */
    public Backups backups() {
        return new Backups(wire);
    }

    /** What the dependency audit of an app finds. */
    public Vulnerabilities vulnerabilities() {
        return new Vulnerabilities(wire);
    }

    /** The machine that the instance runs on. */
    public Host host() {
        return new Host(wire);
    }

    /** The agents, and what was asked for in whose name. */
    public Agents agents() {
        return new Agents(this, wire);
    }

    /** Where news of deployments goes. */
    public Notifications notifications() {
        return new Notifications(wire);
    }

    /** Repositories, and the instance's token for them. */
    public GitHub git() {
        return new GitHub(wire);
    }

    /** The instance's own program. */
    public SystemRoutes system() {
        return new SystemRoutes(wire);
    }

    /** Any request, answered as it is. */
    public Raw raw() {
        return new Raw(wire);
    }

    /** The history of deployments. */
    public Deployments deployments() {
        return new Deployments(wire);
    }

    /** The routes below /api/servers. */
    public Servers servers() {
        return new Servers(wire);
    }

    /** The WebSockets: logs as they come, and a shell. */
    public Streams streams() {
        return new Streams(wire);
    }

    /** GET /api/metrics/apps: what each running container uses now; needs metrics:read. Takes one to two seconds. */
    public List<Metrics> metrics() {
        return wire.wholeList("/api/metrics/apps", Metrics::from);
    }

    /**
     * GET /.well-known/better-paas.json, public; follows redirects.
     *
     * @return null when this address serves no such document (another status, or no JSON object, as dashboards that answer every path
     *         with their page do)
     * @throws Failure UNREACHABLE when a redirect leads to another host
     */
    public InstanceManifest manifest() {
        Response answer = wire.probe("/.well-known/better-paas.json");
        JsonObject json = answer.status() == 200 ? JsonObject.object(Json.readOrNull(answer.body())) : null;
        if (json != null) {
            stayed(answer);
        }
        return json == null ? null : new InstanceManifest(trimmed(json.text("apiUrl")), trimmed(json.text("uiUrl")));
    }

    /**
     * GET /api/health, public; follows redirects.
     *
     * @return the address under which the API really answered (a redirect from http to https leads on), or null when what answers here
     *         is not an instance
     * @throws Failure UNREACHABLE or NOT_ALLOWED when something in front of it answers in its place, or a redirect leads to another host
     */
    public String health() {
        Response answer = wire.probe("/api/health");
        boolean healthy = answer.status() == 200 && JsonObject.object(Json.readOrNull(answer.body())) != null;
        if (!healthy) {
            // this route is public: who refuses it, or has nobody behind, is not the instance
            Failure front = wire.inFront(Request.get(answer.uri(), null), answer);
            if (front != null) {
                throw front;
            }
            return null;
        }
        stayed(answer);
        String at = answer.uri().toString();
        return at.endsWith("/api/health") ? at.substring(0, at.length() - "/api/health".length()) : session().url();
    }

    /** A redirect may lead to https and to another path. The host, which a token then goes to, is the caller's choice alone. */
    private void stayed(Response answer) {
        URI asked = URI.create(session().url());
        boolean away = !asked.getHost().equalsIgnoreCase(answer.uri().getHost())
                || "https".equalsIgnoreCase(asked.getScheme()) && !"https".equals(answer.uri().getScheme());
        if (away) {
            String there = Origin.of(answer.uri());
            throw new Failure(Failure.Kind.UNREACHABLE, "it redirects to " + there + "; if that is your instance, run: paas connect "
                    + there);
        }
    }

    /** GET /api/health: the server's version; "dev" for a build without one. Public, but asked with a connection. */
    public String version() {
        return wire.get("/api/health").text("version");
    }

    /** POST /api/auth/verify: ends normally when the token is accepted. A wrong token counts for the instance's lock-out. */
    public void verify() {
        wire.ask("/api/auth/verify", Map.of());
    }

    /**
     * POST /api/agents/create: admin token only.
     *
     * @return the new agent with its token; its profile is ""
     */
    public Agent createAgent(String name, List<String> scopes) {
        JsonObject json = wire.post("/api/agents/create", Map.of("name", name, "scopes", scopes));
        return agent(json, "/api/agents/create");
    }

    /** POST /api/connect/agent/exchange, public: swaps the code of the browser flow for the agent's token. One use. */
    public Agent exchange(String state, String code) {
        JsonObject json = wire.post("/api/connect/agent/exchange", Map.of("state", state, "code", code));
        return agent(json, "/api/connect/agent/exchange");
    }

    static Agent agent(JsonObject json, String path) {
        String token = json.text("token");
        // it travels in a header and in shell variables: anything but printable ASCII is no token of an instance
        if (!token.matches("[\\x21-\\x7e]{8,512}")) {
            throw Routes.unreadable("POST", path, "no usable token in it");
        }
        String id = json.text(json.fields().containsKey("agentId") ? "agentId" : "id");
        return new Agent(printable(id), printable(json.text("name")), printable(json.text("profile")), token);
    }

    /** A control character in a name would make the saved connection one that is refused when read. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cc}+", " ").strip();
    }

    private static String trimmed(String address) {
        int end = address.length();
        while (end > 0 && address.charAt(end - 1) == '/') {
            end--;
        }
        return address.substring(0, end).strip();
    }
}
