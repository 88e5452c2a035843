package lib.sandbox.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lib.sandbox.base.Ids;
import lib.sandbox.http.Caller;

/** The tickets for WebSockets: 60 seconds, one use, in memory. A ticket keeps the rights that its token had when it was made. */
public final class Tickets {

    public static final Duration LIFE = Duration.ofSeconds(60);

    private final InstantSource clock;
    private final Map<String, Ticket> tickets = new HashMap<>();

    Tickets(InstantSource clock) {
        this.clock = clock;
    }

    /** @return 64 hex digits */
    public synchronized String mint(Caller caller) {
        var now = clock.instant();
        tickets.values().removeIf(ticket -> ticket.isOver(now));
        var ticket = Ids.secret();
        tickets.put(ticket, new Ticket(caller, now.plus(LIFE)));
        return ticket;
    }

    /** Whose ticket this was; from now on it is none. Empty when it was none or is too old. */
    public synchronized Optional<Caller> burn(String ticket) {
        return Optional.ofNullable(tickets.remove(ticket)).filter(found -> !found.isOver(clock.instant())).map(Ticket::caller);
    }

    /** A restart of the instance: what was in memory is gone. */
    public synchronized void clear() {
        tickets.clear();
    }

    private record Ticket(Caller caller, Instant end) {
        private boolean isOver(Instant now) {
            return !now.isBefore(end);
        }
    }
}
