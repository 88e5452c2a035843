package lib.sandbox.db;

/**
 * A piece of SQL text.
 *
 * @param text  of a text literal or a quoted name what it stands for, else as written
 * @param start where it begins in the source
 * @param end   one behind its last character there
 */
record Token(Kind kind, String text, int start, int end) {

    enum Kind { WORD, QUOTED, STRING, NUMBER, SYMBOL }

    boolean is(String word) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    /** Whether it can be the name of something. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** As the engine reads it. */
    String sql() {
        return switch (kind) {
            case STRING -> "'" + text.replace("'", "''") + "'";
            case QUOTED -> "\"" + text.replace("\"", "\"\"") + "\"";
            default -> text;
        };
    }
}
