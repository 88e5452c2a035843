package lib.mcp.tools.arguments;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.json.RecordShape;
import lib.mcp.ForeignText;
import lib.mcp.tools.answer.Fields;
import lib.mcp.tools.answer.Marks;
import lib.mcp.tools.answer.Shortened;
import lib.op.Range;
import lib.op.Rows;
import lib.run.Inputs;
import lib.run.Outputs;
import picocli.CommandLine.Model.ArgSpec;

/**
 * The part of a listing that one answer holds. A result with {@link Rows} that is too long, or of which a part is asked for, has its rows
 * in the order of how much they matter, as many as fit, and a {@code page} before them: how many are shown of how many, how many there are
 * of each status, and how to get at the others.
 *
 * @param rows    the name of the component with the rows; "" for a result without
 * @param worst   as in {@link Rows}
 * @param limit   rows at most
 * @param offset  rows to pass over
 * @param filters the tool's parameters that narrow what is listed
 */
public record Portion(String rows, String worst, int limit, int offset, List<String> filters) {

    static final Portion WHOLE = new Portion("", "", Integer.MAX_VALUE, 0, List.of());

    private static final String LIMIT = "limit";
    private static final String OFFSET = "offset";

    /** A row that is longer than this is shortened itself. */
    private static final int LONGEST_ROW = 4000;
    /** Of these it costs less to weigh them all at once than one by one. */
    private static final int FEW = 100;
    /** For the page's own words. */
    private static final int PAGE = 1000;

    /** The parameters that a tool has for this besides those that its operation declares. */
    static List<String> inputs(Class<?> command, List<ArgSpec> declared) {
        List<String> names = new ArrayList<>();
        if (Outputs.rows(command) != null) {
            if (declared.stream().noneMatch(each -> Inputs.name(each).equals(LIMIT))) {
                names.add(LIMIT);
            }
            names.add(OFFSET);
        }
        return names;
    }

