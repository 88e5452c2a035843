package lib.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Secrets;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.op.Page;
import lib.op.Result;

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
    private boolean colorWanted = true;
    private boolean json;
    private boolean quiet;
    private boolean unfinishedLine;

    private Output(OutputStream out, OutputStream err, Charset charset, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.charset = charset;
        this.environment = environment;
        this.screen = new Screen(environment);
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
        this.colorWanted = !noColor;
    }

    Screen screen() {
        return screen;
    }

    /** The result of a command, as a page, as JSON or as ids. */
    void result(Result result) {
        if (!json && !quiet) {
            for (String note : result.notes()) {
                note(note);
            }
        }
        String text = quiet ? lines(result.ids()) : json ? JsonWriter.text(RecordJson.of(result.json())) : layout().text(result.page());
        if (json || quiet || !Pager.wanted(text, screen) || !Pager.show(text, environment)) {
            print(out, text);
        }
    }

    /** One result of several: its page at once, its JSON later with {@link #all}. */
    void each(Result result, List<Map<String, Object>> answers) {
        if (json) {
            answers.add(RecordJson.of(result.json()));
        } else {
            result(result);
        }
    }

    /** The answers of several runs as one JSON object; nothing unless JSON was asked for. */
    void all(List<Map<String, Object>> answers) {
        if (json) {
            print(out, JsonWriter.text(Map.of("results", answers)));
        }
    }

    /**
     * Shows a page in place of the last one.
     *
     * @param shown how many lines that one had, 0 for none
     * @return how many this one has
     */
    int page(Page page, int shown) {
        String text = layout().text(page);
        print(out, shown == 0 ? text : "\u001b[" + shown + "A\u001b[J" + text);
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    /** A line that the next one replaces, on standard error. */
    void transientLine(String text, int columns) {
        String line = beside(text);
        int most = columns == 0 ? 79 : columns - 1;
        print(err, "\r\u001b[K" + (line.length() > most ? line.substring(0, most - 1) + "…" : line));
        unfinishedLine = true;
    }

    private static String lines(List<String> lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(CleanText.line(line)).append('\n');
        }
        return text.toString();
    }

    /** A line of output while a command works; beside the result when that is JSON. */
    void say(String line) {
        print(json ? err : out, beside(line) + "\n");
    }

    /** Progress, explanations, questions' lists. */
    void note(String line) {
        print(err, beside(line) + "\n");
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
        print(err, "error: " + beside(message) + "\n" + (hint == null ? "" : "hint: " + beside(hint) + "\n"));
    }

    /**
     * A result that did not arrive is no success. A reader that left early ({@code | head}) has what it wanted, and about a lost standard
     * error nobody can be told.
     */
    private void print(OutputStream stream, String text) {
        try {
            if (unfinishedLine) {
                unfinishedLine = false;
                err.write("\r\u001b[K".getBytes(StandardCharsets.US_ASCII));
            }
            stream.write(text.getBytes(charset));
            stream.flush();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            if (stream == out && !why.toLowerCase(Locale.ROOT).contains("pipe")) {
                throw new Failure(Kind.FAILED, "cannot write the output (" + why + ")",
                        "see that the disk has room and standard output is open");
            }
        }
    }

    private Layout layout() {
        return new Layout(color(), screen.terminal(), screen);
    }

    private boolean color() {
        String no = environment.get("NO_COLOR");
        return colorWanted && (no == null || no.isEmpty()) && !"dumb".equals(environment.get("TERM")) && screen.terminal();
    }

    /** What stands beside results often quotes others: it is one line, clean, and nothing in it looks like a secret. */
    private static String beside(String text) {
        return Secrets.BY_SHAPE.text(CleanText.line(text));
    }
}
