package lib.run;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lib.base.Failure;
import lib.base.secrets.Secrets;
import lib.json.RecordShape;
import lib.op.Result;
import lib.op.Undo;

/**
 * Masks what a result holds, by what its record declares each component to be ({@link Marks}): free text by the shapes of secrets,
 * variables by their names, nothing else. It happens before anything is laid out or written as JSON.
 */
final class Masking {

    /** By class; none for a record that holds nothing which is masked: thousands of rows are not read to find nothing. */
    private static final Map<Class<?>, String[]> KNOWN = new ConcurrentHashMap<>();
    private static final String[] PLAIN = {};

    private final Secrets secrets;
    private final Catalog catalog;
    private final List<String> hidden = new ArrayList<>();

    private Masking(Secrets secrets, Catalog catalog) {
        this.secrets = secrets;
        this.catalog = catalog;
    }

    /** The same result with its secrets masked; the very same object where it can hold none. */
    static Result masked(Result result, Secrets secrets, Catalog catalog) {
        return result instanceof Record record ? (Result) new Masking(secrets, catalog).record(record) : result;
    }

    /** The same failure without secrets in its words. */
    static Failure masked(Failure failure, Secrets secrets) {
        return new Failure(failure.kind(), secrets.text(String.valueOf(failure.getMessage())),
                failure.hint() == null ? null : secrets.text(failure.hint()));
    }

    private Record record(Record record) {
        String[] marks = marks(record.getClass());
        if (marks == PLAIN) {
            return record;
        }
        RecordShape shape = RecordShape.of(record);
        RecordComponent[] components = shape.components();
        Object[] values = new Object[components.length];
        boolean changed = false;
        for (int i = 0; i < components.length; i++) {
            Object value = RecordShape.value(record, components[i]);
            values[i] = value == null ? null : masked(record, marks[i], value);
            changed |= values[i] != value;
        }
        return changed ? shape.with(values) : record;
    }

    private String[] marks(Class<?> type) {
        String[] known = KNOWN.get(type);
        if (known == null) {
            String words = catalog.marks(type.getName());
            words = words == null ? Marks.of(type) : words;
            known = words.isEmpty() ? PLAIN : words.split(" ");
            KNOWN.put(type, known);
        }
        return known;
    }

    private Object masked(Record record, String mark, Object value) {
        String other = mark.substring(1);
        switch (mark.charAt(0)) {
            case Marks.VARIABLES:
                return variables((Map<?, ?>) value, other.isEmpty() ? List.of() : (Collection<?>) value(record, other));
            case Marks.VALUE:
                String name = String.valueOf(value(record, other));
                boolean secret = Secrets.credential(name.substring(name.lastIndexOf(' ') + 1));
                return secret && !value.equals("") ? Secrets.MASK : secrets.text((String) value);
            case Marks.CELLS:
                return cells((List<?>) value(record, other), (List<?>) value);
            case Marks.ADDRESS:
                return address((String) value);
            case Marks.FREE:
                return value instanceof String text ? secrets.text(text) : lines((List<?>) value);
            case Marks.RECORDS:
                return value instanceof List<?> list ? records(list) : value;
            case Marks.PLAIN:
                return value;
            default:
                return value instanceof Undo undo ? undo.masked(this::told) : value instanceof Record inner ? record(inner) : value;
        }
    }

    private String address(String url) {
        if (url.isEmpty()) {
            return url;
        }
        hidden.add(url);
        int host = url.indexOf("://");
        int path = host < 0 ? -1 : url.indexOf('/', host + 3);
        String origin = path < 0 || url.lastIndexOf('@', path) >= 0 ? "" : url.substring(0, path + 1);
        return origin + Secrets.MASK;
    }

    private String told(String text) {
        return hidden.stream().anyMatch(text::contains) ? Secrets.MASK : secrets.text(text);
    }

    private Map<String, String> variables(Map<?, ?> values, Collection<?> secret) {
        Map<String, String> plain = new LinkedHashMap<>();
        values.forEach((name, value) -> plain.put((String) name, (String) value));
        Map<String, String> masked = new LinkedHashMap<>(secrets.variables(plain));
        masked.replaceAll((name, value) -> secret.contains(name) && !value.isEmpty() ? Secrets.MASK : value);
        return masked;
    }

    private List<?> cells(List<?> columns, List<?> rows) {
        boolean named = columns.size() == 2 && "value".equalsIgnoreCase(String.valueOf(columns.get(1)));
        List<Object> all = new ArrayList<>(rows.size());
        for (Object each : rows) {
            List<?> row = (List<?>) each;
            List<String> masked = new ArrayList<>(row.size());
            for (int i = 0; i < row.size(); i++) {
                String cell = (String) row.get(i);
                Object name = named && i == 1 ? row.get(0) : i < columns.size() ? columns.get(i) : "";
                boolean secret = cell != null && !cell.isEmpty() && Secrets.field(String.valueOf(name));
                masked.add(secret ? Secrets.MASK : cell == null ? null : secrets.text(cell));
            }
            all.add(masked);
        }
        return all;
    }

    private List<String> lines(List<?> lines) {
        List<String> texts = new ArrayList<>(lines.size());
        for (Object line : lines) {
            texts.add((String) line);
        }
        return secrets.lines(texts);
    }

    private List<?> records(List<?> list) {
        List<Object> all = new ArrayList<>(list.size());
        boolean changed = false;
        for (Object each : list) {
            Object masked = record((Record) each);
            changed |= masked != each;
            all.add(masked);
        }
        return changed ? all : list;
    }

    private static Object value(Record record, String name) {
        for (RecordComponent component : RecordShape.of(record).components()) {
            if (component.getName().equals(name)) {
                return RecordShape.value(record, component);
            }
        }
        throw new IllegalStateException("a record has no component " + name + ": " + record.getClass());
    }
}
