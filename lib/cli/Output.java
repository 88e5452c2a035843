package lib.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.terminal.PlainText;

/**
 * The one place that prints. Results go to standard output, everything else to standard error. What comes from outside is cleaned of
 * control characters, so that no server can move the cursor or forge a line. Results come masked already.
 */
public final class Output {


    private final OutputStream out;
    private final OutputStream err;
    private final Charset charset;
    private final Map<String, String> environment;
    private final Screen screen;
    private final Colors colors;
    private boolean json;
    private boolean quiet;
    private boolean unfinishedLine;
    private boolean abandoned;
    private List<Undo> several;
    private Spinner spinner;
    private final PlainText[] plain = new PlainText[2];

    private Output(OutputStream out, OutputStream err, Charset charset, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.charset = charset;
        this.environment = environment;
        this.screen = new Screen(environment);
        this.colors = new Colors(environment, screen);
    }

    /** On the process's own streams. UTF-8 whatever the locale says, but on Windows, where the console has a code page of its own. */
    static Output system(Map<String, String> environment) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Charset charset = windows ? System.out.charset() : StandardCharsets.UTF_8;
        return new Output(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), charset, environment);
    }

    /**
     * How results are printed from now on.
     *
     * @param json    as JSON: standard output then carries the result alone
     * @param quiet   standard output carries ids alone
     * @param noColor without colours
     */
    void as(boolean json, boolean quiet, boolean noColor) {
        this.json = json;
        this.quiet = quiet;
        colors.wanted(!noColor);
    }

    Screen screen() {
        return screen;
    }

    /** The result of a command, as a page, as JSON or as ids. */
    void result(Result result) {
        if (json || quiet) {
            print(out, quiet ? ids(result.ids()) : JsonWriter.text(RecordJson.of(result.json())));
            return;
        }
        for (String note : result.notes()) {
            note(note);
        }
        Page page = result.page();
        String text = text(result, page);
        if (!Pager.wanted(text, screen, environment) || !Pager.show(text, page.fromEnd(), environment)) {
            print(out, text);
        }
    }

    /** One result of many, as a page below what is there. */
    void below(Result result) {
        print(out, text(result, result.page()));
        for (String note : result.notes()) {
            note(note);
        }
    }

    private String text(Result result, Page page) {
        String text = layout().text(page);
        text = Colors.tickedLines(text, colors.out() && !page.fromEnd());
        if (result.undo() != null && several != null) {
            several.add(result.undo());
        } else if (result.undo() != null) {
            text += undo(result.undo().words());
        }
        return text;
    }

    private String undo(String words) {
        String line = CleanText.line(words);
        return Colors.dim(line, colors.out()) + "\n";
    }

    /** One result of several: its page at once, its JSON and the way back later with {@link #all}. */
    void each(Result result, List<Map<String, Object>> answers) {
        if (json) {
            answers.add(RecordJson.of(result.json()));
        } else {
            several = several == null ? new ArrayList<>() : several;
            result(result);
        }
    }

    /** The answers of several runs as one JSON object; for people the way back of all of them. */
    void all(List<Map<String, Object>> answers) {
        if (json) {
            print(out, JsonWriter.text(Map.of("results", answers)));
        }
        if (several != null) {
            for (String line : Undo.words(several)) {
                print(out, undo(line));
            }
        }
    }

    /** A page as it is shown now, for whoever shows it piece by piece. */
    String laidOut(Page page) {
        return layout().text(page);
    }

    /** What is ready to be shown, on standard output. */
    void ready(String text) {
        print(out, text);
    }

    /** A line that the next one replaces, on a standard error that is a terminal; a line of its own elsewhere. */
    void step(String text) {
        String line = beside(text);
        if (!Standard.terminal(Standard.ERR) || screen.dumb()) {
            print(err, line + "\n");
            return;
        }
        if (spinner == null) {
            spinner = new Spinner(this);
        }
        spinner.show(line);
    }

    /** Draws one moment of a step. */
    synchronized void draw(String moment, String line) {
        int most = (screen.columns() == 0 ? 80 : screen.columns()) - 1;
        String text = moment + " " + line;
        if (Layout.width(text) > most) {
            int end = Math.min(text.length(), most);
            while (Layout.width(text.substring(0, end)) >= most || Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            text = text.substring(0, end) + "…";
        }
        print(err, "\r\u001b[K" + Colors.dim(moment, colors.error()) + text.substring(moment.length()));
        unfinishedLine = true;
    }

    /** Bytes of a program elsewhere, as they are; on a terminal what is in them that a terminal would act on is left out. */
    void bytes(boolean error, byte[] bytes) {
        OutputStream stream = error ? err : out;
        if (!Standard.terminal(error ? Standard.ERR : Standard.OUT)) {
            print(stream, bytes);
        } else {
            if (plain[error ? 1 : 0] == null) {
                plain[error ? 1 : 0] = new PlainText();
            }
            print(stream, CleanText.lines(plain[error ? 1 : 0].of(bytes)));
        }
    }

    /** Bytes for the terminal as they are, of a program that has taken it over. */
    void raw(byte[] bytes) {
        print(out, bytes);
    }

    /** Whether who read standard output has gone, so that nobody wants more of it. */
    boolean abandoned() {
        return abandoned;
    }

    /** Whether results are printed as JSON. */
    boolean json() {
        return json;
    }

    /** Whether the terminal takes no escape codes. */
    boolean dumb() {
        return screen.dumb();
    }

    /** A part of a question, on standard error, without a line's end. */
    void question(String text) {
        print(err, text);
    }

    private static String ids(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(CleanText.tabbed(line)).append('\n');
        }
        return text.toString();
    }

    /** A line of output while a command works; beside the result when that is JSON. */
    void say(String line) {
        print(json ? err : out, Colors.ticked(beside(line), json ? colors.error() : colors.out()) + "\n");
    }

    /** Progress, explanations, questions' lists. */
    void note(String line) {
        print(err, Colors.ticked(beside(line), colors.error()) + "\n");
    }

    /** Text of the program's own (help pages), on standard output. */
    void help(String text) {
        print(out, text);
    }

    /** The same where it follows an error. */
    void usage(String text) {
        print(err, text);
    }

    /** An error, and the next step unless that is null. */
    public void error(String message, String hint) {
        boolean color = colors.error();
        String next = hint == null ? "" : "hint: " + beside(hint);
        print(err, Colors.red("error:", color) + " " + beside(message) + "\n"
                + (hint == null ? "" : Colors.dim(next, color) + "\n"));
    }

    private void print(OutputStream stream, String text) {
        print(stream, text.getBytes(charset));
    }

    /**
     * A result that did not arrive is no success. A reader that left early ({@code | head}) has what it wanted, and about a lost standard
     * error nobody can be told. What the system calls a broken pipe depends on the locale; that it is a pipe does not.
     */
    private synchronized void print(OutputStream stream, byte[] bytes) {
        try {
            if (unfinishedLine) {
                unfinishedLine = false;
                spinner.stop();
                err.write("\r\u001b[K".getBytes(StandardCharsets.US_ASCII));
            }
            stream.write(bytes);
            stream.flush();
        } catch (IOException e) {
            if (stream == out && !Standard.pipe(Standard.OUT)) {
                throw new Failure(Kind.FAILED, "cannot write the output (" + e.getMessage() + ")",
                        "see that the disk has room and standard output is open");
            }
            abandoned |= stream == out;
        }
    }

    private Layout layout() {
        return new Layout(colors.out(), screen.terminal(), screen);
    }

    /** What stands beside results often quotes others: it is one line, clean, and nothing in it looks like a secret. */
    private static String beside(String text) {
        return Secrets.BY_SHAPE.text(CleanText.line(text));
    }
}
