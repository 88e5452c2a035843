package lib.json;

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
        for (RecordComponent component : RecordShape.of(record).components()) {
            Object value = value(RecordShape.value(record, component));
            if (value != null) {
                fields.put(component.getName(), value);
            }
        }
        return fields;
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
