package lib.config;

/** The saved connection cannot be read or written; the message names the file, the hint says how to mend it. */
public final class ConfigException extends RuntimeException {

    /** Whether a connection is missing, or the file or the disk is at fault. */
    public enum Kind {
        /** There is no saved connection. */
        NOT_CONNECTED,
        /** The file is damaged, of a newer version, unreadable, or cannot be written. */
        BROKEN
    }

    private final Kind kind;
    private final String hint;

    ConfigException(Kind kind, String message, String hint) {
        super(message);
        this.kind = kind;
        this.hint = hint;
    }

    /** Which of the two it is. */
    public Kind kind() {
        return kind;
    }

    /** The next step, never null. */
    public String hint() {
        return hint;
    }
}
