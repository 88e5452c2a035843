package lib.sandbox.http;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Decides who a token belongs to, and keeps clients out that ask too often or guess. */
public final class Gate {

    private final Function<String, Optional<Caller>> tokens;
    private final Optional<RateLimit> rate;
    private final Optional<LockOut> lockOut;

    /**
     * @param tokens finds the caller of a token
     * @param limits whether the rate limit and the lock-out are on
     */
    public Gate(Function<String, Optional<Caller>> tokens, boolean limits, InstantSource clock) {
        this.tokens = tokens;
        rate = limits ? Optional.of(new RateLimit(clock)) : Optional.empty();
        lockOut = limits ? Optional.of(new LockOut(clock)) : Optional.empty();
    }

    void admit(String client) {
        rate.ifPresent(limit -> limit.check(client));
    }

    /** The caller with this token; else throws 401, or 429 when the client is locked out or becomes so by this very token. */
    public Caller identify(String client, String token) {
        lockOut.ifPresent(lock -> lock.check(client));
        if (token.isEmpty()) {
            throw unauthorized();
        }
        Optional<Caller> caller = tokens.apply(token);
        if (caller.isEmpty()) {
            lockOut.ifPresent(lock -> lock.wrongToken(client));
            throw unauthorized();
        }
        lockOut.ifPresent(lock -> lock.rightToken(client));
        return caller.get();
    }

    private static Rejection unauthorized() {
        return new Rejection(401, "Unauthorized");
    }
}
