package lib.services.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which files of a folder are left out, by files of patterns in it and below it. Source: gitignore(5): the last pattern that fits decides,
 * those of a deeper folder over those above, {@code !} takes back, and nothing is taken back below a folder that is left out.
 */
final class IgnoreRules {

    private record Rule(Pattern pattern, boolean takesBack, boolean foldersOnly) {
    }

    private final Path root;
    private final String file;
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Map<String, Boolean> folders = new HashMap<>();

    /** @param file the name of the files with the patterns, e.g. {@code .gitignore} */
    IgnoreRules(Path root, String file) {
        this.root = root;
        this.file = file;
    }

    /** @param path below the root, with slashes */
    boolean ignores(String path, boolean folder) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            String parent = path.substring(0, slash);
            Boolean known = folders.get(parent);
            if (known == null) {
                known = ignores(parent, true);
                folders.put(parent, known);
            }
            if (known) {
                return true;
            }
        }
        boolean ignored = false;
        String base = "";
        for (int start = 0; start >= 0; ) {
            for (Rule rule : rules.computeIfAbsent(base, this::read)) {
                if ((folder || !rule.foldersOnly) && rule.pattern.matcher(bytes(path.substring(start))).matches()) {
                    ignored = !rule.takesBack;
                }
            }
            int next = path.indexOf('/', start);
            base = next < 0 ? base : path.substring(0, next);
            start = next < 0 ? -1 : next + 1;
        }
        return ignored;
    }

    private List<Rule> read(String folder) {
        List<Rule> found = new ArrayList<>();
        Path path = root.resolve(folder).resolve(file);
        if (Files.isRegularFile(path)) {
            try {
                for (String line : new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\r?\n")) {
                    rule(line, found);
                }
            } catch (IOException unreadable) {
                // as git: what cannot be read says nothing
            }
        }
        return found;
    }

    private static void rule(String line, List<Rule> into) {
        String text = line.startsWith("\ufeff") ? line.substring(1) : line;
        while (text.endsWith(" ") && !text.endsWith("\\ ")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        boolean takesBack = text.startsWith("!");
        text = takesBack ? text.substring(1) : text;
        boolean foldersOnly = text.endsWith("/");
        text = foldersOnly ? text.substring(0, text.length() - 1) : text;
        boolean anchored = text.indexOf('/') >= 0;
        text = text.startsWith("/") ? text.substring(1) : text;
        if (!text.isEmpty()) {
            try {
                into.add(new Rule(Pattern.compile((anchored ? "" : "(?:.*/)?") + regex(bytes(text)), Pattern.DOTALL), takesBack,
                        foldersOnly));
            } catch (PatternSyntaxException neverFits) {
                // as git: a set that makes no sense fits nothing
            }
        }
    }

    /** A character for each byte: that is what git's question mark and sets stand for. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            boolean first = i == 0 || glob.charAt(i - 1) == '/';
            if (c == '*' && first && glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (c == '*' && first && i > 0 && glob.substring(i).equals("**")) {
                regex.append(".+");
                i++;
            } else if (c == '*') {
                while (i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                    i++;
                }
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[') {
                i = set(glob, i, regex);
            } else {
                if (c == '\\' && i + 1 < glob.length()) {
                    c = glob.charAt(++i);
                }
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** A set in brackets. @return where it ends */
    private static int set(String glob, int start, StringBuilder regex) {
        int i = start + 1;
        boolean not = i < glob.length() && (glob.charAt(i) == '!' || glob.charAt(i) == '^');
        i += not ? 1 : 0;
        StringBuilder set = new StringBuilder();
        for (boolean first = true; i < glob.length() && (first || glob.charAt(i) != ']'); first = false, i++) {
            char c = glob.charAt(i);
            int end = glob.indexOf(":]", i);
            if (c == '[' && glob.startsWith("[:", i) && end > 0) {
                set.append("\\p{").append(named(glob.substring(i + 2, end))).append('}');
                i = end + 1;
            } else if (c == '-') {
                set.append('-');
            } else {
                if (c == '\\' && i + 1 < glob.length()) {
                    c = glob.charAt(++i);
                }
                set.append(Character.isLetterOrDigit(c) ? "" : "\\").append(c);
            }
        }
        if (i >= glob.length()) {
            throw new PatternSyntaxException("no end", glob, start);
        }
        regex.append("(?!/)[").append(not ? "^" : "").append(set).append(']');
        return i;
    }

    private static String named(String posix) {
        return posix.equals("xdigit") ? "XDigit" : Character.toUpperCase(posix.charAt(0)) + posix.substring(1);
    }
}
