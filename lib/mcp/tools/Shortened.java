package lib.mcp.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.json.JsonWriter;

/**
 * Keeps an answer within what an assistant takes. Claude Code 2.1 shows the first 2 KB of a result of more than 50,000 characters and
 * refuses one of more than 25,000 tokens; a log has 2.2 to 2.9 characters a token, and what is not ASCII about one. So an answer has at
 * most 40,000 characters and 20,000 tokens as counted here.
 */
final class Shortened {

    /** Of an answer; a token counts as two characters. Some room is left for what is said beside the JSON. */
    static final int MOST = 37_000;

    private static final double TOKEN = 2;
    private static final double CHARACTERS_OF_A_TOKEN = 2.2;
    private static final String FIELD = "shortened";
    private static final int FOR_WORDS = 400;
    private static final int TRIES = 12;

    private Shortened() {
    }

    static boolean fits(Map<String, Object> answer) {
        return weight(answer) <= MOST;
    }

    /** In characters, of the value as JSON. */
    static double weight(Object value) {
        String json = JsonWriter.line(Map.of("", value));
        return weight(json) - "{\"\":}".length();
    }

    private static double weight(String json) {
        double tokens = 0;
        for (int i = 0; i < json.length(); i++) {
            tokens += json.charAt(i) < 128 ? 1 / CHARACTERS_OF_A_TOKEN : 1;
        }
        return Math.max(json.length(), tokens * TOKEN);
    }

    /**
     * The same answer where it fits. Otherwise its longest text loses its middle, or its longest list of texts (a log, oldest first) its
     * first ones, and it begins with a word about it.
     */
    static Map<String, Object> of(Map<String, Object> answer) {
        Map<String, Object> result = answer;
        Map<String, Integer> lengths = new LinkedHashMap<>();
        for (int i = 0; i < TRIES && !fits(result); i++) {
            Longest longest = new Longest();
            longest.look(result, new ArrayList<>());
            double over = weight(result) - MOST + FOR_WORDS;
            if (longest.path == null || longest.weight < over) {
                break;
            }
            String name = longest.path.getLast();
            Object less;
            if (longest.value instanceof List<?> list) {
                less = list.subList(oldest(list, over), list.size());
                lengths.putIfAbsent(name, list.size());
            } else {
                less = cut((String) longest.value, over);
                lengths.put(name, 0);
            }
            result = with(result, longest.path, 0, less);
            result.remove(FIELD);
            Map<String, Object> shorter = new LinkedHashMap<>();
            shorter.put(FIELD, words(lengths));
            shorter.putAll(result);
            result = shorter;
        }
        for (int items = 400, text = 4000; !fits(result) && items > 0; items /= 2, text = Math.max(40, text / 2)) {
            Map<String, Object> shorter = new LinkedHashMap<>();
            shorter.put(FIELD, "long texts and lists are cut: at most " + items + " of a list, " + text + " characters of a text");
            capped(result, items, text).forEach(shorter::putIfAbsent);
            result = shorter;
        }
        return result;
    }

    /** A part of an answer: the same while it is no longer than that, else with its texts and lists cut. */
    static Object to(int most, Object part) {
        Object result = part;
        for (int items = 100, text = 1000; part instanceof Map && items > 0 && weight(result) > most; items /= 2, text = Math.max(40,
                text / 2)) {
            result = capped((Map<?, ?>) part, items, text);
        }
        return result;
    }

    private static String words(Map<String, Integer> lengths) {
        List<String> words = new ArrayList<>();
        lengths.forEach((name, length) -> words.add(length == 0 ? "the middle of " + name + " is left out"
                : "of the " + length + " lines in " + name + " the oldest are left out"));
        return String.join("; ", words) + ": an answer has at most 40,000 characters";
    }

    private static int oldest(List<?> lines, double over) {
        double freed = 0;
        int count = 0;
        while (count < lines.size() && freed < over) {
            freed += weight(lines.get(count)) + 1;
            count++;
        }
        return count;
    }

    /** Out of its middle; an escape of JSON takes up to six characters, so what is needed may take another turn. */
    private static String cut(String text, double over) {
        double share = Math.min(1, (over + 60) / weight(text));
        int gone = (int) Math.ceil(text.length() * share);
        int from = (text.length() - gone) / 2;
        int to = from + gone;
        from -= from > 0 && Character.isHighSurrogate(text.charAt(from - 1)) ? 1 : 0;
        to += to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
        return text.substring(0, from) + "\n… (" + (to - from) + " characters left out) …\n" + text.substring(to);
    }

    private static Map<String, Object> with(Map<?, ?> map, List<String> path, int depth, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, old) -> copy.put((String) name, !name.equals(path.get(depth)) ? old
                : depth == path.size() - 1 ? value : with((Map<?, ?>) old, path, depth + 1, value)));
        return copy;
    }

    private static Map<String, Object> capped(Map<?, ?> map, int items, int text) {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : map.entrySet()) {
            if (copy.size() == items && !(each.getValue() instanceof Number || each.getValue() instanceof Boolean)) {
                break;
            }
            copy.put((String) each.getKey(), capped(each.getValue(), items, text));
        }
        return copy;
    }

    private static Object capped(Object value, int items, int text) {
        if (value instanceof Map<?, ?> map) {
            return capped(map, Math.max(items, 20), text);
        }
        if (value instanceof List<?> list) {
            boolean lines = !list.isEmpty() && list.getFirst() instanceof String;
            List<Object> copy = new ArrayList<>();
            int from = lines ? Math.max(0, list.size() - items) : 0;
            for (Object each : list.subList(from, Math.min(list.size(), from + items))) {
                copy.add(capped(each, items, text));
            }
            return copy;
        }
        return value instanceof String string && string.length() > text ? string.substring(0, text) + "…" : value;
    }

    /** The longest text, or list of texts, outside of lists. */
    private static final class Longest {
        private List<String> path;
        private Object value;
        private double weight;

        private void look(Object each, List<String> above) {
            if (each instanceof Map<?, ?> map) {
                map.forEach((key, inner) -> {
                    List<String> here = new ArrayList<>(above);
                    here.add((String) key);
                    look(inner, here);
                });
            } else if (each instanceof String || each instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof String) {
                double own = Shortened.weight(each);
                if (own > weight) {
                    path = above;
                    value = each;
                    weight = own;
                }
            }
        }
    }
}
