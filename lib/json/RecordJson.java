package lib.json;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns records into the maps and lists that a JSON writer takes, component by component, in the order of their declaration. */
public final class RecordJson {

    private RecordJson() {
    }

    /** The record as an ordered map; nested records and lists likewise, null left out, everything else as it is. */
    public static Map<String, Object> of(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(value(record, component));
            if (value != null) {
                fields.put(component.getName(), value);
            }
        }
        return fields;
    }

    /** What a component of a record holds, as it is. */
    public static Object value(Record record, RecordComponent component) {
        Method accessor = component.getAccessor();
        try {
            // results are often records nested privately in their operation
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's own accessor failed: " + component, e);
        }
    }

    private static Object value(Object value) {
        if (value instanceof Record record) {
            return of(record);
        }
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>(list.size());
            for (Object item : list) {
                all.add(value(item));
            }
            return all;
        }
        return value;
    }
}
