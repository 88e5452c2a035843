package lib.sandbox.state;

/** The file of {@code --state} cannot be used: one sentence that says why, and what to do next. */
public final class StateFileException extends RuntimeException {

    private final String hint;

    StateFileException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
