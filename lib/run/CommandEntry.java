package lib.run;

import java.util.ArrayList;
import java.util.List;
import lib.base.Suggestions;
import lib.derived.Commands;

/**
 * What the start path knows about a command without loading it. The table of all is {@link Commands}.
 *
 * @param word      one word, or two for a verb of a noun ({@code deployments wait})
 * @param arguments as in the guide's table, e.g. {@code <url>}; "" for none
 * @param purpose   in a few words
 * @param heading   under which the help page lists it
 * @param tool      the tool's name when it is an operation, else ""
 * @param effect    {@code READ}, {@code WRITE} or {@code DESTRUCTIVE} for an operation, else ""
 * @param scopes    what an operation needs
 * @param remote    whether it talks to the instance
 * @param bulk      whether it takes several names at once
 */
public record CommandEntry(String word, String arguments, String purpose, String heading, String tool, String effect, String[] scopes, boolean remote, boolean bulk) {

    /** As in the guide's table, e.g. {@code connect <url>}. */
    public String synopsis() {
        return arguments.isEmpty() ? word : word + " " + arguments;
    }

    /** Whether it cannot run bare. */
    public boolean needsArguments() {
        return !arguments.isEmpty() && !arguments.startsWith("[");
    }

    public boolean operation() {
        return !tool.isEmpty();
    }

    public boolean destructive() {
        return effect.equals("DESTRUCTIVE");
    }

    /** How many words of the command line it takes. */
    public int length() {
        return word.indexOf(' ') < 0 ? 1 : 2;
    }

    /** The command that the line begins with, the longer one first; null when there is none. */
    public static CommandEntry of(String[] line) {
        CommandEntry found = null;
        for (CommandEntry verb : Commands.ALL) {
            if (verb.word.equals(line[0])) {
                found = found == null ? verb : found;
            } else if (line.length > 1 && verb.word.length() == line[0].length() + 1 + line[1].length()
                    && verb.word.startsWith(line[0]) && verb.word.charAt(line[0].length()) == ' ' && verb.word.endsWith(line[1])) {
                found = verb;
            }
        }
        return found;
    }

    /** A mistyped word for an error, without what stands behind {@code =}: that can be a token. */
    public static String withoutValue(String typed) {
        int value = typed.indexOf('=');
        return value < 0 ? typed : typed.substring(0, value);
    }

    /** The command somebody most likely meant; null when none is near. */
    public static CommandEntry near(String typed) {
        List<String> words = new ArrayList<>();
        for (CommandEntry verb : Commands.ALL) {
            words.add(verb.word);
        }
        List<String> near = Suggestions.of(typed, words, 1);
        return near.isEmpty() ? null : of(new String[] {near.getFirst()});
    }
}
