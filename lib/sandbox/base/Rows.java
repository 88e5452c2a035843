package lib.sandbox.base;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A table of the instance's database: rows with an id, in the order of their making. Rows are values; one changes by being replaced. */
public class Rows<T> {

    private final Function<T, String> id;
    private final Map<String, T> rows = new LinkedHashMap<>();

    public Rows(Function<T, String> id) {
        this.id = id;
    }

    /** A copy. */
    public synchronized List<T> all() {
        return List.copyOf(rows.values());
    }

    /** null when there is none. */
    public synchronized T find(String wanted) {
        return rows.get(wanted);
    }

    /** Takes the place of the row with the same id; without one it is added at the end. */
    public synchronized void put(T row) {
        rows.put(id.apply(row), row);
    }

    /** Replaces a row by what the function makes of it, at one stroke; null when there is none. */
    public synchronized T change(String wanted, UnaryOperator<T> edit) {
        return rows.computeIfPresent(wanted, (same, row) -> edit.apply(row));
    }

    /** Replaces every row by what the function makes of it. */
    public synchronized void changeAll(UnaryOperator<T> edit) {
        rows.replaceAll((same, row) -> edit.apply(row));
    }

    /** Whether there was such a row. */
    public synchronized boolean remove(String wanted) {
        return rows.remove(wanted) != null;
    }

    /** Forgets what is here and takes these. */
    public synchronized void load(Collection<T> saved) {
        rows.clear();
        saved.forEach(this::put);
    }
}
