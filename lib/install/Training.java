package lib.install;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import lib.files.PrivateFile;
import lib.files.ProcessLock;

/**
 * Makes a copy's ahead-of-time caches: a run does what people and editors do (help, a table over HTTP and HTTPS, a session of the MCP
 * server with a call, {@code lib.cli.Rehearsal}) against a {@link PlayedInstance}, and the JVM records what that loads. At most one run
 * at a time; a cache takes the place of the former in one step, after a start with it has been seen to work.
 */
public final class Training {

    /** What came of it. */
    public enum Outcome {
        /** The caches that were there fit this Java. */
        FITTED,
        /** There are new ones. */
        TRAINED,
        /** Somebody else was at it all the time. */
        BUSY,
        /** This Java makes none, or there is no room for it; starts are slower, and nothing else. */
        FAILED
    }

    /** What a run takes on a machine that is very busy; then it is ended. */
    private static final int RECORD_SECONDS = 150;
    private static final int PROBE_SECONDS = 30;
    private static final String WORK = ".training";

    /** What an editor says: the handshake, the list, and a call. */
    private static final String SESSION = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"training","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/list"}
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"paas_list_apps","arguments":{}}}
            {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"paas_get_app","arguments":{"app":"shop-web"}}}
            """;

    private static final String LAST = "\"id\":4,";

    private final Program program;

    public Training(Program program) {
        this.program = program;
    }

    /**
     * @param patience seconds to wait for a run of somebody else's; 0 for none
     * @return FAILED also when the folder cannot be written to
     */
    public Outcome run(int patience) {
        try (ProcessLock lock = ProcessLock.take(program.folder().resolve("training.lock"), patience)) {
            if (lock == null) {
                return Outcome.BUSY;
            }
            Outcome outcome = Outcome.FITTED;
            for (Program.Cache part : Program.Cache.values()) {
                if (!fits(program.cache(part))) {
                    if (!trained(part)) {
                        return Outcome.FAILED;
                    }
                    outcome = Outcome.TRAINED;
                }
            }
            return outcome;
        } catch (IOException noRoom) {
            return Outcome.FAILED;
        }
    }

    private boolean trained(Program.Cache part) throws IOException {
        Path work = program.folder().resolve(WORK);
        // of a run that was killed
        ProgramCopy.delete(work);
        try {
            PrivateFile.folder(work);
            Path fresh = work.resolve("fresh.aot");
            record(work, fresh, part);
            if (!fits(fresh)) {
                return false;
            }
            Files.move(fresh, program.cache(part), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            ProgramCopy.delete(work);
        }
    }

    private void record(Path work, Path fresh, Program.Cache part) throws IOException {
        TrainingCertificate certificate = part == Program.Cache.COMMANDS
                ? TrainingCertificate.make(Path.of(program.java()), work) : null;
        try (PlayedInstance plain = new PlayedInstance(ServerSocketFactory.getDefault());
                PlayedInstance secure = certificate == null ? null : new PlayedInstance(certificate.sockets())) {
            Path home = Files.createDirectory(work.resolve("home"));
            PrivateFile.folder(home.resolve(".paas"));
            connection(home.resolve(".paas").resolve("config.json"), "http://127.0.0.1:" + plain.port());
            if (secure != null) {
                // a name, as instances have: looking it up and telling it in the handshake take classes of their own
                connection(home.resolve("https.json"), "https://localhost:" + secure.port());
            }
            String rehearsal = program.main().replaceFirst("[^.]+$", "Rehearsal");
            run(program.line(List.of("-XX:AOTCacheOutput=" + fresh), rehearsal, List.of(part.name())), home,
                    certificate == null ? null : certificate.pem(), RECORD_SECONDS);
        }
    }

    /** Says what an editor says, and waits for the last answer: a server ends with its input. */
    private static void talk(Process process) {
        try (OutputStream in = process.getOutputStream(); BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            in.write(SESSION.getBytes(StandardCharsets.UTF_8));
            in.flush();
            String line = out.readLine();
            while (line != null && !line.contains(LAST)) {
                line = out.readLine();
            }
            in.close();
            out.transferTo(Writer.nullWriter());
        } catch (IOException notRead) {
            // what has failed before its last step is told by its code
        }
    }

    private static void connection(Path file, String url) throws IOException {
        new PrivateFile(file).write("""
                {"version":1,"url":"%s","token":"bpagt_training","profile":"operator","name":"training","agentId":"training"}
                """.formatted(url).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether this Java takes the cache for this copy: it is told to end where it does not. */
    boolean fits(Path cache) throws IOException {
        return Files.isRegularFile(cache) && run(program.line(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache), program.main(),
                List.of("version")), program.folder(), null, PROBE_SECONDS);
    }

    /** Runs with a home and nothing of the environment that could change what is loaded. @return whether it ended well and in time */
    private static boolean run(List<String> line, Path home, Path certificate, int seconds) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> kept = new LinkedHashMap<>(builder.environment());
        kept.keySet().retainAll(List.of("PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"));
        builder.environment().clear();
        builder.environment().putAll(kept);
        builder.environment().putAll(Map.of("HOME", home.toString(), "USERPROFILE", home.toString(), "LC_ALL", "C.UTF-8", "NO_PROXY", "*"));
        if (certificate != null) {
            builder.environment().put("PAAS_CA_FILE", certificate.toString());
        }
        Process process = builder.start();
        try {
            Thread.startVirtualThread(() -> talk(process));
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return false;
    }
}
