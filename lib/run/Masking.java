package lib.run;

import java.lang.reflect.ParameterizedType;
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
import lib.op.Cells;
import lib.op.FreeText;
import lib.op.Result;
import lib.op.SecretAddress;
import lib.op.Undo;
import lib.op.ValueOf;
import lib.op.Variables;

/**
 * Masks what a result holds, by what its record declares each component to be: free text by the shapes of secrets, variables by their
 * names,
 * nothing else. It happens before anything is laid out or written as JSON.
 */
final class Masking {

    private static final Map<Class<?>, Boolean> PLAIN = new ConcurrentHashMap<>();

    private final Secrets secrets;
    private final List<String> hidden = new ArrayList<>();

    private Masking(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The same result with its secrets masked; the very same object where it can hold none. */
    static Result masked(Result result, Secrets secrets) {
        return result instanceof Record record ? (Result) new Masking(secrets).record(record) : result;
    }

    /** The same failure without secrets in its words. */
    static Failure masked(Failure failure, Secrets secrets) {
        return new Failure(failure.kind(), secrets.text(String.valueOf(failure.getMessage())),
                failure.hint() == null ? null : secrets.text(failure.hint()));
    }

    private Record record(Record record) {
        RecordShape shape = RecordShape.of(record);
        if (plain(record.getClass(), shape)) {
            return record;
        }
        RecordComponent[] components = shape.components();
        Object[] values = new Object[components.length];
        boolean changed = false;
        for (int i = 0; i < components.length; i++) {
            Object value = RecordShape.value(record, components[i]);
            values[i] = masked(record, components[i], value);
            changed |= values[i] != value;
        }
        return changed ? shape.with(values) : record;
    }

    /** Whether no record of this class holds anything that is masked; thousands of rows are not read to find nothing. */
    private static boolean plain(Class<?> type, RecordShape shape) {
        Boolean known = PLAIN.get(type);
        if (known == null) {
            known = true;
            for (RecordComponent each : shape.components()) {
                Class<?> holds = each.getType();
                known &= each.getAnnotations().length == 0 && (holds.isPrimitive() || holds == String.class);
            }
            PLAIN.put(type, known);
        }
        return known;
    }

    private Object masked(Record record, RecordComponent component, Object value) {
        if (value == null) {
            return null;
        }
        Variables variables = component.getAnnotation(Variables.class);
        ValueOf valueOf = component.getAnnotation(ValueOf.class);
        if (variables != null) {
            return variables((Map<?, ?>) value, variables.secret().isEmpty() ? List.of() : (Collection<?>) value(record,
                    variables.secret()));
        }
        if (valueOf != null) {
            String name = String.valueOf(value(record, valueOf.value()));
            boolean secret = Secrets.credential(name.substring(name.lastIndexOf(' ') + 1));
            return secret && !value.equals("") ? Secrets.MASK : secrets.text((String) value);
        }
        Cells cells = component.getAnnotation(Cells.class);
        if (cells != null) {
            return cells((List<?>) value(record, cells.value()), (List<?>) value);
        }
        if (component.isAnnotationPresent(SecretAddress.class)) {
            return address((String) value);
        }
        if (component.isAnnotationPresent(FreeText.class)) {
            return value instanceof String text ? secrets.text(text) : lines((List<?>) value);
        }
        return value instanceof Undo undo ? undo.masked(this::told)
                : value instanceof Record inner ? record(inner) : value instanceof List<?> list && ofRecords(component) ? records(list)
                : value;
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

    private static boolean ofRecords(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type && type.getActualTypeArguments()[0] instanceof Class<?> item
                && item.isRecord();
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
