package lib.run;

/**
 * What is known about a command without loading it. All of them are in the {@link Catalog}.
 *
 * @param word      one word, or two for a verb of a noun ({@code deployments wait})
 * @param arguments as in the guide's table, e.g. {@code <url>}; "" for none
 * @param purpose   in a few words
 * @param heading   under which the help page lists it
 * @param tool      the tool's name; "" for a command without a tool
 * @param effect    {@code READ}, {@code WRITE} or {@code DESTRUCTIVE} for an operation, else ""
 * @param scopes    what an operation needs
 * @param remote    whether it talks to the instance
 * @param bulk      whether it takes several names at once
 * @param goesOn    the command that looks how it stands with what this one begins; "" for what is over with its answer
 */
public record CommandEntry(String word, String arguments, String purpose, String heading, String tool, String effect, String[] scopes,
                           boolean remote, boolean bulk, String goesOn) {

    /** As in the guide's table, e.g. {@code connect <url>}. */
    public String synopsis() {
        return arguments.isEmpty() ? word : word + " " + arguments;
    }

    /** Whether it cannot run bare. */
    public boolean needsArguments() {
        return !arguments.isEmpty() && !arguments.startsWith("[");
    }

    /** Whether it is an operation: its scopes are held against the profile, and it has {@code --quiet} and {@code --reveal}. */
    public boolean operation() {
        return !effect.isEmpty();
    }

    /** Whether somebody is asked before it runs. */
    public boolean destructive() {
        return effect.equals("DESTRUCTIVE");
    }

    /** Its first word. */
    public String noun() {
        int end = word.indexOf(' ');
        return end < 0 ? word : word.substring(0, end);
    }

    /** How many words of the command line it takes. */
    public int length() {
        return word.indexOf(' ') < 0 ? 1 : 2;
    }
}
