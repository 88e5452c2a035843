package lib.setup.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * Where things stand in a JSON text with comments and trailing commas. The text has been parsed before: here it is taken as sound, and
 * nothing is kept but offsets. Nothing recurses, so depth costs no stack.
 */
final class JsonScan {

    /** A member of an object: its unescaped name, and offsets of the name's first quote and of the value. */
    record Member(String name, int start, int value, int end) {
    }

    /**
     * An object.
     *
     * @param last where its last token before the closing brace ends, comments included
     * @param trailingComma whether there is a comma behind the last member
     */
    record Braces(int open, int close, List<Member> members, int last, boolean trailingComma) {

        /** The member that counts of those with this name: the last; null when there is none. */
        Member get(String name) {
            return members.reversed().stream().filter(member -> member.name.equals(name)).findFirst().orElse(null);
        }
    }

    private final String text;

    JsonScan(String text) {
        this.text = text;
    }

    /** Where the document's value begins; -1 when there is nothing but blanks and comments. */
    int root() {
        int at = skip(0);
        return at < text.length() ? at : -1;
    }

    boolean objectAt(int at) {
        return text.charAt(at) == '{';
    }

    Braces object(int open) {
        List<Member> members = new ArrayList<>();
        boolean comma = false;
        int last = open + 1;
        int at = lastToken(open + 1);
        int end = skip(open + 1);
        last = Math.max(last, at);
        while (text.charAt(end) != '}') {
            int start = end;
            int nameEnd = string(start);
            int value = skip(skip(nameEnd) + 1);
            int valueEnd = value(value);
            members.add(new Member(unescape(text.substring(start + 1, nameEnd - 1)), start, value, valueEnd));
            last = lastToken(valueEnd);
            end = skip(valueEnd);
            comma = text.charAt(end) == ',';
            if (comma) {
                last = lastToken(end + 1);
                end = skip(end + 1);
            }
        }
        return new Braces(open, end, members, last, comma);
    }

    /** Where a value ends that begins here. */
    int value(int at) {
        switch (text.charAt(at)) {
            case '"':
                return string(at);
            case '{', '[':
                return nested(at);
            default:
                int end = at;
                while (end < text.length() && ",]}/ \t\r\n".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                return end;
        }
    }

    private int nested(int open) {
        int depth = 0;
        int at = open;
        do {
            char c = text.charAt(at);
            if (c == '"') {
                at = string(at);
            } else if (c == '/') {
                at = comment(at);
            } else {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                at++;
            }
        } while (depth > 0);
        return at;
    }

    private int string(int quote) {
        int at = quote + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** The next token that is no comment. */
    int skip(int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (blank(c)) {
                at++;
            } else if (c == '/') {
                at = comment(at);
            } else {
                return at;
            }
        }
        return at;
    }

    /** The end of the last comment from here to the next token, or here when there is none. */
    private int lastToken(int from) {
        int last = from;
        int at = from;
        while (at < text.length() && (blank(text.charAt(at)) || text.charAt(at) == '/')) {
            if (text.charAt(at) == '/') {
                at = comment(at);
                last = at;
            } else {
                at++;
            }
        }
        return last;
    }

    private int comment(int at) {
        if (text.charAt(at + 1) == '*') {
            return text.indexOf("*/", at + 2) + 2;
        }
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Whether the blanks that end here stand behind a comment that only a line's end closes. */
    boolean behindLineComment(int from, int blanks) {
        int at = from;
        boolean line = false;
        while (at < blanks) {
            if (text.charAt(at) == '/') {
                line = text.charAt(at + 1) == '/';
                at = comment(at);
            } else {
                line &= blank(text.charAt(at));
                at++;
            }
        }
        return line;
    }

    static boolean blank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\ufeff';
    }

    private static String unescape(String inner) {
        if (inner.indexOf('\\') < 0) {
            return inner;
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\') {
                name.append(c);
                continue;
            }
            char escaped = inner.charAt(++i);
            switch (escaped) {
                case 'u' -> {
                    name.append((char) Integer.parseInt(inner, i + 1, i + 5, 16));
                    i += 4;
                }
                case 'b' -> name.append('\b');
                case 'f' -> name.append('\f');
                case 'n' -> name.append('\n');
                case 'r' -> name.append('\r');
                case 't' -> name.append('\t');
                default -> name.append(escaped);
            }
        }
        return name.toString();
    }
}
