package lib.cli;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Dialog;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The door to JLine: questions on the terminal, asked on standard error so that standard output stays the result's. */
final class Prompt implements Dialog, AutoCloseable {

    private static final int MAX_PIPED = 64 * 1024;

    private final Output output;
    private Terminal terminal;
    private boolean looked;

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

    @Override
    public boolean interactive() {
        if (!looked) {
            looked = true;
            // a jar started without the bundle's flags may not call native code unwarned; stty does there
            boolean natively = Prompt.class.getModule().isNativeAccessEnabled();
            if (!natively) {
                System.setProperty(TerminalBuilder.PROP_REDIRECT_PIPE_CREATION_MODE, "reflection");
            }
            try {
                terminal = TerminalBuilder.builder()
                        .system(true)
                        .systemOutput(TerminalBuilder.SystemOutput.ForcedSysErr)
                        .ffm(natively)
                        .jni(natively)
                        .dumb(false)
                        .build();
            } catch (IOException | IllegalStateException noTerminal) {
                terminal = null;
            }
        }
        return terminal != null;
    }

    @Override
    public String ask(String question, String preset) {
        String answer = read(question + " [" + CleanText.line(preset) + "]: ", null).strip();
        return answer.isEmpty() ? preset : answer;
    }

    /** Asks for a line of text without proposing one. */
    String askText(String question) {
        return read(CleanText.line(question) + ": ", null).strip();
    }

    @Override
    public String askSecret(String question) {
        return read(question + ": ", (char) 0).strip();
    }

    private String read(String prompt, Character mask) {
        if (!interactive()) {
            throw new IllegalStateException("nobody to ask: " + prompt);
        }
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, false)
                .build();
        try {
            return reader.readLine(prompt, mask);
        } catch (UserInterruptException e) {
            throw new Failure(Kind.INTERRUPTED, "interrupted");
        } catch (EndOfFileException e) {
            throw new Failure(Kind.DECLINED, "nothing was entered", "nothing was changed");
        }
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

    /** Gives the terminal back as it was. */
    @Override
    public void close() {
        if (terminal != null) {
            try {
                terminal.close();
            } catch (IOException alreadyGone) {
                // the terminal went away with its window: nothing is left to restore
            }
        }
    }
}
