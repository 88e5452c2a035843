package lib.services.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.App;
import lib.base.Failure;
import lib.http.WebSocket;

/**
 * Runs one command at the shell of an app's terminal. There is no route for that (streams, part 7): the shell is typed at, and what it
 * prints between two markers is the command's.
 *
 * @param output what it printed on both streams, at most as much as was asked for
 * @param cut    how many characters of it are missing
 * @param status its exit status; null when it did not end
 * @param lost   whether its end got lost, mostly with the connection
 */
public record CommandRun(String output, long cut, Integer status, boolean lost) {

    /** A terminal's line is cut or wrapped at its width: typed lines are far shorter. */
    private static final Map<String, ?> SIZE = Map.of("type", "resize", "cols", 1000, "rows", 50);
    /** A shell without a prompt says nothing: then it is typed at all the same. */
    private static final Duration PROMPT = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final String CTRL_C = "\u0003";

    /**
     * Runs it to its end, or until the time is up: then it is interrupted as by Ctrl-C.
     *
     * @param line  for {@code sh -c}, checked
     * @param limit from now, the start of the shell included
     * @param most  characters of output to keep
     * @throws Failure as {@link Refusal} says when there is no shell
     */
    public static CommandRun of(WebSocket terminal, App app, String line, Duration limit, int most) {
        return new Conversation(terminal, app, limit, most).run(line);
    }

    private static final class Conversation {
        private final String mark = UUID.randomUUID().toString().replace("-", "");
        private final String opening = "{" + mark + ":";
        private final Pattern marker = Pattern.compile(Pattern.quote(opening) + "(go|end|\\d{1,3})}");
        private final PlainText plain = new PlainText();
        private final StringBuilder pending = new StringBuilder();
        private final WebSocket terminal;
        private final App app;
        private final long deadline;
        private final Bounded output;
        private final StringBuilder before = new StringBuilder();
        private boolean running;
        private Integer status;
        private boolean over;

        Conversation(WebSocket terminal, App app, Duration limit, int most) {
            this.terminal = terminal;
            this.app = app;
            this.deadline = System.nanoTime() + limit.toNanos();
            this.output = new Bounded(most);
        }

        CommandRun run(String line) {
            terminal.send(SIZE);
            boolean open = listen(PROMPT);
            for (String typed : open ? ShellLine.typed(line, mark) : List.<String>of()) {
                if (!type(typed + "\r")) {
                    // gone: what it said before is still to be read
                    break;
                }
            }
            while (open && !over && left().isPositive()) {
                open = listen(left());
            }
            if (open) {
                leave();
            }
            if (!open && !running) {
                Refusal.check(before + pending.toString(), app);
            }
            output.add(running && !over ? pending.toString() : "");
            return new CommandRun(output.text(), output.cut(), status, status == null && (over || !open));
        }

        /**
         * As a person would: what runs is interrupted (what ignores that may go on in the container), and the shell is left, since it might
         * stay behind in the container when only the connection ends. Not before the last marker was seen: output that is still under way
         * when a shell ends can get lost.
         */
        private void leave() {
            if ((over || type(CTRL_C)) && type(" exit\r")) {
                long end = System.nanoTime() + FAREWELL.toNanos();
                while (System.nanoTime() < end && terminal.read(Duration.ofNanos(end - System.nanoTime())) != null) {
                    // not the command's any more
                }
            }
        }

        private Duration left() {
            return Duration.ofNanos(deadline - System.nanoTime());
        }

        private boolean type(String keys) {
            return terminal.send(Map.of("type", "input", "data", keys));
        }

        /** Takes what comes next. @return false at the end of the connection */
        private boolean listen(Duration limit) {
            byte[] bytes = terminal.read(limit);
            if (bytes == null) {
                return false;
            }
            take(plain.of(bytes));
            return true;
        }

        private void take(String text) {
            pending.append(text);
            for (Matcher found = marker.matcher(pending); !over && found.find(); found = marker.matcher(pending)) {
                String what = found.group(1);
                int length = found.end() - found.start();
                hand(found.start());
                pending.delete(0, length);
                if (what.equals("go")) {
                    running = true;
                } else {
                    over = true;
                    status = what.equals("end") ? null : Integer.valueOf(what);
                }
            }
            if (!over) {
                // the beginning of a marker may be all that has come of it
                int start = pending.lastIndexOf("{");
                boolean maybe = start >= 0 && pending.length() - start < opening.length() + 4;
                hand(maybe ? start : pending.length());
            }
        }

        private void hand(int characters) {
            if (running) {
                output.add(pending.substring(0, characters));
            } else if (before.length() < 4000) {
                before.append(pending, 0, characters);
            }
            pending.delete(0, characters);
        }
    }
}
