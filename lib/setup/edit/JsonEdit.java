package lib.setup.edit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.setup.edit.JsonScan.Braces;
import lib.setup.edit.JsonScan.Member;

/** JSON, with comments and trailing commas where somebody put them. */
public final class JsonEdit implements Syntax {

    @Override
    public Map<String, Object> read(String text) {
        return JsonReader.read(text);
    }

    @Override
    public String put(String text, List<String> path, Object value) {
        read(text);
        JsonScan scan = new JsonScan(text);
        int at = scan.root();
        if (at < 0) {
            return text + (text.isEmpty() || text.endsWith("\n") || text.equals("\ufeff") ? "" : JsonStyle.of(text, null).line())
                    + document(JsonStyle.of(text, null), path, value);
        }
        Braces braces = scan.object(at);
        JsonStyle style = JsonStyle.of(text, braces);
        for (int depth = 0; ; depth++) {
            Member member = braces.get(path.get(depth));
            Object rest = nested(path.subList(depth + 1, path.size()), value);
            if (member == null) {
                return insert(text, braces, style, path.get(depth), rest);
            }
            boolean object = scan.objectAt(member.value());
            if (depth == path.size() - 1 || !object && text.startsWith("null", member.value())) {
                return replace(text, member.value(), member.end(), style.write(rest, JsonStyle.indentation(text, member.start())));
            }
            if (!object) {
                throw new Failure(Kind.FAILED, "has something else than an object at \"" + path.get(depth) + "\"");
            }
            braces = scan.object(member.value());
        }
    }

    /** The member goes behind the last token, so that comments keep what they belong to and removing it gives back what was there. */
    private static String insert(String text, Braces braces, JsonStyle style, String name, Object value) {
        String outer = JsonStyle.indentation(text, braces.open());
        if (braces.members().isEmpty()) {
            if (style.oneLine()) {
                return replace(text, braces.last(), braces.last(), style.member(name, value, outer));
            }
            boolean closes = JsonStyle.hasLineEnd(text, braces.last(), braces.close());
            return replace(text, braces.last(), braces.last(), style.line() + outer + style.unit()
                    + style.member(name, value, outer + style.unit()) + (closes ? "" : style.line() + outer));
        }
        Member first = braces.members().getFirst();
        int end = braces.members().getLast().end();
        boolean alongside = !JsonStyle.hasLineEnd(text, braces.open(), braces.close());
        String inner = JsonStyle.startsLine(text, first.start()) ? JsonStyle.indentation(text, first.start()) : outer + style.unit();
        JsonStyle own = alongside ? new JsonStyle(true, style.unit(), style.line(), style.oneLine() ? style.colon() : ": ") : style;
        String member = (alongside ? own.comma().substring(1) : style.line() + inner) + own.member(name, value, inner);
        if (braces.trailingComma()) {
            return replace(text, braces.last(), braces.last(), member + ",");
        }
        return text.substring(0, end) + "," + text.substring(end, braces.last()) + member + text.substring(braces.last());
    }

    @Override
    public String drop(String text, List<String> path) {
        read(text);
        String rest = text;
        while (true) {
            JsonScan scan = new JsonScan(rest);
            int at = scan.root();
            if (at < 0) {
                return rest;
            }
            Braces braces = scan.object(at);
            for (String name : path.subList(0, path.size() - 1)) {
                Member member = braces.get(name);
                if (member == null || !scan.objectAt(member.value())) {
                    return rest;
                }
                braces = scan.object(member.value());
            }
            Member member = braces.get(path.getLast());
            if (member == null) {
                return rest;
            }
            rest = remove(rest, scan, braces, member);
        }
    }

    /** With the blanks before it and one comma: its own, else that of the member before. */
    private static String remove(String text, JsonScan scan, Braces braces, Member member) {
        int index = braces.members().indexOf(member);
        int before = index == 0 ? braces.open() + 1 : braces.members().get(index - 1).end();
        int start = member.start();
        while (start > before && JsonScan.blank(text.charAt(start - 1))) {
            start--;
        }
        if (braces.members().size() == 1 && text.substring(braces.open() + 1, member.start()).isBlank()
                && text.substring(member.end(), braces.close()).replaceFirst(",", "").isBlank()) {
            return replace(text, braces.open() + 1, braces.close(), "");
        }
        int comma = scan.skip(member.end());
        boolean owned = text.charAt(comma) == ',';
        if (scan.behindLineComment(before, start) && !JsonStyle.hasLineEnd(text, member.end(), scan.skip(owned ? comma + 1 : comma))) {
            start = member.start();
        }
        if (owned) {
            return text.substring(0, start) + text.substring(member.end(), comma) + text.substring(comma + 1);
        }
        if (index == 0) {
            return replace(text, start, member.end(), "");
        }
        int previous = scan.skip(before);
        return text.substring(0, previous) + text.substring(previous + 1, Math.max(start, previous + 1)) + text.substring(member.end());
    }

    @Override
    public String snippet(List<String> path, Object value) {
        return document(JsonStyle.PLAIN, path, value);
    }

    private static String document(JsonStyle style, List<String> path, Object value) {
        return style.write(nested(path, value), "") + style.line();
    }

    private static Object nested(List<String> path, Object value) {
        Object whole = value;
        for (String name : path.reversed()) {
            Map<String, Object> table = new LinkedHashMap<>();
            table.put(name, whole);
            whole = table;
        }
        return whole;
    }

    private static String replace(String text, int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }
}
