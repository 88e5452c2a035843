package lib.sandbox.builds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lib.sandbox.files.Folders;

/**
 * Clones a repository of this machine with the git that is installed: without a work tree, so that nothing of it runs and no file of it
 * is written, into a temporary folder that is gone afterwards. Every git command ends within a minute.
 */
final class GitClone {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int MOST_OUTPUT = 1 << 20;
    private static final int MOST_FILES = 10_000;
    /** Their text decides how a build goes; of the others the name is enough. */
    private static final Set<String> READ = Set.of("package.json", "compose.yaml", "compose.yml", "docker-compose.yaml",
        "docker-compose.yml");

    private GitClone() {
    }

    record Cloned(Map<String, String> files, String commit, String message) { }

    /** A git command that failed: what it printed, and how it ended as Go says it. */
    static final class Failed extends Exception {
        private final String output;

        Failed(String output, String end) {
            super(end, null, false, false);
            this.output = output;
        }

        String output() {
            return output;
        }
    }

    /**
     * @param branch {@code ""} for the default one
     * @param read   a file more whose text is wanted, such as a compose file with a name of its own
     */
    static Cloned of(String url, String branch, String read) throws Failed, InterruptedException {
        Path folder = Folders.temporary("sandbox-clone-");
        try {
            List<String> clone = new ArrayList<>(List.of("clone", "--quiet", "--no-checkout", "--depth", "1"));
            if (!branch.isEmpty()) {
                clone.addAll(List.of("--branch", branch));
            }
            clone.addAll(List.of("--", url, "."));
            git(folder, clone);
            String[] head = git(folder, List.of("log", "-1", "--format=%H%n%s")).split("\n", 2);
            Map<String, String> files = new LinkedHashMap<>();
            for (String name : git(folder, List.of("ls-tree", "-r", "-z", "--name-only", "HEAD")).split("\0")) {
                if (!name.isEmpty() && files.size() < MOST_FILES) {
                    boolean wanted = READ.contains(name.replaceFirst(".*/", "")) || name.equals(read);
                    files.put(name, wanted ? git(folder, List.of("show", "HEAD:" + name)) : "");
                }
            }
            return new Cloned(files, head[0].strip(), head.length > 1 ? head[1].strip() : "");
        } finally {
            Folders.delete(folder);
        }
    }

    /** The branches of a repository of this machine. */
    static List<String> branches(String url) throws Failed, InterruptedException {
        String heads = git(Path.of(System.getProperty("java.io.tmpdir")), List.of("ls-remote", "--heads", "--", url));
        return heads.lines().filter(line -> line.contains("\trefs/heads/")).map(line -> line.replaceFirst(".*\trefs/heads/", "")).toList();
    }

    private static String git(Path folder, List<String> arguments) throws Failed, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never", "-c",
            "protocol.file.allow=always"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("GIT_TERMINAL_PROMPT", "0", "LC_ALL", "C", "GIT_LFS_SKIP_SMUDGE", "1"));
        builder.environment().keySet().removeAll(Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"));
        Process process = started(builder);
        try {
            CompletableFuture<String> output =
                CompletableFuture.supplyAsync(() -> read(process.getInputStream()), task -> Thread.ofVirtual().start(task));
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new Failed("", "signal: killed");
            }
            String text = output.join();
            if (process.exitValue() != 0) {
                throw new Failed(text.strip(), "exit status " + process.exitValue());
            }
            return text;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process started(ProcessBuilder builder) throws Failed {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new Failed(e.getMessage(), "exec: \"git\": executable file not found in $PATH");
        }
    }

    private static String read(InputStream in) {
        try (in) {
            byte[] bytes = in.readNBytes(MOST_OUTPUT);
            in.transferTo(OutputStream.nullOutputStream());
            return new String(bytes, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
