package lib.op;

import java.util.ArrayList;
import java.util.List;

/** What a person sees of a result: lines and tables in order. Plain text; the printer cleans it, lays it out and colours it. */
public final class Page {

    /** A piece of a page: a line or a table. */
    public sealed interface Part permits Line, Text, Data, Facts, Grid, Table {
    }

    /** One line of text, without its end. */
    public record Line(String text) implements Part {
    }

    /** Text of a program's making, as it is: its lines and tabs are kept, and a last line without an end stays without. */
    public record Text(String text) implements Part {
    }

    /**
     * Names and what they stand for, aligned in two columns.
     *
     * @param facts name and value in turn; a value is a text, a number, or a {@link Table.Time}
     */
    public record Facts(List<Object> facts) implements Part {
    }

    /** Text for another program: byte for byte as it is, but on a terminal, where it is cleaned as any other. */
    public record Data(String text) implements Part {
    }

    /**
     * Rows of a database under the names of their columns. No column is left out: where they do not fit beside each other on a terminal,
     * each row is shown as a block.
     *
     * @param rows   cells are texts, or null for NULL
     * @param blocks whether each row is shown as a block in any case
     */
    public record Grid(List<String> columns, List<List<String>> rows, boolean blocks) implements Part {
    }

    private final List<Part> parts = new ArrayList<>();
    private boolean fromEnd;

    /** Its end is what one looks at first, as with a log. */
    public Page lookedAtFromItsEnd() {
        fromEnd = true;
        return this;
    }

    /** Whether its end is what one looks at first. */
    public boolean fromEnd() {
        return fromEnd;
    }

    /** Adds a line; "" is a blank one. */
    public Page line(String text) {
        parts.add(new Line(text));
        return this;
    }

    /** Adds a text as it is. */
    public Page text(String text) {
        parts.add(new Text(text));
        return this;
    }

    /** Adds facts: name and value in turn; a pair whose value is null or "" is left out. */
    public Page facts(Object... namesAndValues) {
        List<Object> facts = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null && !value.equals("") && !(value instanceof Table.Time time && time.rfc3339().isEmpty())) {
                facts.add(namesAndValues[i]);
                facts.add(value);
            }
        }
        parts.add(new Facts(facts));
        return this;
    }

    /** Adds a table. */
    public Page table(Table table) {
        parts.add(table);
        return this;
    }

    /** Adds a piece of another page. */
    public Page add(Part part) {
        parts.add(part);
        return this;
    }

    /** The parts in order. */
    public List<Part> parts() {
        return parts;
    }
}
