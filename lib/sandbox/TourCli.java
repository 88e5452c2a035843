package lib.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.sandbox.Tour.Failed;

/** The real CLI as a process of its own: this JVM's java and class path, the CLI's main class, a home of the tour's. */
final class TourCli implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("bpagt_[0-9a-f]+");

    private final Path home;
    private final Instant deadline;
    private final List<Run> runs = new ArrayList<>();
    private boolean closed;

    /** @param deadline when a run that has not ended is taken for a failed one */
    TourCli(Path home, Instant deadline) {
        this.home = home;
        this.deadline = deadline;
    }

    synchronized Run start(String... arguments) throws IOException {
        if (closed) {
            throw new Failed("interrupted");
        }
        // The flags are those of paas.java, so that what is shown here is what its users get.
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable", "-Xlog:all=error:stderr", "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp", classPath(), "lib.cli.Main"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(home.toFile());
        Map<String, String> environment = builder.environment();
        // no setting of the person's may lead out of the home folder to throw away
        environment.keySet().removeIf(name -> name.startsWith("PAAS_") || name.endsWith("_proxy")
            || List.of("CODEX_HOME", "CLAUDE_CONFIG_DIR", "JAVA_TOOL_OPTIONS").contains(name));
        environment.put("HOME", home.toString());
        environment.put("USERPROFILE", home.toString());
        environment.put("NO_COLOR", "1");
        Path output = Files.createTempFile("paas-tour-", ".out");
        Path errors = Files.createTempFile("paas-tour-", ".err");
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        Run run = new Run("paas " + String.join(" ", arguments), builder.start(), output, errors, deadline);
        run.process.getOutputStream().close();
        runs.add(run);
        return run;
    }

    /** From its start to its end. */
    Run run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).finish();
    }

    @Override
    public synchronized void close() {
        closed = true;
        runs.forEach(run -> run.process.destroyForcibly());
        runs.forEach(run -> run.process.onExit().orTimeout(2, TimeUnit.SECONDS).exceptionally(late -> null).join());
        runs.stream().flatMap(run -> Stream.of(run.output, run.errors)).forEach(file -> file.toFile().delete());
    }

    /** JBang gives relative entries to nobody, but a person who starts java by hand may. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    /** One run of the CLI; its output is in two files while it runs. */
    record Run(String command, Process process, Path output, Path errors, Instant deadline) {

        /** Waits until the pattern is found on either stream. */
        MatchResult awaitLine(Pattern pattern) throws InterruptedException {
            boolean ended = false;
            while (!ended && Instant.now().isBefore(deadline)) {
                ended = !process.isAlive();
                Matcher found = pattern.matcher(text(output) + text(errors));
                if (found.find()) {
                    return found.toMatchResult();
                }
                Thread.sleep(20);
            }
            throw failed(ended ? "ended too early" : "did not print what was waited for");
        }

        Run finish() throws InterruptedException {
            if (!process.waitFor(Duration.between(Instant.now(), deadline))) {
                throw failed("did not end in time");
            }
            return this;
        }

        /** Fails unless it ended well and printed each of these texts on standard output. */
        Run expects(String... texts) {
            if (process.exitValue() != 0) {
                throw failed("ended with code " + process.exitValue());
            }
            for (String text : texts) {
                if (!text(output).contains(text)) {
                    throw failed("did not print \"" + text + "\"");
                }
            }
            return this;
        }

        String stdout() {
            return text(output);
        }

        /** What it printed on standard output, its token made unreadable. */
        String masked() {
            return mask(text(output));
        }

        private Failed failed(String how) {
            return new Failed(command + " " + how + "; it said:\n" + mask(text(output) + text(errors)).strip().indent(4).stripTrailing());
        }
    }

    /** What is there so far. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mask(String text) {
        return TOKEN.matcher(text).replaceAll("bpagt_***");
    }
}
