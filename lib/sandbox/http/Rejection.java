package lib.sandbox.http;

/** An answer {@code {"error": …}} thrown from wherever a check fails; it carries no stack trace, being an answer and not a failure. */
public final class Rejection extends RuntimeException {

    private final int status;
    private final long retryAfter;

    public Rejection(int status, String error) {
        this(status, error, 0);
    }

    /** @param retryAfter whole seconds for the Retry-After header, 0 for none */
    public Rejection(int status, String error, long retryAfter) {
        super(error, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** Throws it when this holds. */
    public static void when(boolean refused, int status, String error) {
        if (refused) {
            throw new Rejection(status, error);
        }
    }

    /** This, or the refusal when it is null. */
    public static <T> T found(T value, int status, String error) {
        when(value == null, status, error);
        return value;
    }

    Answer answer() {
        Answer answer = Answer.error(status, getMessage());
        return retryAfter == 0 ? answer : answer.with("Retry-After", Long.toString(retryAfter));
    }
}
