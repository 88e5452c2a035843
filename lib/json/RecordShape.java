package lib.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a record class consists of, looked up once a class: the JVM makes the components anew whenever they are asked for, and a way to call
 * each accessor with them, which costs more than everything else that is done with a record.
 */
public final class RecordShape {

    private static final Map<Class<?>, RecordShape> KNOWN = new ConcurrentHashMap<>();

    private final Class<? extends Record> type;
    private final RecordComponent[] components;
    private Constructor<? extends Record> constructor;

    private RecordShape(Class<? extends Record> type) {
        this.type = type;
        components = type.getRecordComponents();
        for (RecordComponent each : components) {
            // results are often records nested privately in their operation
            each.getAccessor().setAccessible(true);
        }
    }

    /** The shape of this record's class. */
    public static RecordShape of(Record record) {
        RecordShape known = KNOWN.get(record.getClass());
        if (known == null) {
            known = new RecordShape(record.getClass());
            KNOWN.put(record.getClass(), known);
        }
        return known;
    }

    /** In the order of their declaration; not to be changed. */
    public RecordComponent[] components() {
        return components;
    }

    /** What a component of a record holds, as it is. */
    public static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's own accessor failed: " + component, e);
        }
    }

    /** A record of this class that holds these. */
    public Record with(Object[] values) {
        try {
            return constructor().newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record cannot be made again: " + type, e);
        }
    }

    private synchronized Constructor<? extends Record> constructor() throws NoSuchMethodException {
        if (constructor == null) {
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
            }
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        }
        return constructor;
    }
}
