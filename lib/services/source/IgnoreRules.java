package lib.services.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.files.RawPath;

/**
 * Which files of a folder are left out, by files of patterns in it and below it. Source: gitignore(5): the last pattern that fits decides,
 * those of a deeper folder over those above, {@code !} takes back, and nothing is taken back below a folder that is left out.
 */
final class IgnoreRules {

    /** No hand writes more; what is longer was made to keep a reader busy. */
    private static final long LARGEST = 1 << 20;

    private record Rule(Glob glob, boolean takesBack, boolean foldersOnly) {
    }

    private final Path root;
    private final String file;
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final Map<String, Boolean> folders = new HashMap<>();

    /**
     * @param file  the name of the files with the patterns, e.g. {@code .gitignore}
     * @param first more files with patterns for the root, which those in it override
     */
    IgnoreRules(Path root, String file, Path... first) {
        this.root = root;
        this.file = file;
        List<Rule> found = new ArrayList<>();
        for (Path each : first) {
            read(each, found);
        }
        read(root.resolve(file), found);
        rules.put("", found);
    }

    /** What the rules say of a path itself, whatever they say of its folders: true leaves it out, false takes it back; null for nothing. */
    Boolean says(String path, boolean folder) {
        Boolean said = null;
        String base = "";
        for (int start = 0; start >= 0; ) {
            for (Rule rule : in(base)) {
                if ((folder || !rule.foldersOnly) && rule.glob.matches(path.substring(start))) {
                    said = !rule.takesBack;
                }
            }
            int next = path.indexOf('/', start);
            base = next < 0 ? base : path.substring(0, next);
            start = next < 0 ? -1 : next + 1;
        }
        return said;
    }

    /**
     * Whether it is left out, by itself or with a folder that it lies in.
     *
     * @param path below the root, with slashes
     */
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
        return Boolean.TRUE.equals(says(path, folder));
    }

    /** Whether any rule takes something back, here or in one of these folders. */
    boolean takesBack(Iterable<String> below) {
        below.forEach(this::in);
        return rules.values().stream().flatMap(List::stream).anyMatch(Rule::takesBack);
    }

    private List<Rule> in(String folder) {
        List<Rule> found = rules.get(folder);
        if (found == null) {
            found = new ArrayList<>();
            read(RawPath.below(root, folder).resolve(file), found);
            rules.put(folder, found);
        }
        return found;
    }

    private static void read(Path path, List<Rule> into) {
        try {
            if (Files.isRegularFile(path) && Files.size(path) <= LARGEST) {
                for (String line : new String(Files.readAllBytes(path), StandardCharsets.UTF_8).split("\r?\n")) {
                    rule(line, into);
                }
            }
        } catch (IOException unreadable) {
            // as git: what cannot be read says nothing
        }
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
            into.add(new Rule(new Glob(text, anchored), takesBack, foldersOnly));
        }
    }
}
