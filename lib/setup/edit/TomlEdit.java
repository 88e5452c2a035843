package lib.setup.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.setup.edit.TomlScan.Header;
import lib.setup.edit.TomlScan.Pair;

/** TOML, whichever of its four ways of writing a table somebody chose: headers, inline tables, dotted keys, or a mixture. */
public final class TomlEdit implements Syntax {

    @Override
    public Map<String, Object> read(String text) {
        return TomlReader.read(text);
    }

    @Override
    public String put(String text, List<String> path, Object value) {
        refuseOtherKinds(read(text), path);
        TomlScan scan = new TomlScan(text);
        Pair pair = pair(scan, path);
        if (pair != null && !(value instanceof Map<?, ?> && scan.inlineTable(pair))) {
            boolean member = !scan.pairs.contains(pair);
            return replace(text, pair.value(), pair.valueEnd(),
                    TomlStyle.value(value, line(text), JsonStyle.indentation(text, pair.start()), member));
        }
        if (value instanceof Map<?, ?> map && (pair != null || header(scan, path) >= 0)) {
            String result = text;
            for (Map.Entry<?, ?> each : map.entrySet()) {
                result = put(result, below(path, (String) each.getKey()), each.getValue());
            }
            return result;
        }
        return insert(text, scan, path, value);
    }

    private String insert(String text, TomlScan scan, List<String> path, Object value) {
        for (int length = path.size() - 1; length > 0; length--) {
            Pair table = pair(scan, path.subList(0, length));
            if (table != null) {
                return intoInlineTable(text, scan, table, path.subList(length, path.size()), value);
            }
        }
        if (value instanceof Map<?, ?> map) {
            return append(text, path, map);
        }
        List<String> parent = path.subList(0, path.size() - 1);
        int header = header(scan, parent);
        if (header >= 0) {
            Pair last = scan.pairs.stream().filter(pair -> pair.header() == header).reduce((first, second) -> second).orElse(null);
            int behind = last == null ? scan.headers.get(header).end() : last.end();
            return addLine(text, behind, last == null ? scan.headers.get(header).start() : last.start(), path.subList(parent.size(),
                    path.size()), value);
        }
        Pair dotted = scan.pairs.stream().filter(pair -> startsWith(pair.path(), parent)).reduce((first, second) -> second).orElse(null);
        if (dotted != null && (dotted.header() < 0 || scan.headers.get(dotted.header()).path().size() < parent.size())) {
            int above = dotted.header() < 0 ? 0 : scan.headers.get(dotted.header()).path().size();
            return addLine(text, dotted.end(), dotted.start(), path.subList(above, path.size()), value);
        }
        return append(text, parent, Map.of(path.getLast(), value));
    }

    private static String addLine(String text, int behind, int like, List<String> key, Object value) {
        String indentation = JsonStyle.indentation(text, like);
        return replace(text, behind, behind,
                line(text) + indentation + TomlStyle.key(key) + " = " + TomlStyle.value(value, line(text), indentation, false));
    }

    /** A table of its own at the end of the file: it is valid there whatever stands above. */
    private static String append(String text, List<String> path, Map<?, ?> values) {
        String line = line(text);
        StringBuilder result = new StringBuilder(text);
        boolean empty = text.isEmpty() || text.equals("\ufeff");
        if (!empty) {
            // one blank line, even behind another one: dropTable takes one away
            result.append(text.endsWith("\n") ? "" : line).append(line);
        }
        result.append('[').append(TomlStyle.key(path)).append(']').append(line);
        values.forEach((name, value) -> result.append(TomlStyle.key(List.of((String) name))).append(" = ")
                .append(TomlStyle.value(value, line, "", false)).append(line));
        return result.toString();
    }

    private static String intoInlineTable(String text, TomlScan scan, Pair table, List<String> key, Object value) {
        List<Pair> members = scan.members(table);
        String member = TomlStyle.key(key) + " = " + TomlStyle.value(value, "", "", true);
        if (members.isEmpty()) {
            return replace(text, table.value() + 1, table.valueEnd() - 1, " " + member + " ");
        }
        return replace(text, members.getLast().valueEnd(), members.getLast().valueEnd(), ", " + member);
    }

    @Override
    public String drop(String text, List<String> path) {
        read(text);
        String rest = text;
        while (true) {
            String less = dropOne(rest, new TomlScan(rest), path);
            if (less.equals(rest)) {
                return rest;
            }
            rest = less;
        }
    }

