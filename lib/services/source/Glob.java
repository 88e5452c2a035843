package lib.services.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A pattern of an ignore file. It is matched by going forward and back to the last star alone, so that no pattern takes longer than its
 * length times the path's: what a folder brings along may be written to hang whoever reads it. Source: gitignore(5), git's wildmatch; it
 * works on bytes, as git does.
 */
final class Glob {

    /** One part of a pattern between two slashes; null stands for two stars: any number of folders. */
    private final List<List<Token>> parts = new ArrayList<>();
    private boolean everythingInside;
    private boolean never;

    private enum Kind { ONE, ANY, STAR }

    /** @param set the bytes that it fits, for {@link Kind#ONE} */
    private record Token(Kind kind, BitSet set) {
    }

    /** @param anchored whether it begins at the folder of its file; else any folder below may stand before it */
    Glob(String pattern, boolean anchored) {
        String[] texts = new String(pattern.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).split("/", -1);
        if (!anchored) {
            parts.add(null);
        }
        for (int i = 0; i < texts.length; i++) {
            if (texts[i].equals("**") && texts.length > 1) {
                if (i == texts.length - 1) {
                    everythingInside = true;
                } else if (parts.isEmpty() || parts.getLast() != null) {
                    parts.add(null);
                }
            } else {
                parts.add(part(i < texts.length - 1 ? texts[i].replaceFirst("(?<!\\\\)((?:\\\\\\\\)*)\\\\$", "$1") : texts[i]));
            }
        }
    }

    /** @param path with slashes, relative to the folder of the pattern's file */
    boolean matches(String path) {
        if (never) {
            return false;
        }
        String[] names = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).split("/");
        if (!everythingInside) {
            return fits(names, names.length);
        }
        for (int end = names.length - 1; end >= 1; end--) {
            if (fits(names, end)) {
                return true;
            }
        }
        return parts.isEmpty() || parts.size() == 1 && parts.getFirst() == null;
    }

    private boolean fits(String[] names, int end) {
        int name = 0;
        int part = 0;
        int back = -1;
        int from = 0;
        while (name < end) {
            if (part < parts.size() && parts.get(part) == null) {
                back = ++part;
                from = name;
            } else if (part < parts.size() && fits(parts.get(part), names[name])) {
                part++;
                name++;
            } else if (back >= 0) {
                part = back;
                name = ++from;
            } else {
                return false;
            }
        }
        while (part < parts.size() && parts.get(part) == null) {
            part++;
        }
        return part == parts.size();
    }

    private static boolean fits(List<Token> tokens, String name) {
        int at = 0;
        int token = 0;
        int back = -1;
        int from = 0;
        while (at < name.length()) {
            Token each = token < tokens.size() ? tokens.get(token) : null;
            if (each != null && each.kind == Kind.STAR) {
                back = ++token;
                from = at;
            } else if (each != null && (each.kind == Kind.ANY || each.set.get(name.charAt(at)))) {
                token++;
                at++;
            } else if (back >= 0) {
                token = back;
                at = ++from;
            } else {
                return false;
            }
        }
        while (token < tokens.size() && tokens.get(token).kind == Kind.STAR) {
            token++;
        }
        return token == tokens.size();
    }

    private List<Token> part(String text) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                if (tokens.isEmpty() || tokens.getLast().kind != Kind.STAR) {
                    tokens.add(new Token(Kind.STAR, null));
                }
            } else if (c == '?') {
                tokens.add(new Token(Kind.ANY, null));
            } else if (c == '[') {
                BitSet set = new BitSet(256);
                i = set(text, i + 1, set);
                tokens.add(new Token(Kind.ONE, set));
            } else {
                if (c == '\\') {
                    if (++i == text.length()) {
                        never = true; // as git: a backslash at the end fits nothing
                        break;
                    }
                    c = text.charAt(i);
                }
                BitSet set = new BitSet(256);
                set.set(c);
                tokens.add(new Token(Kind.ONE, set));
            }
        }
        return tokens;
    }

    /** A set in brackets. @return where it ends; a set without an end fits nothing */
    private int set(String text, int start, BitSet set) {
        int i = start;
        boolean not = i < text.length() && (text.charAt(i) == '!' || text.charAt(i) == '^');
        i += not ? 1 : 0;
        int last = -1;
        for (boolean first = true; i < text.length() && (first || text.charAt(i) != ']'); first = false, i++) {
            char c = text.charAt(i);
            int end = text.indexOf(":]", i);
            if (c == '[' && text.startsWith("[:", i) && end > 0) {
                named(text.substring(i + 2, end), set);
                i = end + 1;
                last = -1;
            } else if (c == '-' && last >= 0 && i + 1 < text.length() && text.charAt(i + 1) != ']') {
                c = text.charAt(++i);
                if (c == '\\' && i + 1 < text.length()) {
                    c = text.charAt(++i);
                }
                if (last <= c) {
                    set.set(last, c + 1);
                }
                last = -1;
            } else {
                if (c == '\\' && i + 1 < text.length()) {
                    c = text.charAt(++i);
                }
                set.set(c);
                last = c;
            }
        }
        never |= i >= text.length();
        if (not) {
            set.flip(0, 256);
        }
        return i;
    }

    private void named(String name, BitSet set) {
        String regex = switch (name) {
            case "alpha" -> "[A-Za-z]";
            case "digit" -> "[0-9]";
            case "alnum" -> "[A-Za-z0-9]";
            case "upper" -> "[A-Z]";
            case "lower" -> "[a-z]";
            case "xdigit" -> "[0-9A-Fa-f]";
            case "space" -> "[ \\t\\n\\x0b\\f\\r]";
            case "blank" -> "[ \\t]";
            case "punct" -> "\\p{Punct}";
            case "cntrl" -> "\\p{Cntrl}";
            case "graph" -> "\\p{Graph}";
            case "print" -> "\\p{Print}";
            default -> null;
        };
        if (regex == null) {
            never = true;
            return;
        }
        for (char c = 0; c < 128; c++) {
            if (String.valueOf(c).matches(regex)) {
                set.set(c);
            }
        }
    }
}
