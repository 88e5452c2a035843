package lib.run;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import lib.op.Rows;

/** The declared result of a command, as {@link Inputs} has what goes in. */
public final class Outputs {

    private Outputs() {
    }

    /**
     * The record that becomes the JSON: what call() declares, or what its json() does.
     *
     * @throws IllegalStateException when it declares none
     */
    public static Class<?> record(Class<?> command) {
        Class<?> result = declared(command, "call");
        Class<?> json = result == null ? null : declared(result, "json");
        Class<?> record = json == null ? result : json;
        if (record == null || !record.isRecord()) {
            throw new IllegalStateException(command + ".call() must declare the record that it returns, not " + record);
        }
        return record;
    }

    /** The component of that record with the rows; null when it lists nothing. */
    public static RecordComponent rows(Class<?> command) {
        for (RecordComponent component : record(command).getRecordComponents()) {
            if (component.isAnnotationPresent(Rows.class)) {
                return component;
            }
        }
        return null;
    }

    private static Class<?> declared(Class<?> type, String method) {
        for (Method each : type.getDeclaredMethods()) {
            if (each.getName().equals(method) && !each.isBridge() && each.getParameterCount() == 0) {
                return each.getReturnType();
            }
        }
        return null;
    }
}
