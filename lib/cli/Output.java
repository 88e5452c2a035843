package lib.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import lib.api.PaasException;
import lib.api.PaasException.Kind;
import lib.json.PrettyJson;
import lib.json.RecordJson;
import lib.op.Page;
import lib.op.Result;
import lib.op.Secrets;
import lib.op.Table;

/**
 * The one place that prints. Results go to standard output, everything else to standard error. What comes from outside is cleaned of
 * control characters, so that no server can move the cursor or forge a line, and tokens are masked unless showing one is the purpose.
 */
final class Output {

    private static final String RESET = "\u001b[0m";

    private final OutputStream out;
    private final OutputStream err;
    private final Charset charset;
    private final Map<String, String> environment;
    private boolean colorWanted = true;
    private boolean json;

    private Output(OutputStream out, OutputStream err, Charset charset, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.charset = charset;
        this.environment = environment;
    }

    /** On the process's own streams. UTF-8 whatever the locale says, but on Windows, where the console has a code page of its own. */
    static Output system(Map<String, String> environment) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Charset charset = windows ? System.out.charset() : StandardCharsets.UTF_8;
        return new Output(new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), charset, environment);
    }

    /** From now on without colours ({@code --no-color}). */
    void noColor() {
        colorWanted = false;
    }

    /** From now on as JSON: standard output then carries the result alone. */
    void asJson() {
        json = true;
    }

    /** The result of a command, as a page or as JSON. */
    void result(Result result) {
        String text = json ? PrettyJson.write(RecordJson.of(result.json())) : page(result.page());
        print(out, result.revealsSecrets() ? text : Secrets.mask(text));
    }

    /** A line of output while a command works; beside the result when that is JSON. */
    void say(String line) {
        print(json ? err : out, Secrets.mask(clean(line)) + "\n");
    }

    /** Progress, explanations, questions' lists. */
    void note(String line) {
        print(err, Secrets.mask(clean(line)) + "\n");
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
    void error(String message, String hint) {
        String text = "error: " + clean(message) + "\n" + (hint == null ? "" : "hint: " + clean(hint) + "\n");
        print(err, Secrets.mask(text));
    }

    /**
     * A result that did not arrive is no success. A reader that left early ({@code | head}) has what it wanted, and about a lost standard
     * error nobody can be told.
     */
    private void print(OutputStream stream, String text) {
        try {
            stream.write(text.getBytes(charset));
            stream.flush();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            if (stream == out && !why.toLowerCase(Locale.ROOT).contains("pipe")) {
                throw new PaasException(Kind.FAILED, "cannot write the output (" + why + ")",
                        "see that the disk has room and standard output is open");
            }
        }
    }

    private String page(Page page) {
        StringBuilder text = new StringBuilder();
        for (Page.Part part : page.parts()) {
            if (part instanceof Table table) {
                table(table, text);
            } else if (part instanceof Page.Line line) {
                text.append(clean(line.text())).append('\n');
            }
        }
        return text.toString();
    }

    private void table(Table table, StringBuilder text) {
        int columns = table.header().size();
        int[] widths = new int[columns];
        for (int column = 0; column < columns; column++) {
            widths[column] = width(table.header().get(column));
            for (var row : table.rows()) {
                widths[column] = Math.max(widths[column], width(clean(row.get(column))));
            }
        }
        boolean color = color();
        for (int row = -1; row < table.rows().size(); row++) {
            var cells = row < 0 ? table.header() : table.rows().get(row);
            StringBuilder line = new StringBuilder();
            int pending = 0;
            for (int column = 0; column < columns; column++) {
                String cell = clean(cells.get(column));
                String style = !color ? "" : row < 0 ? "\u001b[1m" : table.header().get(column).equals("STATUS") ? style(cell) : "";
                if (!cell.isEmpty()) {
                    line.repeat(' ', pending).append(style).append(cell).append(style.isEmpty() ? "" : RESET);
                    pending = 0;
                }
                pending += widths[column] - width(cell) + 2;
            }
            text.append(line).append('\n');
        }
    }

    /** Colours of the terminal's own palette, so that they fit a light and a dark background. */
    private static String style(String status) {
        return switch (status) {
            case "running", "success" -> "\u001b[32m";
            case "building" -> "\u001b[33m";
            case "failed" -> "\u001b[31m";
            case "stopped" -> "\u001b[2m";
            default -> "";
        };
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private boolean color() {
        String no = environment.get("NO_COLOR");
        return colorWanted && (no == null || no.isEmpty()) && !"dumb".equals(environment.get("TERM")) && System.console() != null;
    }

    /**
     * The text on one line without anything a terminal acts on or that makes text read otherwise than it is: control characters become
     * blanks where they separate words, the rest and the bidirectional overrides become U+FFFD.
     */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (harmful(text.charAt(i))) {
                StringBuilder clean = new StringBuilder(text);
                for (int at = i; at < clean.length(); at++) {
                    char c = clean.charAt(at);
                    if (harmful(c)) {
                        clean.setCharAt(at, c == '\n' || c == '\r' || c == '\t' ? ' ' : '\ufffd');
                    }
                }
                return clean.toString();
            }
        }
        return text;
    }

    private static boolean harmful(char c) {
        return c < ' ' || c >= '\u007f' && c <= '\u009f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069'
                || c == '\u2028' || c == '\u2029';
    }
}
