package lib.base;

/**
 * The one failure of the program: one sentence, and a next step where there is one. Everything below the command line fails with it; what a
 * script decides on is its kind, which knows the process's exit code.
 *
 * <p>The message never holds a token. It may hold text of the server: whoever prints it cleans it.
 */
public final class Failure extends RuntimeException {

    /** What went wrong, in the terms a script decides on. */
    public enum Kind {
        /** The operation failed, or the instance answered something unusable. */
        FAILED(1),
        /** The caller asked for something that cannot be. */
        USAGE(2),
        /** The person said no, or ended the question, or nobody could be asked. */
        DECLINED(3),
        /** A token that is not accepted (401), or a scope that it lacks (403). */
        NOT_ALLOWED(4),
        /** There is no saved connection. */
        NOT_CONNECTED(4),
        /** 404. */
        NOT_FOUND(5),
        /** 409. */
        CONFLICT(6),
        /** 429 of the rate limit: to wait a moment helps. */
        RATE_LIMITED(1),
        /** 429 of the lock-out after wrong tokens: another try makes it longer. */
        LOCKED_OUT(1),
        /** 5xx that came from the instance itself. */
        SERVER_ERROR(1),
        /** No complete answer in time to a request that changes nothing. */
        TIMED_OUT(7),
        /** Nothing was sent, or nothing that changes anything: name, network, certificate, a gateway without a server behind it. */
        UNREACHABLE(8),
        /** A request that changes something was sent, and its answer did not come: it may have been done. */
        ANSWER_LOST(9),
        /** The person pressed Ctrl-C. */
        INTERRUPTED(130);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** What the process ends with. The numbers are a contract with scripts: they are never reused for something else. */
        public int exitCode() {
            return exitCode;
        }

        /** Whether an instance that is away for a moment fails so: who waits for something may ask again. */
        public boolean passing() {
            return this == UNREACHABLE || this == SERVER_ERROR || this == TIMED_OUT || this == RATE_LIMITED;
        }
    }

    private final Kind kind;
    private final String hint;

    /**
     * @param message one sentence without a full stop and without a token
     * @param hint    what to do next, or null when there is nothing sensible to say
     */
    public Failure(Kind kind, String message, String hint) {
        super(message);
        this.kind = kind;
        this.hint = hint;
    }

    /** As above, with no next step. */
    public Failure(Kind kind, String message) {
        this(kind, message, null);
    }

    /** The thread was interrupted while it waited; it is marked so again. */
    public static Failure interrupted() {
        Thread.currentThread().interrupt();
        return new Failure(Kind.INTERRUPTED, "interrupted");
    }

    /** What went wrong, never null. */
    public Kind kind() {
        return kind;
    }

    /** The next step, or null. */
    public String hint() {
        return hint;
    }

    /** The same with another next step. */
    public Failure withHint(String other) {
        return new Failure(kind, getMessage(), other);
    }
}
