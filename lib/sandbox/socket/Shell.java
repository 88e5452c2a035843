package lib.sandbox.socket;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real shell under a real pseudo-terminal. It starts in an empty temporary folder that goes when it ends, with an environment that has
 * nothing of this process's; otherwise it has the rights of whoever started the sandbox. The terminal has no size until it is given one.
 */
final class Shell implements AutoCloseable {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final int MOST = 8192;
    private static final byte[] NOTHING = new byte[0];

    private final PtyProcess process;
    private final Path folder;

    private Shell(PtyProcess process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /**
     * Starts the first of these programs that is there; null when none is.
     *
     * @param variables what a container has of its app; null for none
     */
    static Shell start(List<String> candidates, Map<String, String> variables) throws IOException {
        String program = candidates.stream().filter(candidate -> Files.isExecutable(Path.of(candidate))).findFirst().orElse(null);
        return program == null ? null : start(program, variables == null ? Map.of() : variables);
    }

    private static Shell start(String program, Map<String, String> variables) throws IOException {
        Path folder = Files.createTempDirectory("paas-sandbox-shell-");
        try {
            Map<String, String> environment = new HashMap<>(variables);
            environment.keySet().removeIf(name -> !name.matches("[A-Za-z_][A-Za-z0-9_]*"));
            environment.putAll(Map.of("PATH", PATH, "HOME", folder.toString(), "TERM", "xterm-256color", "LANG", "C.UTF-8"));
            PtyProcess process = new PtyProcessBuilder(new String[] {program}).setEnvironment(environment).setDirectory(folder.toString())
                .setRedirectErrorStream(true).start();
            return new Shell(process, folder);
        } catch (IOException | RuntimeException | LinkageError e) {
            delete(folder);
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The next bytes of the terminal, at most 8192; none when the shell has ended. */
    byte[] read() {
        try {
            byte[] buffer = new byte[MOST];
            int count = process.getInputStream().read(buffer);
            return count <= 0 ? NOTHING : Arrays.copyOf(buffer, count);
        } catch (IOException ended) {
            return NOTHING;     // how a pseudo-terminal says that nobody is at its other end
        }
    }

    /** Types this; nothing happens once the shell has ended. */
    void type(byte[] keys) {
        try {
            process.getOutputStream().write(keys);
            process.getOutputStream().flush();
        } catch (IOException ended) {
            return;
        }
    }

    void resize(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
    }

    /** Ends the shell and what it started; does not wait. */
    void end() {
        ProcessHandle.of(process.pid()).ifPresent(shell -> shell.descendants().forEach(ProcessHandle::destroyForcibly));
        process.destroyForcibly();
    }

    /** Ends the shell and deletes its folder. */
    @Override
    public void close() throws IOException {
        end();
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
