package lib.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Lines;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.Signals;

/**
 * Lines with everything that an editor of lines has: the arrow keys, a history, completed words. Ctrl-C is a signal: it drops the line that
 * is read, and in between it interrupts what is done.
 */
final class EditedLines implements Lines {

    private final Stty stty;
    private final EditorTerminal terminal;
    private final LineReader reader;
    private final Entries history = new Entries();
    private final Object interrupt;
    private final Object resized;
    private volatile boolean reading;

    EditedLines(Output output, String type, Start start) {
        // keys are kept as they are between two lines, too: a Ctrl-D that was typed ahead would be another key by then
        stty = Stty.with("-icanon -echo -iexten -ixon -icrnl susp undef quit undef min 1 time 0", () -> output.raw(RawTerminal.TIDY));
        try {
            if (stty == null) {
                throw new IOException("no stty");
            }
            terminal = new EditorTerminal(type, output);
        } catch (IOException e) {
            if (stty != null) {
                stty.close();
            }
            throw new Failure(Kind.FAILED, "lines cannot be edited on this terminal", "set TERM=dumb for plain lines");
        }
        reader = LineReaderBuilder.builder().terminal(terminal).appName("paas").parser(Words::new)
                .completer((editor, line, found) -> complete(line, start.completion(), found))
                .history(history).variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P -> ")
                .variable(LineReader.BELL_STYLE, "none")
                .variable(LineReader.BLINK_MATCHING_PAREN, 0).variable(LineReader.HISTORY_SIZE, Integer.MAX_VALUE)
                .option(Option.DISABLE_EVENT_EXPANSION, true).option(Option.CASE_INSENSITIVE, true).option(Option.INSERT_TAB, true)
                .option(Option.KITTY_KEYBOARD, false).option(Option.MOUSE, false).build();
        bind();
        start.history().forEach(this::remember);
        Thread worker = Thread.currentThread();
        interrupt = Signals.register("INT", () -> {
            if (reading) {
                terminal.raise(Signal.INT);
            } else {
                worker.interrupt();
            }
        });
        resized = Signals.register("WINCH", this::size);
    }

    /** What keys send while the terminal is not the editor's, and on terminals that know one way alone: typed ahead, they count too. */
    private void bind() {
        KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
        keys.bind(new Reference(LineReader.UP_LINE_OR_HISTORY), "\u001b[A", "\u001bOA");
        keys.bind(new Reference(LineReader.DOWN_LINE_OR_HISTORY), "\u001b[B", "\u001bOB");
        keys.bind(new Reference(LineReader.FORWARD_CHAR), "\u001b[C", "\u001bOC");
        keys.bind(new Reference(LineReader.BACKWARD_CHAR), "\u001b[D", "\u001bOD");
        keys.bind(new Reference(LineReader.BEGINNING_OF_LINE), "\u001b[H", "\u001bOH", "\u001b[1~");
        keys.bind(new Reference(LineReader.END_OF_LINE), "\u001b[F", "\u001bOF", "\u001b[4~");
    }

    private static void complete(ParsedLine line, Completion completion, List<Candidate> found) {
        for (String word : completion.words(line.line().substring(0, line.cursor()))) {
            if (word.toLowerCase(Locale.ROOT).startsWith(line.word().substring(0, line.wordCursor()).toLowerCase(Locale.ROOT))) {
                found.add(new Candidate(word));
            }
        }
    }

    private void size() {
        int[] now = Screen.numbers(Stty.size(null));
        if (now[0] > 0 && now[1] > 0) {
            terminal.setSize(Size.of(now[1], now[0]));
            terminal.raise(Signal.WINCH);
        }
    }

    @Override
    public String read(String prompt) {
        size();
        reading = true;
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            // it came as an interruption of this thread
            Thread.interrupted();
            throw new Dropped();
        } catch (EndOfFileException e) {
            return null;
        } finally {
            reading = false;
        }
    }

    @Override
    public void remember(String entry) {
        history.remember(entry);
    }

    @Override
    public void close() {
        Signals.unregister("INT", interrupt);
        Signals.unregister("WINCH", resized);
        stty.close();
    }

    /** Whole statements, and nothing that the editor would add by itself: a line of one, an answer to a question. */
    private static final class Entries extends DefaultHistory {

        @Override
        public void add(Instant time, String line) {
            // see remember
        }

        void remember(String entry) {
            super.add(Instant.now(), entry);
            moveToEnd();
        }
    }

    /** A line in words as completion wants them: the one at the cursor is all that counts. Nothing is quoted, nothing goes on. */
    private record Words(String line, int cursor, ParseContext context) implements CompletingParsedLine {

        private int start() {
            int start = cursor;
            while (start > 0 && part(line.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        private static boolean part(char c) {
            return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-' || c == ':' || c == '\\';
        }

        @Override
        public String word() {
            int end = cursor;
            while (end < line.length() && part(line.charAt(end))) {
                end++;
            }
            return line.substring(start(), end);
        }

        @Override
        public int wordCursor() {
            return cursor - start();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }
    }
}
