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
import lib.files.RawPath;

/**
 * The files of a folder that are worth sending: not what {@code .gitignore} (git itself is asked where it manages the folder) or
 * {@code .paasignore} leave out, which can also take back what git leaves out ({@code !dist/}); never {@code .git}, nor the saved
 * connection of this program.
 */
final class Folder {

    /** A file to be sent. */
    record Entry(Path path, long size) {
    }

    private static final int TOO_MANY = 200_000;

    private final Path root;
    private final Map<String, Entry> files = new TreeMap<>();
    private final Map<String, String> links = new TreeMap<>();
    private final List<String> left = new ArrayList<>();
    private IgnoreRules own;
    private IgnoreRules others;
    private String prefix = "";

    private Folder(Path root) {
        this.root = root;
    }

    /**
     * @param typed as it was typed
     * @throws Failure USAGE when it is no folder; FAILED when it cannot be read, or is a checkout that git does not answer for
     */
    static Folder of(Path typed) {
        Path root = RawPath.absolute(typed);
        if (!Files.isDirectory(root)) {
            throw new Failure(Kind.USAGE, RawPath.whole(root) + " is no folder", "name one: paas deploy <name> --upload <dir>");
        }
        try {
            Folder folder = new Folder(root);
            folder.look(typed);
            return folder;
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(Kind.FAILED, "the folder " + RawPath.whole(root) + " cannot be read (" + e.getMessage() + ")",
                    "check that you may read it");
        }
    }

    private void look(Path typed) throws IOException {
        Checkout checkout = Checkout.at(typed);
        List<byte[]> listed = checkout == null ? List.of() : checkout.files();
        own = new IgnoreRules(root, ".paasignore");
        others = new IgnoreRules(root, ".gitignore");
        if (listed.isEmpty()) {
            // no checkout, or a folder that git leaves out as a whole, as one that a build made: only its own rules count
            walk("");
        } else {
            List<String> rules = new ArrayList<>();
            for (byte[] each : listed) {
                String path = RawPath.text(each);
                if (path == null) {
                    left.add("not sent: " + RawPath.shown(each) + ", whose name is not UTF-8");
                } else if (!own.ignores(path, false)) {
                    take(path, RawPath.below(root, path));
                }
                if (path != null && path.endsWith("/.paasignore")) {
                    rules.add(path.substring(0, path.lastIndexOf('/')));
                }
            }
            if (own.takesBack(rules)) {
                takeBack(checkout);
            }
        }
        List<String> empty = new ArrayList<>(links.keySet());
        // twice, for links in a folder that a link leads to
        follow(empty);
        follow(empty);
        empty.forEach(path -> left.add("not sent: " + path + ", a link to a folder of which nothing is sent"));
    }

    /** What git leaves out and {@code .paasignore} does not. Below a folder that is taken back, all other rules count as before. */
    private void takeBack(Checkout checkout) throws IOException {
        others = new IgnoreRules(checkout.top(root), ".gitignore", checkout.moreRules(root));
        prefix = checkout.below().isEmpty() ? "" : checkout.below() + "/";
        for (byte[] each : checkout.leftOut()) {
            String text = RawPath.text(each);
            boolean folder = text != null && text.endsWith("/");
            String path = folder ? text.substring(0, text.length() - 1) : text;
            if (path != null && !own.ignores(path, folder) && Boolean.FALSE.equals(own.says(path, folder))) {
                if (folder) {
                    walk(path + "/");
                } else {
                    take(path, RawPath.below(root, path));
                }
            }
        }
    }

    private void walk(String below) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(RawPath.below(root, below))) {
            for (Path entry : entries) {
                String name = RawPath.name(entry);
                if (name == null) {
                    left.add("not sent: " + below + RawPath.shown(entry) + ", whose name is not UTF-8");
                    continue;
                }
                String path = below + name;
                boolean folder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                Boolean said = own.says(path, folder);
                if (name.equals(".git") || Boolean.TRUE.equals(said == null ? others.says(prefix + path, folder) : said)) {
                    continue;
                }
                if (folder) {
                    walk(path + "/");
                } else {
                    take(path, entry);
                }
                if (files.size() > TOO_MANY) {
                    throw new Failure(Kind.USAGE, shown() + " has more than 200,000 files",
                            "is it the right folder? leave files out with .paasignore");
                }
            }
        }
    }

    /** A link is followed inside the folder and nowhere else: what lies outside was not meant. */
    private void take(String path, Path file) throws IOException {
        boolean link = Files.isSymbolicLink(file);
        boolean folder = Files.isDirectory(file);
        if (link && !Files.exists(file)) {
            left.add("not sent: " + path + ", a link to nothing");
        } else if (link && !file.toRealPath().startsWith(root.toRealPath())) {
            left.add("not sent: " + path + ", a link that leads out of the folder");
        } else if (link && folder && file.toAbsolutePath().getParent().toRealPath().startsWith(file.toRealPath())) {
            left.add("not sent: " + path + ", a link to a folder that it lies in");
        } else if (link && folder) {
            links.put(path, below(file.toRealPath()));
        } else if (folder) {
            left.add("not sent: " + path + ", a repository of its own (submodule)");
        } else if (!Files.isRegularFile(file)) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                left.add("not sent: " + path + ", which is no file");
            }
        } else if (connection(path) || link && connection(file.toRealPath().toString())) {
            left.add("not sent: " + path + ", the saved connection of paas, with its token");
        } else {
            files.put(path, new Entry(file, Files.size(file)));
        }
    }

    private static boolean connection(String path) {
        return ("/" + path.toLowerCase(Locale.ROOT)).contains("/.paas/config.json");
    }

    /** Sends behind each link to a folder what is sent of that folder. */
    private void follow(List<String> empty) {
        Map<String, Entry> more = new TreeMap<>();
        links.forEach((link, target) -> files.forEach((path, file) -> {
            String behind = path.startsWith(target + "/") ? link + path.substring(target.length()) : null;
            if (behind != null && !own.ignores(behind, false)) {
                more.put(behind, file);
                empty.remove(link);
            }
        }));
        files.putAll(more);
    }

    /** Where a folder lies below the root, with slashes. */
    private String below(Path folder) throws IOException {
        Path at = root.toRealPath();
        StringBuilder path = new StringBuilder();
        for (Path each : at.relativize(folder)) {
            at = at.resolve(each);
            path.append(path.isEmpty() ? "" : "/").append(RawPath.name(at));
        }
        return path.toString();
    }

    Path root() {
        return root;
    }

    /** Its whole path for people. */
    String shown() {
        return RawPath.whole(root);
    }

    /** By the path below the folder with slashes; sorted. */
    Map<String, Entry> files() {
        return files;
    }

    /** What had to be left out, a sentence each. */
    List<String> left() {
        return left;
    }

    long bytes() {
        return files.values().stream().mapToLong(Entry::size).sum();
    }

    /** What is in it, in a line: the largest parts first. */
    String contents() {
        Map<String, long[]> parts = new LinkedHashMap<>();
        files.forEach((path, entry) -> {
            int slash = path.indexOf('/');
            long[] part = parts.computeIfAbsent(slash < 0 ? path : path.substring(0, slash + 1), each -> new long[1]);
            part[0] += entry.size();
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
