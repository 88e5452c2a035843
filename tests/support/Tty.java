package tests.support;

import static org.junit.jupiter.api.Assertions.fail;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program under a real pseudo-terminal of 80 by 24. A shell around it tells the exit code and the terminal's settings afterwards,
 * so that a test can see whether the terminal was left as it was found.
 */
public final class Tty implements AutoCloseable {
    public static final String CTRL_C = "\u0003";
    public static final String CTRL_D = "\u0004";
    public static final String ENTER = "\r";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String SCRIPT = "trap : INT; \"$@\"; printf '\\n=exit %s=\\n' \"$?\"; stty -a; printf '=end=\\n'; read -r _";
    private static final Pattern ESCAPE = Pattern.compile(
        "\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|[=>()][A-Z0-9]?|[78M])");

    private final PtyProcess process;
    private final List<String> typed;
    private final Secrets secrets;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Instant deadline = Instant.now().plus(LIMIT);

    // Threads of the platform for reading: a native read that blocks would take a virtual thread's carrier along, and there are but two.
    private Tty(PtyProcess process, List<String> typed, Secrets secrets) {
        this.process = process;
        this.typed = typed;
        this.secrets = secrets;
        Thread.ofPlatform().daemon().start(() -> {
            try {
                process.getInputStream().transferTo(screen);
            } catch (IOException e) {
                // The terminal closed: what came before is there.
            }
        });
    }

    static Tty open(List<String> command, Map<String, String> environment, Path folder, List<String> typed, Secrets secrets) {
        var all = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        all.addAll(command);
        try {
            var process = new PtyProcessBuilder(all.toArray(String[]::new)).setEnvironment(environment).setDirectory(folder.toString())
                .setInitialColumns(80).setInitialRows(24).setRedirectErrorStream(true).start();
            return new Tty(process, typed, secrets);
        } catch (IOException e) {
            throw new UncheckedIOException("no pseudo-terminal", e);
        }
    }

    public Tty size(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
        return this;
    }

    public Tty type(String keys) {
        try {
            process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("the terminal is gone:\n" + screen(), e);
        }
    }

    /** Everything shown so far, without escape sequences, lines ended by a plain line feed. */
    public String screen() {
        return ESCAPE.matcher(raw()).replaceAll("").replace("\r\n", "\n").replace("\r", "");
    }

    /** Everything shown so far as it was sent. */
    public String raw() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** Waits until the pattern is on the screen. */
    public Matcher await(String regex) {
        var pattern = Pattern.compile(regex);
        while (true) {
            boolean over = Instant.now().isAfter(deadline);
            var found = pattern.matcher(screen());
            if (found.find()) {
                return found;
            }
            if (over) {
                process.destroyForcibly();
                fail("waited in vain for /" + regex + "/ on the terminal:\n" + this);
            }
            pause();
        }
    }

    /** Waits for the program's end. @return what was shown, the exit code, and whether the terminal is usable again */
    public Ended finish() {
        var exit = Integer.parseInt(await("=exit (\\d+)=").group(1));
        await("=end=");
        // The shell waits for this, so that nothing it printed is lost with the terminal.
        type("\n");
        var shown = screen();
        var ended = new Ended(shown.substring(0, shown.lastIndexOf("\n=exit ")), exit, shown.substring(shown.lastIndexOf("=exit ")));
        secrets.check(typed, ended.screen);
        return ended;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "$ " + String.join(" ", typed) + "\n--- terminal\n" + screen() + "\n---";
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** @param settings what {@code stty -a} said after the end */
    public record Ended(String screen, int exit, String settings) {

        public Ended exits(int code) {
            return exit == code ? this : fail("wanted exit code " + code + " but was " + exit + "\n--- terminal\n" + screen + "\n---");
        }

        /** The terminal echoes, edits lines and turns Ctrl-C into a signal, as it did before. */
        public Ended leavesTheTerminalUsable() {
            for (var setting : List.of("echo", "icanon", "isig", "opost", "icrnl")) {
                if (!Pattern.compile("(^|\\s)" + setting + "(\\s|$)").matcher(settings).find()) {
                    fail("the terminal is left without " + setting + ":\n" + settings);
                }
            }
            return this;
        }
    }
}
