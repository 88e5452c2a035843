package lib.mcp.tools.answer;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.json.RecordShape;
import lib.mcp.ForeignText;
import lib.op.Cells;
import lib.op.FreeText;
import lib.run.CommandEntry;

/**
 * A result as an assistant may read it. Logs, names and commit messages are written by others, see {@link ForeignText}, and what is
 * declared to be free text is {@link Foreign}. Texts of our own that say what to do next name tools. Lines of a log have the date once.
 */
public final class Told {

    /** The names of components that say what to do, in whatever result. */
    private static final Set<String> OURS = Set.of("hint", "next", "note", "notes", "cut", "because", "check");

    private Told() {
    }

    /** Its components, in their order; those that are null are left out. @param called the tool's entry */
    public static Fields of(Record record, NextSteps steps, CommandEntry called) {
        return of(record, "", steps, called);
    }

    /** The same with the rows of this component as they are: most of a long list is never told, see {@link #row}. */
    public static Fields of(Record record, String rows, NextSteps steps, CommandEntry called) {
        Fields fields = new Fields();
        for (RecordComponent component : RecordShape.of(record).components()) {
            Object value = RecordShape.value(record, component);
            if (value != null) {
                boolean ours = OURS.contains(component.getName());
                boolean foreign = !ours && (component.isAnnotationPresent(FreeText.class) || component.isAnnotationPresent(Cells.class));
                boolean later = !ours && !foreign && component.getName().equals(rows) && ofRecords(value);
                Object told = later ? value : value(value, ours, steps, called);
                fields.put(component.getName(), !foreign ? told : new Foreign(told instanceof List<?> list ? ShortTimes.of(list) : told));
            }
        }
        return fields;
    }

    private static boolean ofRecords(Object value) {
        return value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Record;
    }

    /** One of the rows that were left as they are; one that was not comes back. */
    public static Object row(Object row, NextSteps steps, CommandEntry called) {
        return row instanceof Record record ? of(record, steps, called) : row;
    }

    /** Puts others in, or in place of what is there. */
    public static void put(Fields fields, Map<String, Object> others, NextSteps steps, CommandEntry called) {
        others.forEach((name, value) -> fields.put(name, value(value, OURS.contains(name), steps, called)));
    }

    private static Object value(Object value, boolean ours, NextSteps steps, CommandEntry called) {
        if (value instanceof String text) {
            return ForeignText.of(ours ? steps.own(text, called) : text);
        }
        if (value instanceof Record record) {
            return of(record, steps, called);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> told = new LinkedHashMap<>();
            map.forEach((name, inner) -> told.put(ForeignText.of((String) name), value(inner, false, steps, called)));
            return told;
        }
        if (value instanceof List<?> list) {
            List<Object> told = new ArrayList<>(list.size());
            for (Object each : list) {
                told.add(value(each, ours, steps, called));
            }
            return told;
        }
        return value;
    }
}
