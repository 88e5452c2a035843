package tests.support;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run of the CLI while it lasts: its output as it comes, its input, Ctrl-C. Past the time limit it is killed and the test fails. */
public final class Live implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final Duration limit;
    private volatile Instant deadline;
    private final Secrets secrets;
    private final Stream stdout;
    private final Stream stderr;

    Live(List<String> command, Process process, Duration limit, Secrets secrets) {
        this.command = command;
        this.process = process;
        this.limit = limit;
        this.deadline = Instant.now().plus(limit);
        this.secrets = secrets;
        this.stdout = new Stream(process.getInputStream());
        this.stderr = new Stream(process.getErrorStream());
    }

    /** The time limit begins anew: of a server that is asked many things each has it. */
    public Live again() {
        deadline = Instant.now().plus(limit);
        return this;
    }

    public Live type(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It has ended or does not read its input; what it printed says so better than this exception.
        }
        return this;
    }

    public void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // As above: the other side is gone.
        }
    }

    /** Waits until the pattern is found on stdout. @return the match */
    public Matcher awaitStdout(String regex) {
        return await(stdout, regex, "stdout");
    }

    /** Waits until the pattern is found on stderr. @return the match */
    public Matcher awaitStderr(String regex) {
        return await(stderr, regex, "stderr");
    }

    /** Ctrl-C: SIGINT to the process alone. */
    public Live interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("kill -INT failed", e);
        }
        return this;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Waits for the end. */
    public Run finish() {
        try {
            boolean ended = process.waitFor(Math.max(1, Duration.between(Instant.now(), deadline).toMillis()), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
                fail("still running at the time limit, killed:\n" + now(-1));
            }
            stdout.join();
            stderr.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException("interrupted while waiting for\n" + now(-1), e);
        }
        secrets.check(command, stdout.text() + stderr.text());
        return now(process.exitValue());
    }

    /** Kills it when it still runs, so that a failed test leaves nothing behind. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Run now(int exit) {
        return new Run(command, exit, stdout.text(), stderr.text());
    }

    private Matcher await(Stream stream, String regex, String name) {
        var pattern = Pattern.compile(regex);
        while (true) {
            boolean over = !process.isAlive() || Instant.now().isAfter(deadline);
            if (over) {
                // Let what was written last arrive before the last look.
                stream.joinShortly();
            }
            var found = pattern.matcher(stream.text());
            if (found.find()) {
                return found;
            }
            if (over) {
                process.destroyForcibly();
                fail("waited in vain for /" + regex + "/ on " + name + ":\n" + now(process.isAlive() ? -1 : process.exitValue()));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Everything that came on one stream so far, read by a thread of its own so that the process never blocks. */
    private static final class Stream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread reader;

        Stream(InputStream in) {
            reader = Thread.ofPlatform().daemon().start(() -> {
                try {
                    in.transferTo(bytes);
                } catch (IOException e) {
                    // A killed process: what came before is there.
                }
            });
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        void join() throws InterruptedException {
            reader.join();
        }

        void joinShortly() {
            try {
                reader.join(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
