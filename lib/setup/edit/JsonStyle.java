package lib.setup.edit;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import lib.setup.edit.JsonScan.Braces;
import lib.setup.edit.JsonScan.Member;

/**
 * How a JSON text is written, taken from the text itself.
 *
 * @param oneLine whether a document with something in it stands on one line, as minifiers write it
 * @param unit    one step of indentation
 * @param line    what ends a line
 * @param colon   what stands between a name and its value
 */
record JsonStyle(boolean oneLine, String unit, String line, String colon) {

    static final JsonStyle PLAIN = new JsonStyle(false, "  ", "\n", ": ");

    static JsonStyle of(String text, Braces root) {
        String line = text.contains("\r\n") ? "\r\n" : text.indexOf('\n') < 0 && text.indexOf('\r') >= 0 ? "\r" : "\n";
        if (root == null || root.members().isEmpty()) {
            return new JsonStyle(false, PLAIN.unit, line, PLAIN.colon);
        }
        Member first = root.members().getFirst();
        boolean oneLine = !hasLineEnd(text, root.open(), root.close());
        String colon = text.charAt(first.value() - 1) == ' ' ? ": " : ":";
        String outer = indentation(text, root.open());
        String inner = startsLine(text, first.start()) ? indentation(text, first.start()) : "";
        boolean deeper = inner.length() > outer.length() && inner.startsWith(outer);
        return new JsonStyle(oneLine, deeper ? inner.substring(outer.length()) : PLAIN.unit, line, oneLine ? colon : ": ");
    }

    /** The value as text, its lines but the first indented this deep. */
    String write(Object value, String indentation) {
        StringBuilder text = new StringBuilder();
        write(value, indentation, text);
        return text.toString();
    }

    String member(String name, Object value, String indentation) {
        return quoted(name) + colon + write(value, indentation);
    }

    private void write(Object value, String indentation, StringBuilder text) {
        switch (value) {
            case Map<?, ?> map when map.isEmpty() -> text.append("{}");
            case Map<?, ?> map -> {
                text.append('{');
                Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator();
                while (members.hasNext()) {
                    Map.Entry<?, ?> member = members.next();
                    text.append(oneLine ? "" : line + indentation + unit).append(quoted((String) member.getKey())).append(colon);
                    write(member.getValue(), indentation + unit, text);
                    text.append(!members.hasNext() ? "" : oneLine ? comma() : ",");
                }
                text.append(oneLine ? "}" : line + indentation + "}");
            }
            case List<?> list -> {
                boolean wide = !oneLine && list.size() > 1;
                text.append('[');
                for (int i = 0; i < list.size(); i++) {
                    text.append(wide ? line + indentation + unit : "");
                    write(list.get(i), indentation + unit, text);
                    text.append(i == list.size() - 1 ? "" : wide ? "," : comma());
                }
                text.append(wide ? line + indentation + "]" : "]");
            }
            case String string -> text.append(quoted(string));
            default -> text.append(value);
        }
    }

    String comma() {
        return colon.length() > 1 ? ", " : ",";
    }

    /** The blanks a line begins with, for the line of this offset. */
    static String indentation(String text, int offset) {
        int start = offset;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r' && text.charAt(start - 1) != '\ufeff') {
            start--;
        }
        int end = start;
        while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    /** Whether only blanks stand before this offset on its line. */
    static boolean startsLine(String text, int offset) {
        int start = offset - indentation(text, offset).length();
        return start > 0 && (text.charAt(start - 1) == '\n' || text.charAt(start - 1) == '\r');
    }

    static boolean hasLineEnd(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return true;
            }
        }
        return false;
    }

    static String quoted(String string) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c) && !paired(string, i)) {
                        text.append("\\u").append(String.format("%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.append('"').toString();
    }

    private static boolean paired(String string, int at) {
        return Character.isHighSurrogate(string.charAt(at))
                ? at + 1 < string.length() && Character.isLowSurrogate(string.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(string.charAt(at - 1));
    }
}
