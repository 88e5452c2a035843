package lib.setup.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * Our entry in a configuration file: written so that what a person added to an older one stays, and checked by a parser before anybody
 * stores it.
 *
 * @param syntax  the file's language
 * @param path    where the entry is
 * @param own     what it must say; to a table in it (variables) only what is missing is added
 * @param presets what it says where nobody said otherwise
 * @param foreign what an older entry may not keep: it would make it another kind of server
 */
public record Entry(Syntax syntax, List<String> path, Map<String, Object> own, Map<String, Object> presets, List<String> foreign) {

    /** The entry as it is in this text; null when there is none. A value that is no table counts as an empty entry. */
    public Map<String, Object> in(String text) {
        Object at = syntax.read(text);
        for (String name : path) {
            if (!(at instanceof Map<?, ?> table) || !table.containsKey(name)) {
                return null;
            }
            at = table.get(name);
        }
        return at instanceof Map<?, ?> table ? table(table) : Map.of();
    }

    /** What the table around the entry holds besides it; -1 when there is no such table. */
    public int neighbours(String text) {
        Object at = syntax.read(text);
        for (String name : path.subList(0, path.size() - 1)) {
            at = at instanceof Map<?, ?> table ? table.get(name) : null;
        }
        return at instanceof Map<?, ?> table ? table.size() - (table.containsKey(path.getLast()) ? 1 : 0) : -1;
    }

    /**
     * The text with the entry in it; the same text when it says all of this already.
     *
     * @throws Failure when the text does not parse, or has no place for an entry
     */
    public String write(String text) {
        Map<String, Object> old = in(text);
        Map<String, Object> wanted = new LinkedHashMap<>(own);
        presets.forEach(wanted::putIfAbsent);
        String result = text;
        if (old == null || old.isEmpty()) {
            result = syntax.put(text, path, wanted);
        } else {
            for (String name : foreign) {
                if (old.containsKey(name) && !own.containsKey(name)) {
                    result = syntax.drop(result, below(name));
                }
            }
            Map<String, Object> kept = new LinkedHashMap<>(old);
            foreign.forEach(kept::remove);
            kept.putAll(own);
            for (Map.Entry<String, Object> each : own.entrySet()) {
                if (each.getValue() instanceof Map<?, ?> ours && old.get(each.getKey()) instanceof Map<?, ?> theirs) {
                    Map<String, Object> both = table(theirs);
                    for (Map.Entry<?, ?> one : ours.entrySet()) {
                        if (both.putIfAbsent((String) one.getKey(), one.getValue()) == null) {
                            result = syntax.put(result, below(each.getKey(), (String) one.getKey()), one.getValue());
                        }
                    }
                    kept.put(each.getKey(), both);
                } else if (!Objects.equals(old.get(each.getKey()), each.getValue())) {
                    result = syntax.put(result, below(each.getKey()), each.getValue());
                }
            }
            wanted = kept;
        }
        check(text, result, wanted);
        return result;
    }

    /**
     * The text without the entry; the same text when there is none.
     *
     * @param container whether the table around it goes too when nothing else is left in it
     */
    public String remove(String text, boolean container) {
        String result = syntax.drop(text, path);
        check(text, result, null);
        if (container && neighbours(result) == 0) {
            result = syntax.drop(result, path.subList(0, path.size() - 1));
        }
        return result;
    }

    /** What somebody may paste into a file. */
    public String snippet() {
        Map<String, Object> wanted = new LinkedHashMap<>(own);
        presets.forEach(wanted::putIfAbsent);
        return syntax.snippet(path, wanted);
    }

    /** Nothing but the entry may differ. That an edit is right is proved for each one, not hoped for. */
    private void check(String before, String after, Map<String, Object> wanted) {
        try {
            if (wanted == null ? in(after) != null : !wanted.equals(in(after))) {
                throw new Failure(Kind.FAILED, "has a form that cannot be edited safely");
            }
            if (!without(syntax.read(before)).equals(without(syntax.read(after)))) {
                throw new Failure(Kind.FAILED, "has a form that cannot be edited without touching other settings");
            }
        } catch (Failure e) {
            throw e.getMessage().startsWith("has ") ? e : new Failure(Kind.FAILED, "has a form that cannot be edited safely");
        }
    }

    /** The document without the entry, and without tables on its way that hold nothing else. */
    private Map<String, Object> without(Map<String, Object> document) {
        return without(document, path);
    }

    private static Map<String, Object> without(Map<String, Object> document, List<String> path) {
        Map<String, Object> rest = new LinkedHashMap<>(document);
        if (path.size() == 1) {
            rest.remove(path.getFirst());
            return rest;
        }
        Object inner = rest.get(path.getFirst());
        Map<String, Object> left = inner instanceof Map<?, ?> table ? without(table(table), path.subList(1, path.size())) : Map.of();
        if (inner == null || inner instanceof Map<?, ?> && left.isEmpty()) {
            rest.remove(path.getFirst());
        } else if (inner instanceof Map<?, ?>) {
            rest.put(path.getFirst(), left);
        }
        return rest;
    }

    private List<String> below(String... names) {
        List<String> whole = new ArrayList<>(path);
        whole.addAll(List.of(names));
        return whole;
    }

    private static Map<String, Object> table(Map<?, ?> table) {
        Map<String, Object> typed = new LinkedHashMap<>();
        table.forEach((name, value) -> typed.put((String) name, value));
        return typed;
    }
}
