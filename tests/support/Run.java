package tests.support;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One ended run of the CLI. Each check fails with the command, the exit code and both streams, so that a failure can be read without a
 * debugger.
 *
 * @param command what was typed, beginning with {@code paas}
 */
public record Run(List<String> command, int exit, String stdout, String stderr) {

    public Run exits(int code) {
        return exit == code ? this : wrong("exit code " + code);
    }

    /** The whole of standard output. */
    public Run prints(String wanted) {
        return stdout.equals(wanted) ? this : wrong("on stdout exactly\n" + wanted);
    }

    /** The whole of standard error. */
    public Run complains(String wanted) {
        return stderr.equals(wanted) ? this : wrong("on stderr exactly\n" + wanted);
    }

    public Run printsPart(String wanted) {
        return stdout.contains(wanted) ? this : wrong("on stdout a part\n" + wanted);
    }

    public Run complainsPart(String wanted) {
        return stderr.contains(wanted) ? this : wrong("on stderr a part\n" + wanted);
    }

    public Run printsMatch(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL).matcher(stdout).matches() ? this : wrong("on stdout a match of\n" + regex);
    }

    public Run complainsMatch(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL).matcher(stderr).matches() ? this : wrong("on stderr a match of\n" + regex);
    }

    /** An error as the CLI's rules have it: the exit code, nothing on stdout, {@code error: <message>} first on stderr, no stack trace. */
    public Run failsWith(int code, String message) {
        exits(code).prints("");
        if (!stderr.startsWith("error: " + message)) {
            return wrong("on stderr at first\nerror: " + message);
        }
        return calm();
    }

    /** No trace of a Java exception and no escape sequence on either stream. */
    public Run calm() {
        var both = stdout + stderr;
        boolean trace = Pattern.compile(
            "(?m)^\\s+at [\\w.$]+\\(|Exception in thread|\\b(java|kong|com|picocli)\\.[\\w.]+(Exception|Error)\\b").matcher(both).find();
        if (trace) {
            return wrong("no stack trace and no exception's class name");
        }
        return both.contains("\u001b") ? wrong("no escape sequence") : this;
    }

    private Run wrong(String wanted) {
        return fail("wanted " + wanted.stripTrailing() + "\n--- but this ran\n" + this);
    }

    @Override
    public String toString() {
        return "$ " + String.join(" ", command) + "\nexit code " + exit
            + "\n--- stdout\n" + visible(stdout) + "--- stderr\n" + visible(stderr) + "---";
    }

    private static String visible(String text) {
        return text.replace("\u001b", "␛") + (text.isEmpty() || text.endsWith("\n") ? "" : "⏎ (no line end)\n");
    }
}
