package lib.api;

/**
 * A failure a person can act on: one sentence, and a next step where there is one.
 *
 * <p>Everything below the command line fails with this type (or with its like in {@code lib.config}); {@code lib.cli} turns the kind
 * into the process's exit code. The message never holds a token, and it may hold text of the server: the printer cleans it.
 */
public final class PaasException extends RuntimeException {

    /** What went wrong, in the terms a script decides on. */
    public enum Kind {
        /** The operation failed, or the instance answered something unusable. */
        FAILED,
        /** The caller asked for something that cannot be. */
        USAGE,
        /** The person said no, or ended the question. */
        DECLINED,
        /** No connection, a token that is not accepted (401), or a scope it lacks (403). */
        NOT_ALLOWED,
        /** 404. */
        NOT_FOUND,
        /** 409. */
        CONFLICT,
        /** 429: the rate limit, or the lock-out after wrong tokens. */
        RATE_LIMITED,
        /** 5xx that came from the instance itself. */
        SERVER_ERROR,
        /** No complete answer in time. */
        TIMED_OUT,
        /** No answer at all: name, network, certificate, or a gateway without a server behind it (502, 503, 504). */
        UNREACHABLE,
        /** The person pressed Ctrl-C at a question. */
        INTERRUPTED
    }

    private final Kind kind;
    private final String hint;

    /**
     * @param message one sentence without a full stop and without a token
     * @param hint    what to do next, or null when there is nothing sensible to say
     */
    public PaasException(Kind kind, String message, String hint) {
        super(message);
        this.kind = kind;
        this.hint = hint;
    }

    /** As above, with no next step. */
    public PaasException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** What went wrong, never null. */
    public Kind kind() {
        return kind;
    }

    /** The next step, or null. */
    public String hint() {
        return hint;
    }
}
