package lib.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lib.sandbox.base.Ids;

/** Approved connects that wait for the CLI to fetch its token. Contract: POST /api/connect/agent/approve and exchange. */
public final class PendingConnects {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Map<String, Pending> byState = new HashMap<>();

    PendingConnects(InstantSource clock) {
        this.clock = clock;
    }

    /** Keeps the agent for five minutes, in place of one approved earlier for the same state, and returns the code that fetches it. */
    public synchronized String add(String state, String profile, Agents.Entry agent) {
        var now = clock.instant();
        byState.values().removeIf(pending -> !pending.expires.isAfter(now));
        var code = Ids.secret();
        byState.put(state, new Pending(code, profile, agent, now.plus(LIFE)));
        return code;
    }

    /** Hands the approved connect out, once. A wrong code uses it up as well. */
    public synchronized Optional<Pending> take(String state, String code) {
        return Optional.ofNullable(byState.remove(state))
            .filter(pending -> pending.expires.isAfter(clock.instant()))
            .filter(pending -> Agents.same(code, pending.code));
    }

    /** What the CLI gets for its code. */
    public record Pending(String code, String profile, Agents.Entry agent, Instant expires) {
        /** Without the code. */
        @Override
        public String toString() {
            return profile + " " + agent + " until " + expires;
        }
    }
}
