package lib.sandbox.base;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A table of the instance's database: rows with an id, in the order of their making. Rows are values; one changes by being replaced. */
public class Rows<T> {

    private final Function<T, String> id;
    private final List<T> rows = new ArrayList<>();

    public Rows(Function<T, String> id) {
        this.id = id;
    }

    /** A copy. */
    public synchronized List<T> all() {
        return List.copyOf(rows);
    }

    /** null when there is none. */
    public synchronized T find(String wanted) {
        return rows.stream().filter(row -> id.apply(row).equals(wanted)).findFirst().orElse(null);
    }

    /** Takes the place of the row with the same id; without one it is added at the end. */
    public synchronized void put(T row) {
        int index = indexOf(id.apply(row));
        if (index < 0) {
            rows.add(row);
        } else {
            rows.set(index, row);
        }
    }

    /** Replaces a row by what the function makes of it, at one stroke; null when there is none. */
    public synchronized T change(String wanted, UnaryOperator<T> edit) {
        int index = indexOf(wanted);
        if (index < 0) {
            return null;
        }
        rows.set(index, edit.apply(rows.get(index)));
        return rows.get(index);
    }

    /** Replaces every row by what the function makes of it. */
    public synchronized void changeAll(UnaryOperator<T> edit) {
        rows.replaceAll(edit);
    }

    /** Whether there was such a row. */
    public synchronized boolean remove(String wanted) {
        return rows.removeIf(row -> id.apply(row).equals(wanted));
    }

    /** Forgets what is here and takes these. */
    public synchronized void load(Collection<T> saved) {
        rows.clear();
        rows.addAll(saved);
    }

    private int indexOf(String wanted) {
        for (int i = 0; i < rows.size(); i++) {
            if (id.apply(rows.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }
}
