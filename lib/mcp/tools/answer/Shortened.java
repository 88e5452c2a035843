package lib.mcp.tools.answer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps an answer within what an assistant takes in. Claude Code 2.1 shows the first 2 KB of a result of more than 50,000 characters and
 * refuses one of more than 25,000 tokens, so an answer has at most {@value #MOST} characters, and half as many tokens ({@link Tokens}).
 *
 * <p>What is too long is made to fit from the outside in: a record keeps all its components, and the longest of them share what room there
 * is; a text loses its middle, a list of lines (a log, oldest first) its first ones, any other list or map its last ones. As a record has a
 * fixed number of components and lists may become empty, there is nothing that cannot be made to fit, and what is left still fits the
 * tool's output schema.
 */
public final class Shortened {

    /** In characters, or half tokens: of all that one answer says. */
    public static final int MOST = 40_000;

    private static final String FIELD = "shortened";
    /** For what is said about it. */
    private static final int FOR_WORDS = 600;
    private static final int MOST_WORDS = 4;
    /** Of one item of a list, unless it is the only one. */
    private static final int LONGEST_ITEM = 4000;
    private static final int LEFT_OUT = 40;

    private final Marks marks;
    private final Set<String> words = new LinkedHashSet<>();

    /** @param marks what weighs the parts of the answer */
    public Shortened(Marks marks) {
        this.marks = marks;
    }

    /**
     * The same answer where it fits; else a shorter one that begins with a word about it.
     *
     * @param most what it may weigh, see {@link Marks#weight}
     */
    public Fields of(Fields answer, double most) {
        if (marks.fits(answer, most)) {
            return answer;
        }
        words.clear();
        Fields less = record(answer, most - FOR_WORDS);
        Fields told = new Fields();
        told.put(FIELD, String.join("; ", words.stream().limit(MOST_WORDS).toList()) + (words.size() > MOST_WORDS ? "; and more" : "")
                + ": an answer has at most 40,000 characters");
        told.putAll(less);
        return told;
    }

    /** A part of an answer: the same while it weighs no more than that, else a shorter one. */
    public Object to(double most, Object part) {
        return part(part, "", most);
    }

    private Object part(Object value, String name, double most) {
        if (marks.fits(value, most)) {
            return value;
        }
        if (value instanceof Foreign foreign) {
            return new Foreign(part(foreign.value(), name, most - Marks.WEIGHT));
        }
        if (value instanceof Fields fields) {
            return record(fields, most);
        }
        if (value instanceof Map<?, ?> map) {
            return first(map, name, most);
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list.getFirst() instanceof String ? last(list, name, most) : first(list, name, most);
        }
        if (value instanceof String text) {
            words.add("the middle of " + name + " is left out");
            return cut(text, most);
        }
        return value;
    }

    /** With all components: those that are longer than their share get no more than it. */
    private Fields record(Fields fields, double most) {
        Map<String, Double> weights = new LinkedHashMap<>();
        double room = most - 2;
        for (Map.Entry<String, Object> each : fields.entrySet()) {
            weights.put(each.getKey(), marks.weight(each.getValue()));
            room -= each.getKey().length() + 6;
        }
        double share = share(weights.values().stream().sorted().toList(), room);
        Fields less = new Fields();
        fields.forEach((name, value) -> less.put(name, part(value, name, share)));
        return less;
    }

    /** What each may weigh at most, so that all together weigh no more than there is room for. @param weights rising */
    private static double share(List<Double> weights, double room) {
        double left = room;
        for (int i = 0; i < weights.size(); i++) {
            double share = left / (weights.size() - i);
            if (weights.get(i) > share) {
                return Math.max(0, share);
            }
            left -= weights.get(i);
        }
        return Double.MAX_VALUE;
    }

    /** The newest lines. */
    private List<Object> last(List<?> lines, String name, double most) {
        List<Object> kept = new ArrayList<>();
        double room = most - 2;
        for (Object each : lines.reversed()) {
            Object line = item(each, name, kept.isEmpty() ? room - 1 : Math.min(LONGEST_ITEM, most / 4));
            room -= marks.weight(line) + 1;
            if (room < 0) {
                break;
            }
            kept.add(line);
        }
        if (kept.size() < lines.size()) {
            words.add("of the " + lines.size() + " lines in " + name + " the oldest " + (lines.size() - kept.size()) + " are left out");
        }
        return kept.reversed();
    }

    private List<Object> first(List<?> list, String name, double most) {
        List<Object> kept = new ArrayList<>();
        double room = most - 2;
        for (Object each : list) {
            Object item = item(each, name, kept.isEmpty() ? room - 1 : Math.min(room - 1, Math.max(LONGEST_ITEM, most / 4)));
            room -= marks.weight(item) + 1;
            if (room < 0) {
                break;
            }
            kept.add(item);
        }
        leftOut(list.size() - kept.size(), list.size(), name);
        return kept;
    }

    private Map<String, Object> first(Map<?, ?> map, String name, double most) {
        Map<String, Object> kept = new LinkedHashMap<>();
        double room = most - 2;
        for (Map.Entry<?, ?> each : map.entrySet()) {
            String key = (String) each.getKey();
            Object item = item(each.getValue(), name, Math.min(LONGEST_ITEM, most / 4));
            room -= marks.weight(key) + marks.weight(item) + 2;
            if (room < 0) {
                break;
            }
            kept.put(key, item);
        }
        leftOut(map.size() - kept.size(), map.size(), name);
        return kept;
    }

    private void leftOut(int count, int all, String name) {
        if (count > 0) {
            words.add("the last " + count + " of " + all + " in " + name + " are left out");
        }
    }

    /** An item of a list. The cells of a row stay in their columns. */
    private Object item(Object value, String name, double most) {
        if (marks.fits(value, most)) {
            return value;
        }
        words.add("long texts in " + name + " are cut");
        if (value instanceof String text) {
            return cut(text, most);
        }
        if (value instanceof List<?> cells && !cells.isEmpty()) {
            double share = share(cells.stream().map(marks::weight).sorted().toList(), most - 2 - cells.size());
            List<Object> row = new ArrayList<>(cells.size());
            cells.forEach(each -> row.add(each == null ? null : item(each, name, share)));
            return row;
        }
        Set<String> before = new LinkedHashSet<>(words);
        Object less = part(value, name, most);
        // which component of which of a hundred rows it was helps nobody
        words.retainAll(before);
        return less;
    }

    /** Out of its middle, or, where there is next to no room, all but its beginning. */
    private String cut(String text, double most) {
        double room = most - LEFT_OUT - 10;
        double keep = text.length() * Math.min(1, room / marks.weight(text));
        for (int i = 0; i < 20 && keep > LEFT_OUT; i++, keep *= 0.9) {
            int head = (int) keep / 2;
            int tail = text.length() - head;
            head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
            tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
            String less = text.substring(0, head) + "\n… (" + (tail - head) + " characters left out) …\n" + text.substring(tail);
            if (marks.fits(less, most)) {
                return less;
            }
        }
        // an escape of JSON is six characters
        int head = Math.clamp((int) (most - 8) / 6, 0, text.length());
        head -= head > 0 && Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
        return most < 8 ? "" : text.substring(0, head) + "…";
    }
}
