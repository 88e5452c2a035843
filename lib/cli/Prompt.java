package lib.cli;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Dialog;

/**
 * Questions on the terminal, asked on standard error so that standard output stays the result's. A line is read as the terminal gives it:
 * its own driver lets a person correct it, keeps what was typed ahead and turns Ctrl-C into a signal. No escape code is written, so a
 * question reads the same in an editor's window, and no terminal answers one.
 */
final class Prompt implements Dialog {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final int MAX_PIPED = 64 * 1024;
    private static final int LONGEST = 8192;
    /** Keys without a character (arrows), and what a terminal answers to the program before this one. */
    private static final Pattern NO_TEXT = Pattern.compile(
            "\u001b(?:\\[[0-?]*[ -/]*[@-~]|O[A-Za-z]|[PX\\]^_][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?)|\\p{Cntrl}");

    private final Output output;

    Prompt(Output output) {
        this.output = output;
    }

    @Override
    public void say(String line) {
        output.say(line);
    }

    @Override
    public void note(String line) {
        output.note(line);
    }

    /** A person is there who reads the question and can answer it, whatever kind of terminal it is. */
    @Override
    public boolean interactive() {
        return Standard.terminal(Standard.IN) && Standard.terminal(Standard.ERR);
    }

    @Override
    public String ask(String question, String preset) {
        String answer = shown(question + " [" + CleanText.line(preset) + "]: ");
        return answer.isEmpty() ? preset : answer;
    }

    @Override
    public String askText(String question) {
        return shown(CleanText.line(question) + ": ");
    }

    @Override
    public String askSecret(String question) {
        check(question);
        if (WINDOWS) {
            output.question(question + ": ");
            char[] secret = System.console().readPassword();
            return answer(secret == null ? null : new String(secret));
        }
        // Ctrl-Z would leave the person at a shell without an echo
        try (Stty hidden = Stty.with("-echo -echonl susp undef", () -> output.question("\n"))) {
            if (hidden == null) {
                throw new Failure(Kind.FAILED, "what is typed at this terminal cannot be hidden",
                        "pipe it in instead: … < file");
            }
            output.question(question + ": ");
            String line = line();
            output.question("\n");
            return answer(line);
        }
    }

    private String shown(String prompt) {
        check(prompt);
        // Ctrl-C ends the process, and the shell's next line is to be a line of its own
        Thread leaving = new Thread(() -> output.question("\n"), "leaving");
        Runtime.getRuntime().addShutdownHook(leaving);
        output.question(prompt);
        String line = line();
        stayed(leaving);
        if (line == null) {
            output.question("\n");
        }
        return answer(line);
    }

    private static void stayed(Thread leaving) {
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException leavingAlready) {
            // it was pressed together with the line's end
        }
    }

    private void check(String prompt) {
        if (!interactive()) {
            throw new IllegalStateException("nobody to ask: " + prompt);
        }
    }

    private static String answer(String line) {
        if (line == null) {
            throw new Failure(Kind.DECLINED, "nothing was entered", "nothing was changed");
        }
        return NO_TEXT.matcher(line).replaceAll("").strip();
    }

    /** Byte by byte: what stands behind the line belongs to the next question, or to whoever reads the terminal next. Null at its end. */
    static String line() {
        if (WINDOWS) {
            return System.console().readLine();
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        // never closed: it is the process's own
        InputStream keyboard = new FileInputStream(FileDescriptor.in);
        try {
            for (int next = keyboard.read(); next >= 0; next = keyboard.read()) {
                if (next == '\n' || next == '\r') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                if (line.size() < LONGEST) {
                    line.write(next);
                }
            }
        } catch (IOException windowClosed) {
            return null;
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String pipedLine() {
        try {
            ByteArrayInputStream limited = new ByteArrayInputStream(System.in.readNBytes(MAX_PIPED));
            String line = new BufferedReader(new InputStreamReader(limited, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException unreadable) {
            return "";
        }
    }
}
