package lib.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Rows;
import lib.sandbox.http.Gate.Caller;
import lib.sandbox.http.GoJson;

/** The agents and their tokens; knows the admin token too, so that one place compares tokens. */
public final class Agents extends Rows<Agents.Entry> {

    private final String adminToken;
    private final InstantSource clock;

    Agents(String adminToken, InstantSource clock) {
        super(entry -> entry.agent.id());
        this.adminToken = adminToken;
        this.clock = clock;
    }

    /** Newest first. */
    public List<Agent> newestFirst() {
        return all().reversed().stream().map(Entry::agent).toList();
    }

    /** Makes an agent, which works at once. The token is in the answer and nowhere else. */
    public Entry create(String name, List<String> scopes) {
        List<String> given = scopes == null ? List.of() : scopes;
        Entry entry = new Entry(new Agent(Ids.next(), name, given, GoJson.now(clock), GoJson.NEVER), newToken());
        put(entry);
        return entry;
    }

    /** A new token for the agent; the old one stops, and lastUsedAt starts anew; null when there is none. */
    public Entry rotate(String id) {
        return change(id, entry -> new Entry(entry.agent.usedAt(GoJson.NEVER), newToken()));
    }

    /**
     * Whose token this is, null for nobody's; notes the use. Every token is compared, each in constant time, so that the time taken tells
     * nothing.
     */
    public synchronized Caller identify(String token) {
        Caller found = same(token, adminToken) ? Caller.ADMIN : null;
        for (Entry entry : all()) {
            if (same(token, entry.token)) {
                put(new Entry(entry.agent.usedAt(GoJson.now(clock)), entry.token));
                found = new Caller(entry.agent.id(), entry.agent.scopes(), false);
            }
        }
        return found;
    }

    /** In constant time. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static String newToken() {
        return "bpagt_" + Ids.secret();
    }

    /** An agent with its token. */
    public record Entry(Agent agent, String token) {
        /** Without the token: it must not end up in a log. */
        @Override
        public String toString() {
            return agent.toString();
        }
    }

    /** An agent token as the admin sees it; scopes may be empty, lastUsedAt is Go's zero time when never. Contract: schema Agent. */
    public record Agent(String id, String name, List<String> scopes, OffsetDateTime createdAt, OffsetDateTime lastUsedAt) {

        Agent usedAt(OffsetDateTime time) {
            return new Agent(id, name, scopes, createdAt, time);
        }
    }
}