    /**
     * The schemas of these parameters, for the list of tools.
     *
     * @return by name; empty for a command that lists nothing
     */
    public static Map<String, Map<String, Object>> schemas(Class<?> command, List<ArgSpec> declared) {
        Map<String, Map<String, Object>> schemas = new LinkedHashMap<>();
        for (String each : inputs(command, declared)) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "integer");
            schema.put("description", each.equals(LIMIT) ? "Rows at most." : "Rows to skip.");
            schema.put("minimum", each.equals(LIMIT) ? 1 : 0);
            schemas.put(each, schema);
        }
        return schemas;
    }

    /**
     * What is asked for.
     *
     * @throws Failure USAGE when limit or offset is no number of rows
     */
    static Portion of(Class<?> command, List<ArgSpec> declared, Map<String, Object> given) {
        RecordComponent component = Outputs.rows(command);
        if (component == null) {
            return WHOLE;
        }
        int offset = number(OFFSET, given.get(OFFSET), 0, 0);
        int limit = number(LIMIT, given.get(LIMIT), 1, Integer.MAX_VALUE);
        for (ArgSpec each : declared) {
            if (Inputs.name(each).equals(LIMIT)) {
                limit = declared(each, limit, offset, given);
            }
        }
        List<String> filters = new ArrayList<>();
        declared.forEach(each -> filters.add(Inputs.name(each)));
        filters.remove(LIMIT);
        return new Portion(component.getName(), component.getAnnotation(Rows.class).worst(),
                limit, offset, filters);
    }

    /** An operation with a limit of its own is asked for the rows before the offset as well. */
    private static int declared(ArgSpec input, int given, int offset, Map<String, Object> values) {
        if (offset == 0) {
            return Integer.MAX_VALUE;
        }
        int limit = given < Integer.MAX_VALUE ? given : (Integer) input.getValue();
        Range range = Inputs.range(input);
        long all = (long) limit + offset;
        values.put(LIMIT, range == null || limit > range.max() ? all : Math.min(range.max(), all));
        return limit;
    }

    private static int number(String name, Object value, int least, int otherwise) {
        if (value == null || value.equals("")) {
            return otherwise;
        }
        Integer number = GivenValue.whole(GivenValue.plain(value), least, Integer.MAX_VALUE);
        if (number == null) {
            throw new Failure(Kind.USAGE, "the value of \"" + name + "\" does not fit: it has to be a whole number from " + least
                    + "; what came is " + GivenValue.came(value));
        }
        return number;
    }

    /**
     * @param answer its rows may stand in it as they came
     * @param most   what the answer may weigh, see {@link Marks#weight}
     * @param tell   makes of a row that came what an assistant may read; asked for those alone that are shown
     * @return all of it, the worst rows first, where that is asked for and fits
     */
    public Fields of(Fields answer, Marks marks, double most, UnaryOperator<Object> tell) {
        if (!(answer.get(rows) instanceof List<?> all)) {
            return answer;
        }
        List<Ranked> sorted = new ArrayList<>(all.size());
        for (Object each : all) {
            Object field = field(each);
            sorted.add(new Ranked(each, field, rank(field)));
        }
        sorted.sort(Comparator.comparingDouble(Ranked::rank));
        List<Object> told = new ArrayList<>();
        if (limit == Integer.MAX_VALUE && offset == 0 && mayFit(sorted, told, marks, most, tell)) {
            Fields whole = new Fields(answer);
            whole.put(rows, told);
            if (marks.fits(whole, most)) {
                return whole;
            }
        }
        Shortened shorter = new Shortened(marks);
        int from = Math.min(offset, sorted.size());
        Fields rest = new Fields(answer);
        rest.put(rows, List.of());
        rest = shorter.of(rest, most / 2);
        double room = most - PAGE - marks.weight(rest);
        List<Object> shown = new ArrayList<>();
        int end = (int) Math.min(sorted.size(), (long) from + limit);
        for (int i = from; i < end; i++) {
            Object row = i < told.size() ? told.get(i) : tell.apply(sorted.get(i).row);
            double weight = marks.weight(row);
            Object one = weight <= LONGEST_ROW ? row : shorter.to(LONGEST_ROW, row);
            room -= (weight <= LONGEST_ROW ? weight : marks.weight(one)) + 1;
            if (room < 0) {
                break;
            }
            shown.add(one);
        }
        Fields result = new Fields();
        result.put("page", page(answer, sorted, from, shown.size()));
        result.putAll(rest);
        result.put(rows, shown);
        return result;
    }

    /** A row with the field by which rows are in order. */
    private record Ranked(Object row, Object field, double rank) {
    }

    /** Tells the rows until they are too long for any answer, in characters alone, or all are told. @return whether all are */
    private static boolean mayFit(List<Ranked> sorted, List<Object> told, Marks marks, double most,
            UnaryOperator<Object> tell) {
        boolean few = sorted.size() <= FEW;
        double length = 0;
        for (Ranked each : sorted) {
            Object row = tell.apply(each.row);
            told.add(row);
            length += few ? 0 : marks.length(row);
            if (length > most) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Object> page(Map<String, Object> answer, List<Ranked> sorted, int from, int shown) {
        Map<String, Object> page = new LinkedHashMap<>();
        int end = from + shown;
        int total = answer.get("total") instanceof Number number ? Math.max(number.intValue(), sorted.size()) : sorted.size();
        String order = worst.isEmpty() ? "" : worst.equals("status") ? ", worst first: failed, building, then the rest"
                : ", the highest " + worst + " first";
        List<String> ways = new ArrayList<>();
        if (end < total) {
            ways.add("the next ones with offset " + end);
        }
        if (!filters.isEmpty() && end < total) {
            ways.add("fewer with " + String.join(" or ", filters));
        }
        page.put("note", (shown == 0 ? "none" : (from + 1) + " to " + end) + " of " + total + order
                + (ways.isEmpty() ? "" : "; ask for " + String.join(", or for ", ways)));
        page.put("shown", shown);
        page.put("total", total);
        if (end < total) {
            page.put("nextOffset", end);
        }
        if (worst.equals("status") && !answer.containsKey("counts")) {
            Map<String, Integer> counts = new LinkedHashMap<>();
            sorted.forEach(each -> counts.merge(ForeignText.of(String.valueOf(each.field)), 1, Integer::sum));
            page.put("counts", counts);
        }
        return page;
    }

    private static double rank(Object field) {
        if (field instanceof Number number) {
            return -number.doubleValue();
        }
        return "failed".equals(field) ? 0 : "building".equals(field) ? 1 : 2;
    }

    private Object field(Object row) {
        if (row instanceof Record record) {
            for (RecordComponent each : RecordShape.of(record).components()) {
                if (each.getName().equals(worst)) {
                    return RecordShape.value(record, each);
                }
            }
        }
        return row instanceof Map<?, ?> map ? map.get(worst) : null;
    }
}
