package lib.op;

import java.util.ArrayList;
import java.util.List;

/** What a person sees of a result: lines and tables in order. Plain text; the printer cleans it, lays it out and colours it. */
public final class Page {

    /** A piece of a page: a line or a table. */
    public sealed interface Part permits Line, Table {
    }

    /** One line of text, without its end. */
    public record Line(String text) implements Part {
    }

    private final List<Part> parts = new ArrayList<>();

    /** Adds a line; "" is a blank one. */
    public Page line(String text) {
        parts.add(new Line(text));
        return this;
    }

    /** Adds a table. */
    public Page table(Table table) {
        parts.add(table);
        return this;
    }

    /** The parts in order. */
    public List<Part> parts() {
        return parts;
    }
}
