package lib.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a change is taken back: what restores the state before it, as a command and as a tool, or why nothing does. Whoever changed something
 * with a wrong name or a wrong value, a person or an agent, needs nothing else.
 *
 * @param command   a line for a POSIX shell; left out where there is no way back
 * @param tool      the tool that does the same; left out where no tool does
 * @param arguments its arguments
 * @param because   why there is no way back, or what this way does not bring back: a sentence without its full stop; left out otherwise
 */
public record Undo(@Nullable String command, @Nullable String tool, @Nullable Map<String, Object> arguments, @Nullable String because) {

    /** Letters that a POSIX shell takes as they are. */
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";

    /** There is no way back. @param because why, a sentence without its full stop */
    public static Undo none(String because) {
        return new Undo(null, null, null, because);
    }

    /**
     * By a command alone, which no tool does.
     *
     * @param words as the shell is to hand them over, {@code paas} the first
     */
    public static Undo by(String... words) {
        return new Undo(line(Arrays.asList(words)), null, null, null);
    }

    /** The same from a list. */
    public static Undo by(List<String> words) {
        return new Undo(line(words), null, null, null);
    }

    /** The same, done by this tool, too. @param namesAndValues its arguments, a name and a value in turn */
    public Undo tool(String name, Object... namesAndValues) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Undo(command, name, given, because);
    }

    /** The same way, which does not bring back everything. @param because what it leaves, a sentence without its full stop */
    public Undo but(String because) {
        return new Undo(command, tool, arguments, because);
    }

    /** For people, one line. */
    public String words() {
        return command == null ? "No way back: " + because + "." : "Undo: " + command + (because == null ? "" : "   (" + because + ")");
    }

    /** For people, of several runs of one command: those that differ in their last word alone are one line that names them all. */
    public static List<String> words(List<Undo> several) {
        List<String> lines = new ArrayList<>();
        String begin = null;
        for (Undo each : several) {
            String line = each.words();
            String head = line.substring(0, line.lastIndexOf(' ') + 1);
            if (each.command != null && each.because == null && head.equals(begin)) {
                lines.set(lines.size() - 1, lines.getLast() + line.substring(head.length() - 1));
            } else {
                lines.add(line);
                begin = each.command != null && each.because == null ? head : null;
            }
        }
        return lines;
    }

    /**
     * The same for those who may not see secrets: a value that is one is not shown, and a way back without it would put something else in
     * its place.
     *
     * @param mask what free text becomes when its secrets are hidden
     */
    public Undo masked(Function<String, String> mask) {
        return command == null || mask.apply(command).equals(command) ? this
                : none("what was before holds a secret, and that is not shown; with --reveal it is");
    }

    private static String line(List<String> words) {
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            line.append(line.isEmpty() ? "" : " ").append(quoted(word));
        }
        return line.toString();
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(each -> PLAIN.indexOf(each) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
