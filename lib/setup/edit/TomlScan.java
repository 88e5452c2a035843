package lib.setup.edit;

import java.util.ArrayList;
import java.util.List;

/** Where things stand in a TOML text. The text has been parsed before: here it is taken as sound, and nothing is kept but offsets. */
final class TomlScan {

    /**
     * A line {@code [a.b]} or {@code [[a.b]]}.
     *
     * @param start the bracket
     * @param end   where the line's last token ends, a comment included
     */
    record Header(List<String> path, boolean array, int start, int end) {
    }

    /**
     * A line {@code key = value}, or a member of an inline table.
     *
     * @param header the index of the header it stands under, -1 above all
     * @param path   from the document's root
     * @param start  the key's first character
     * @param keyEnd behind the key
     * @param end    where its last token ends, a comment included; of a member: the value's end
     */
    record Pair(int header, List<String> path, int start, int keyEnd, int value, int valueEnd, int end) {
    }

    final List<Header> headers = new ArrayList<>();
    final List<Pair> pairs = new ArrayList<>();
    private final String text;

    TomlScan(String text) {
        this.text = text;
        int at = skip(0);
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                boolean array = text.charAt(at + 1) == '[';
                List<String> path = new ArrayList<>();
                int end = key(at + (array ? 2 : 1), path) + (array ? 2 : 1);
                headers.add(new Header(path, array, at, lineToken(end)));
                at = skip(end);
            } else {
                List<String> path = new ArrayList<>(headers.isEmpty() ? List.of() : headers.getLast().path);
                Pair pair = pair(at, path, headers.size() - 1);
                pair = new Pair(pair.header, pair.path, pair.start, pair.keyEnd, pair.value, pair.valueEnd, lineToken(pair.valueEnd));
                pairs.add(pair);
                at = skip(pair.end);
            }
        }
    }

    /** The members of the inline table that is this pair's value. */
    List<Pair> members(Pair table) {
        List<Pair> members = new ArrayList<>();
        int at = skip(table.value + 1);
        while (text.charAt(at) != '}') {
            Pair member = pair(at, new ArrayList<>(table.path), table.header);
            members.add(member);
            at = skip(member.valueEnd);
            at = text.charAt(at) == ',' ? skip(at + 1) : at;
        }
        return members;
    }

    boolean inlineTable(Pair pair) {
        return text.charAt(pair.value) == '{';
    }

    /** The end of the line's last token before this offset's line end: a comment behind a value belongs to it. */
    private int lineToken(int from) {
        int at = blanks(from);
        if (at < text.length() && text.charAt(at) == '#') {
            return lineEnd(at);
        }
        return from;
    }

    /** Where the line's end characters begin. */
    int lineEnd(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && !text.startsWith("\r\n", at)) {
            at++;
        }
        return at;
    }

    private Pair pair(int start, List<String> path, int header) {
        int keyEnd = key(start, path);
        int value = blanks(blanks(keyEnd) + 1);
        int valueEnd = value(value);
        return new Pair(header, path, start, keyEnd, value, valueEnd, valueEnd);
    }

    /** Adds the parts of a dotted key. @return where it ends, without blanks behind it */
    private int key(int from, List<String> path) {
        int at = blanks(from);
        while (true) {
            int end = at;
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                end = value(at);
                String inner = text.substring(at + 1, end - 1);
                path.add(c == '"' ? TomlReader.unescape(inner) : inner);
            } else {
                while (end < text.length() && ".=] \t".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                path.add(text.substring(at, end));
            }
            int next = blanks(end);
            if (text.charAt(next) != '.') {
                return text.charAt(next) == ']' ? next : end;
            }
            at = blanks(next + 1);
        }
    }

    /** Where a value ends that begins here. */
    private int value(int at) {
        char c = text.charAt(at);
        if (text.startsWith("\"\"\"", at) || text.startsWith("'''", at)) {
            return multiLine(at, c);
        }
        if (c == '"' || c == '\'') {
            int end = at + 1;
            while (text.charAt(end) != c) {
                end += c == '"' && text.charAt(end) == '\\' ? 2 : 1;
            }
            return end + 1;
        }
        if (c == '[' || c == '{') {
            return nested(at);
        }
        int end = at;
        while (end < text.length() && ",]}#\n\r".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        while (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t') {
            end--;
        }
        return end;
    }

    private int multiLine(int at, char quote) {
        String three = String.valueOf(quote).repeat(3);
        int end = at + 3;
        while (!text.startsWith(three, end)) {
            end += quote == '"' && text.charAt(end) == '\\' ? 2 : 1;
        }
        end += 3;
        // the string may end with one or two quotes of its own
        for (int extra = 0; extra < 2 && end < text.length() && text.charAt(end) == quote; extra++) {
            end++;
        }
        return end;
    }

    private int nested(int open) {
        int depth = 0;
        int at = open;
        do {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = value(at);
            } else if (c == '#') {
                at = lineEnd(at);
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        } while (depth > 0);
        return at;
    }

    private int blanks(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** The next token, over lines and comments. */
    private int skip(int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = lineEnd(at);
            } else if (JsonScan.blank(c)) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }
}