    private static String dropOne(String text, TomlScan scan, List<String> path) {
        for (int i = scan.headers.size() - 1; i >= 0; i--) {
            if (startsWith(scan.headers.get(i).path(), path)) {
                return dropTable(text, scan, i);
            }
        }
        for (Pair pair : scan.pairs.reversed()) {
            if (startsWith(pair.path(), path)) {
                return dropLines(text, scan, pair.start(), pair.end());
            }
            if (startsWith(path, pair.path()) && scan.inlineTable(pair)) {
                String less = dropMember(text, scan, pair, path);
                if (!less.equals(text)) {
                    return less;
                }
            }
        }
        return text;
    }

    /** A table from its header to its last value, and one blank line before it; comments around it stay. */
    private static String dropTable(String text, TomlScan scan, int index) {
        Header header = scan.headers.get(index);
        int end = scan.pairs.stream().filter(pair -> pair.header() == index).mapToInt(Pair::end).max().orElse(header.end());
        int start = lineStart(text, header.start());
        int before = start > 0 ? lineStart(text, start - 1) : 0;
        boolean blank = start > 0 && text.substring(before, start).isBlank() && before > 0;
        return replace(text, blank ? before : start, afterLine(text, scan, end), "");
    }

    private static String dropLines(String text, TomlScan scan, int from, int end) {
        int start = lineStart(text, from);
        if (start > 0 && text.charAt(start - 1) == '\n') {
            int previous = start - (start > 1 && text.charAt(start - 2) == '\r' ? 2 : 1);
            return replace(text, previous, scan.lineEnd(end), "");
        }
        return replace(text, start, afterLine(text, scan, end), "");
    }

    private static String dropMember(String text, TomlScan scan, Pair table, List<String> path) {
        List<Pair> members = scan.members(table);
        for (int i = members.size() - 1; i >= 0; i--) {
            Pair member = members.get(i);
            if (startsWith(member.path(), path)) {
                if (i > 0) {
                    return replace(text, members.get(i - 1).valueEnd(), member.valueEnd(), "");
                }
                return members.size() > 1 ? replace(text, member.start(), members.get(1).start(), "")
                        : replace(text, table.value() + 1, table.valueEnd() - 1, "");
            }
            if (startsWith(path, member.path()) && scan.inlineTable(member)) {
                return dropMember(text, scan, member, path);
            }
        }
        return text;
    }

    @Override
    public String snippet(List<String> path, Object value) {
        return append("", path, (Map<?, ?>) value);
    }

    /** The pair that defines this path, inside inline tables too; null when it is defined otherwise or not at all. */
    private static Pair pair(TomlScan scan, List<String> path) {
        List<Pair> pairs = new ArrayList<>(scan.pairs);
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            if (pair.path().equals(path)) {
                return pair;
            }
            if (startsWith(path, pair.path()) && scan.inlineTable(pair)) {
                pairs.addAll(scan.members(pair));
            }
        }
        return null;
    }

    private static int header(TomlScan scan, List<String> path) {
        for (int i = 0; i < scan.headers.size(); i++) {
            if (!scan.headers.get(i).array() && scan.headers.get(i).path().equals(path)) {
                return i;
            }
        }
        return -1;
    }

    private static void refuseOtherKinds(Map<String, Object> document, List<String> path) {
        Object at = document;
        for (String name : path.subList(0, path.size() - 1)) {
            at = ((Map<?, ?>) at).get(name);
            if (at == null) {
                return;
            }
            if (!(at instanceof Map<?, ?>)) {
                throw new Failure(Kind.FAILED, "has something else than a table at \"" + name + "\"");
            }
        }
    }

    private static boolean startsWith(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }

    private static List<String> below(List<String> path, String name) {
        List<String> whole = new ArrayList<>(path);
        whole.add(name);
        return whole;
    }

    private static int lineStart(String text, int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return start == 0 && text.startsWith("\ufeff") ? 1 : start;
    }

    private static int afterLine(String text, TomlScan scan, int from) {
        int end = scan.lineEnd(from);
        return end == text.length() ? end : end + (text.charAt(end) == '\r' ? 2 : 1);
    }

    private static String line(String text) {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    private static String replace(String text, int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }
}
