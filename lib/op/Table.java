package lib.op;

import java.util.List;

/**
 * Rows under headings, for people. The printer sets the widths and the colours.
 *
 * @param header column titles in capitals; a column named STATUS is coloured by its word
 * @param rows   as many cells a row as there are titles; never null cells
 */
public record Table(List<String> header, List<List<String>> rows) implements Page.Part {
}
