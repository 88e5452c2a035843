package lib.op;

import java.util.List;

/**
 * Rows under headings, for people. The printer sets the widths and the colours.
 *
 * @param header column titles in capitals; a column named STATUS is coloured by its word
 * @param rows   as many cells a row as there are titles; never null cells. A cell is a text, a number, or a {@link Time}
 */
public record Table(List<String> header, List<? extends List<?>> rows) implements Page.Part {

    /**
     * A moment: shown relative to now on a terminal, as it is elsewhere.
     *
     * @param rfc3339 as the instance sent it; "" for none
     */
    public record Time(String rfc3339) {
    }
}
