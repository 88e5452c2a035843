package lib.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
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
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable", "-Xlog:all=error:stderr", "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp", classPath(), "lib.cli.Main"));
        line.addAll(List.of(arguments));
        var builder = new ProcessBuilder(line).directory(home.toFile());
        var environment = builder.environment();
        // no setting of the person's may lead out of the home folder to throw away
        environment.keySet().removeIf(name -> name.startsWith("PAAS_") || name.endsWith("_proxy")
            || List.of("CODEX_HOME", "CLAUDE_CONFIG_DIR", "JAVA_TOOL_OPTIONS").contains(name));
        environment.put("HOME", home.toString());
        environment.put("USERPROFILE", home.toString());
        environment.put("NO_COLOR", "1");
        var run = new Run("paas " + String.join(" ", arguments), builder.start());
        runs.add(run);
        return run;
    }

    @Override
    public synchronized void close() {
        closed = true;
        runs.forEach(run -> run.process.destroyForcibly());
        runs.forEach(run -> run.process.onExit().orTimeout(2, TimeUnit.SECONDS).exceptionally(late -> null).join());
    }

    /** JBang gives relative entries to nobody, but a person who starts java by hand may. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    /** One run of the CLI; its output is collected while it runs. */
    final class Run {
        private final String command;
        private final Process process;
        private final Collected stdout;
        private final Collected stderr;

        private Run(String command, Process process) throws IOException {
            this.command = command;
            this.process = process;
            process.getOutputStream().close();
            stdout = new Collected(process.getInputStream());
            stderr = new Collected(process.getErrorStream());
        }

        /** Waits until the pattern is found on either stream. */
        MatchResult awaitLine(Pattern pattern) {
            while (left().isPositive()) {
                var found = pattern.matcher(stdout.text() + stderr.text());
                if (found.find()) {
                    return found.toMatchResult();
                }
                if (!stdout.end.isAlive() && !stderr.end.isAlive()) {
                    break;
                }
                pause();
            }
            throw failed(process.isAlive() ? "did not print what was waited for" : "ended too early");
        }

        /** Waits for its end. */
        Run finish() {
            try {
                if (!process.waitFor(left().toMillis(), TimeUnit.MILLISECONDS)) {
                    throw failed("did not end in time");
                }
                stdout.end.join();
                stderr.end.join();
                return this;
            } catch (InterruptedException e) {
                throw new Failed("interrupted");
            }
        }

        /** Fails unless it ended with this code and printed each of these texts on standard output. */
        void expects(int code, String... texts) {
            if (process.exitValue() != code) {
                throw failed("ended with code " + process.exitValue() + " instead of " + code);
            }
            for (var text : texts) {
                if (!stdout.text().contains(text)) {
                    throw failed("did not print \"" + text + "\"");
                }
            }
        }

        String stdout() {
            return stdout.text();
        }

        /** What it printed on standard output, its token made unreadable. */
        String masked() {
            return mask(stdout.text());
        }

        private Failed failed(String how) {
            return new Failed(command + " " + how + "; it said:\n" + mask(stdout.text() + stderr.text()).strip().indent(4).stripTrailing());
        }
    }

    /** What a stream of the process has brought so far. */
    private static final class Collected {
        private final StringBuffer text = new StringBuffer();
        private final Thread end;

        Collected(InputStream stream) {
            end = Thread.ofVirtual().start(() -> {
                try (var reader = new InputStreamReader(stream, UTF_8)) {
                    for (int c = reader.read(); c >= 0; c = reader.read()) {
                        text.append((char) c);
                    }
                } catch (IOException e) {
                    text.append("\n(").append(e.getMessage()).append(')');     // the process was ended; what it said so far counts
                }
            });
        }

        String text() {
            return text.toString();
        }
    }

    private static String mask(String text) {
        return TOKEN.matcher(text).replaceAll("bpagt_***");
    }

    private Duration left() {
        return Duration.between(Instant.now(), deadline);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new Failed("interrupted");
        }
    }
}
