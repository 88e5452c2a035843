package lib.op;

import java.util.List;

/**
 * Rows under headings, for people. The printer sets the widths and the colours.
 *
 * @param header column titles in capitals; a column named STATUS is coloured by its word
 * @param rows   as many cells a row as there are titles; never null cells. A cell is a text, a number, {@link Words}, a {@link Time}
 *               or a {@link Bar}
 */
public record Table(List<String> header, List<? extends List<?>> rows) implements Page.Part {

    /** What a column is worth where a terminal is too narrow for all of them. */
    public enum Worth {
        /** The next command needs it: never cut. */
        KEY,
        /** Short, and worth its place: gives way last. */
        FACT,
        /** Reads well as far as it goes, and is elsewhere in full: gives way first. */
        WORDS
    }

    /** What a column of this title is worth. */
    public static Worth worth(String title) {
        return switch (title) {
            case "ID", "NAME", "APP", "DEPLOYMENT", "STATUS", "VARIABLE", "SETTING", "CLIENT" -> Worth.KEY;
            case "MESSAGE", "DESCRIPTION", "SERVICES", "URL", "DOMAINS", "FILE", "STARTS", "VALUE", "BEFORE", "AFTER", "HERE",
                    "INSTANCE", "TRIGGER", "COMMAND", "RUNS", "BY" -> Worth.WORDS;
            default -> Worth.FACT;
        };
    }

    /**
     * A moment: shown relative to now on a terminal, as it is elsewhere.
     *
     * @param rfc3339 as the instance sent it; "" for none
     */
    public record Time(String rfc3339) {
    }

    /**
     * Something that can be said in words or by a short sign: the sign stands where a terminal is too narrow for a row with the words.
     * Neither is ever cut.
     *
     * @param brief says the same, e.g. {@code 0 3 * * *}
     */
    public record Words(String whole, String brief) {
    }

    /** A share of a whole: with a bar on a terminal, a number elsewhere. */
    public record Bar(double percent) {
    }
}
