package lib.sandbox.base;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A part of the state that survives a restart of the process ({@code --state FILE}): the name it has in the file, the type it is read
 * back as, and where it comes from and goes to. The value is plain: records, public fields, lists, maps by text, texts, numbers,
 * booleans, byte arrays, OffsetDateTime, null. What {@code out} hands out must not change while it is being written: a copy, or values.
 *
 * @param in takes what {@code out} once gave, at the start and before the first request; an exception from it means a damaged file
 */
public record Kept<T>(String key, JavaType type, Supplier<T> out, Consumer<T> in) {

    /** A list of rows of one class. */
    public static <R> Kept<List<R>> list(String key, Class<R> row, Supplier<List<R>> out, Consumer<List<R>> in) {
        return new Kept<>(key, TypeFactory.defaultInstance().constructCollectionType(List.class, row), out, in);
    }

    /** A table. */
    public static <R> Kept<List<R>> rows(String key, Class<R> row, Rows<R> rows) {
        return list(key, row, rows::all, rows::load);
    }

    /** One value. */
    public static <T> Kept<T> value(String key, Class<T> type, Supplier<T> out, Consumer<T> in) {
        return new Kept<>(key, TypeFactory.defaultInstance().constructType(type), out, in);
    }
}
