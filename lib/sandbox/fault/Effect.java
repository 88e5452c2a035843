package lib.sandbox.fault;

import java.time.Duration;

/** What goes wrong with a request. */
public sealed interface Effect {

    /** The request waits this long, then everything is as usual. */
    record Delay(Duration time) implements Effect { }

    /** Answered with this status, {@code {"error": …}} and so many seconds in the header Retry-After (0: without); nothing is done. */
    record Status(int status, String error, long retryAfter) implements Effect { }

    /** The connection drops before a byte of the answer; nothing is done. */
    record Drop() implements Effect { }

    /** The request is carried out, but the connection drops before a byte of the answer. */
    record Lose() implements Effect { }

    /** Carried out; the connection drops after the headers and half of the body. */
    record Cut() implements Effect { }

    /** Carried out; the answer is complete by its length, but only the first half of the JSON. */
    record Truncate() implements Effect { }

    /** An HTML page with this status, as of a proxy; nothing is done. */
    record Html(int status) implements Effect { }

    /** Carried out; the answer says that it is of this type. */
    record Type(String contentType) implements Effect { }

    /** Carried out; the answer's JSON, blanks, and a newline, together this many MiB. */
    record Big(int mib) implements Effect { }

    /** 302 to this address; nothing is done. */
    record Redirect(String to) implements Effect { }

    /** Carried out; the body comes one byte a second. */
    record Drip() implements Effect { }

    /** This request's connection drops, and the port is closed for this long: connections are refused. */
    record Refuse(Duration time) implements Effect { }

    /**
     * The instance restarts, as after a crash: this request's connection and all others drop, builds that run end as failed with the
     * duration "interrupted", tickets and connects that wait are forgotten, and it listens again on the same port.
     */
    record Restart() implements Effect { }
}
