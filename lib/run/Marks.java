package lib.run;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import lib.op.Cells;
import lib.op.FreeText;
import lib.op.SecretAddress;
import lib.op.ValueOf;
import lib.op.Variables;

/**
 * What the components of a record are declared to hold, a word a component, as far as {@link Masking} asks. The words are derived for the
 * program's own records ({@code lib.derived.MarkTable}): the JVM makes a class for each kind of annotation that is read in a process.
 */
public final class Marks {

    /** Text or a number that is shown as it is. */
    static final char PLAIN = 'p';
    /** Whatever its value says: a record, an undo, something else. */
    static final char ANY = '-';
    static final char RECORDS = 'r';
    static final char FREE = 'f';
    static final char ADDRESS = 'a';
    /** Behind these stands the name of another component, or nothing. */
    static final char VARIABLES = 'v';
    static final char VALUE = 'o';
    static final char CELLS = 'c';

    private Marks() {
    }

    /** The words with a blank between them; "" when all are plain. */
    public static String of(Class<?> record) {
        StringBuilder words = new StringBuilder();
        boolean plain = true;
        for (RecordComponent each : record.getRecordComponents()) {
            String word = of(each);
            plain &= word.charAt(0) == PLAIN;
            words.append(words.isEmpty() ? "" : " ").append(word);
        }
        return plain ? "" : words.toString();
    }

    private static String of(RecordComponent component) {
        Variables variables = component.getAnnotation(Variables.class);
        ValueOf value = component.getAnnotation(ValueOf.class);
        Cells cells = component.getAnnotation(Cells.class);
        if (variables != null) {
            return VARIABLES + variables.secret();
        }
        if (value != null) {
            return VALUE + value.value();
        }
        if (cells != null) {
            return CELLS + cells.value();
        }
        Class<?> type = component.getType();
        return String.valueOf(component.isAnnotationPresent(SecretAddress.class) ? ADDRESS
                : component.isAnnotationPresent(FreeText.class) ? FREE
                : type.isPrimitive() || type == String.class ? PLAIN
                : ofRecords(component) ? RECORDS : ANY);
    }

    private static boolean ofRecords(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType type && type.getActualTypeArguments()[0] instanceof Class<?> item
                && item.isRecord();
    }
}
