package lib.services.sql;

/**
 * A piece of SQL between blanks and comments.
 *
 * @param text as it is written
 * @param from where it begins in the whole text
 * @param to   where it ends
 */
record Token(Kind kind, String text, int from, int to) {

    enum Kind {
        /** A keyword or a name. */
        WORD,
        /** A name in quotes. */
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        /** What the database's own command-line client would act on. */
        CLIENT,
        /** A comment that is executed, or that changes how the statement is. */
        EXECUTED,
        /** What begins and does not end, or is no SQL at all. */
        BROKEN
    }

    /** Whether it is this keyword, which is given in small letters. ASCII alone: other letters that look alike make another name. */
    boolean is(String word) {
        return kind == Kind.WORD && small(text).equals(word);
    }

    /** Whether it is this symbol. */
    boolean symbol(char symbol) {
        return kind == Kind.SYMBOL && text.length() == 1 && text.charAt(0) == symbol;
    }

    /** The keyword in small letters; "" for what is none. */
    String word() {
        return kind == Kind.WORD ? small(text) : "";
    }

    static String small(String text) {
        StringBuilder small = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            small.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return small.toString();
    }
}
