package lib.services.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * The files of a folder that are worth sending: not what {@code .gitignore} (git itself is asked where it manages the folder) or
 * {@code .paasignore} leave out, never {@code .git}.
 *
 * @param files   path below the folder with slashes, and size; sorted
 * @param left    what had to be left out, a sentence each
 */
record Folder(Path root, Map<String, Long> files, List<String> left) {

    private static final int TOO_MANY = 200_000;

    /** @throws Failure USAGE when it is no folder, or cannot be read */
    static Folder of(Path root) {
        if (!Files.isDirectory(root)) {
            throw new Failure(Kind.USAGE, root + " is no folder", "name one: paas deploy <name> --upload <dir>");
        }
        try {
            List<String> listed = Checkout.files(root);
            Map<String, Long> files = new TreeMap<>();
            List<String> left = new ArrayList<>();
            IgnoreRules own = new IgnoreRules(root, ".paasignore");
            if (listed == null || listed.isEmpty()) {
                // no checkout, or a folder that git leaves out as a whole, as one that a build made: only its own rules count
                walk(root, "", List.of(new IgnoreRules(root, ".gitignore"), own), files, left);
            } else {
                for (String path : listed) {
                    if (!own.ignores(path, false)) {
                        take(root, path, files, left);
                    }
                }
            }
            return new Folder(root, files, left);
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(Kind.FAILED, "the folder " + root + " cannot be read (" + e.getMessage() + ")", "see who may read it");
        }
    }

    private static void walk(Path root, String below, List<IgnoreRules> rules, Map<String, Long> files,
            List<String> left) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(below))) {
            for (Path entry : entries) {
                String path = below + entry.getFileName();
                boolean folder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                if (entry.getFileName().toString().equals(".git") || rules.stream().anyMatch(each -> each.ignores(path, folder))) {
                    continue;
                }
                if (folder) {
                    walk(root, path + "/", rules, files, left);
                } else {
                    take(root, path, files, left);
                }
                if (files.size() > TOO_MANY) {
                    throw new Failure(Kind.USAGE, root + " has more than 200,000 files",
                            "is it the right folder? leave files out with .paasignore");
                }
            }
        }
    }

    /** A link is followed to a file inside the folder and nowhere else: what lies outside was not meant. */
    private static void take(Path root, String path, Map<String, Long> files, List<String> left) throws IOException {
        Path file = root.resolve(path);
        if (Files.isSymbolicLink(file) && (!Files.isRegularFile(file) || !file.toRealPath().startsWith(root.toRealPath()))) {
            left.add("not sent: " + path + ", a link to something that is no file in this folder");
        } else if (Files.isDirectory(file)) {
            left.add("not sent: " + path + ", a repository of its own (submodule)");
        } else if (Files.isRegularFile(file)) {
            files.put(path, Files.size(file));
        } else if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            left.add("not sent: " + path + ", which is no file");
        }
    }

    long bytes() {
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What is in it, in a line: the largest parts first. */
    String contents() {
        Map<String, long[]> parts = new LinkedHashMap<>();
        files.forEach((path, size) -> {
            int slash = path.indexOf('/');
            long[] part = parts.computeIfAbsent(slash < 0 ? path : path.substring(0, slash + 1), each -> new long[1]);
            part[0] += size;
        });
        List<String> texts = parts.entrySet().stream().sorted((a, b) -> Long.compare(b.getValue()[0], a.getValue()[0]))
                .map(part -> part.getKey() + " " + size(part.getValue()[0])).toList();
        return String.join(", ", texts.subList(0, Math.min(8, texts.size()))) + (texts.size() > 8 ? " and " + (texts.size() - 8) + " more"
                : "");
    }

    static String size(long bytes) {
        return bytes < 1000 ? bytes + " B" : bytes < 1_000_000 ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
