package lib.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.run.Catalog;
import lib.run.CommandEntry;

/**
 * Help pages, without loading a declaration: the program's is made of the {@link Catalog}, a command's own stands in the derived
 * {@code help.txt}, a line for each thing that is said, and is wrapped to the room there is.
 */
public final class Help {

    private Help() {
    }

    /**
     * The whole page: what it is, every command, and where to go from there.
     *
     * @param columns how wide it may be: a purpose that does not fit stands below its command
     */
    static String page(Catalog catalog, int columns) {
        StringBuilder page = new StringBuilder("""
                paas - connect your machine and your AI tools to a Better-PaaS instance

                Usage: paas <command> [options]
                """);
        Map<String, List<String>> verbs = catalog.verbs();
        Map<String, Integer> widths = widths(catalog, verbs);
        int width = 0;
        String heading = "";
        String folded = "";
        for (CommandEntry entry : catalog.entries()) {
            if (!entry.heading().equals(heading)) {
                heading = entry.heading();
                page.append('\n').append(heading).append(":\n");
                width = widths.get(heading);
            }
            if (!folds(verbs, entry)) {
                line(page, entry.synopsis(), entry.purpose(), width, columns);
            } else if (!folded.equals(entry.noun())) {
                folded = entry.noun();
                line(page, folded + VERB, String.join(", ", verbs.get(folded)), width, columns);
            }
        }
        return page.append("""

                Options of every command:
                  --json       Print data as JSON
                  --no-color   Print without colours (also: NO_COLOR, TERM=dumb)
                  -h, --help   Explain the command

                Start with: paas connect https://paas.example.com
                """).toString();
    }

    /**
     * The page of one command.
     *
     * @param columns how wide it may be; a line ends between words
     * @return "" when there is none
     */
    public static String page(CommandEntry entry, int columns) {
        String[] lines = derived(entry.word()).split("\n");
        int column = 0;
        for (String line : lines) {
            column = line.endsWith(LAST_OPTION) ? line.length() - LAST_OPTION.length() : column;
        }
        StringBuilder page = new StringBuilder();
        boolean typed = false;
        for (String line : lines) {
            typed |= line.equals("Examples:");
            // the last column stays free: some terminals go on to the next line with it
            wrap(page, line, typed ? Integer.MAX_VALUE : columns - 1, line.startsWith(" ") ? column : 0);
        }
        return page.toString();
    }

    /** What the option says that every command has, and all pages end their options with. */
    private static final String LAST_OPTION = "Explain this command.";

    /**
     * The page of one command as its declaration has it; {@code help.txt} is made of these.
     *
     * @param command is not called
     */
    public static String declared(CommandEntry entry, Object command) {
        return new CommandLineArguments(entry, new String[0]).help(command);
    }

    /** What stands before each page in the file. */
    public static String heading(String word) {
        return "== " + word + "\n";
    }

    private static String derived(String word) {
        try (InputStream file = Help.class.getResourceAsStream("/lib/derived/help.txt")) {
            String all = "\n" + new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int heading = all.indexOf("\n" + heading(word));
            if (heading < 0) {
                return "";
            }
            int start = heading + 1 + heading(word).length();
            int end = all.indexOf("\n== ", start);
            return all.substring(start, end < 0 ? all.length() : end);
        } catch (IOException e) {
            throw new IllegalStateException("the help pages cannot be read from the program's own files", e);
        }
    }

    /**
     * One line, in as many as it takes.
     *
     * @param column where its text begins, behind the name of an option; what follows stands two further in
     */
    private static void wrap(StringBuilder page, String line, int columns, int column) {
        int start = 0;
        int margin = 0;
        while (line.length() - start > columns - margin) {
            int end = line.lastIndexOf(' ', start + columns - margin);
            if (end <= Math.max(start, column)) {
                // a word that is longer than there is room
                end = line.indexOf(' ', Math.max(start, column) + 1);
            }
            if (end < 0) {
                break;
            }
            page.repeat(' ', margin).append(line, start, end).append('\n');
            start = end + 1;
            margin = column == 0 ? 0 : column + 2;
        }
        page.repeat(' ', margin).append(line, start, line.length()).append('\n');
    }

    /** What stands for the verbs of a noun where each has no line of its own. */
    private static final String VERB = " <verb>";

    /** Several verbs of a noun share a line. */
    private static boolean folds(Map<String, List<String>> verbs, CommandEntry entry) {
        return entry.length() == 2 && verbs.get(entry.noun()).size() > 1;
    }

    /** A name and what it is for, which is wrapped in its own column. */
    private static void line(StringBuilder page, String name, String purpose, int width, int columns) {
        page.append("  ").append(name).repeat(' ', width - name.length() + 3);
        int indent = width + 5;
        int column = indent;
        for (String word : purpose.split(" ")) {
            if (column > indent && column + 1 + word.length() > Math.max(columns, indent + 20)) {
                page.append('\n').repeat(' ', indent);
                column = indent;
            } else if (column > indent) {
                page.append(' ');
                column++;
            }
            page.append(word);
            column += word.length();
        }
        page.append('\n');
    }

    /**
     * The verbs of a noun.
     *
     * @param columns as for {@link #page}
     */
    static String noun(Catalog catalog, String noun, int columns) {
        StringBuilder page = new StringBuilder("Verbs of ").append(noun).append(":\n");
        int width = 0;
        for (CommandEntry entry : catalog.entries()) {
            width = entry.noun().equals(noun) ? Math.max(width, entry.synopsis().length()) : width;
        }
        for (CommandEntry entry : catalog.entries()) {
            if (entry.noun().equals(noun)) {
                line(page, entry.synopsis(), entry.purpose(), width, columns);
            }
        }
        return page.append("\nMore about one: paas help ").append(noun).append(" <verb>\n").toString();
    }

    /** The widest of the commands under a heading: each has a column of its own, so that one long command pushes no line past 80. */
    private static Map<String, Integer> widths(Catalog catalog, Map<String, List<String>> verbs) {
        Map<String, Integer> widths = new HashMap<>();
        for (CommandEntry entry : catalog.entries()) {
            int width = folds(verbs, entry) ? (entry.noun() + VERB).length() : entry.synopsis().length();
            Integer widest = widths.get(entry.heading());
            widths.put(entry.heading(), widest == null ? width : Math.max(widest, width));
        }
        return widths;
    }

    /** What follows a usage error on standard error. */
    static String usage(Catalog catalog) {
        StringBuilder usage = new StringBuilder("\nUsage: paas <command> [options]\nCommands: ");
        int column = "Commands: ".length();
        boolean first = true;
        Set<String> words = new LinkedHashSet<>();
        for (CommandEntry entry : catalog.entries()) {
            words.add(entry.noun());
        }
        for (String word : words) {
            if (!first) {
                usage.append(',').append(column + word.length() > 76 ? "\n  " : " ");
                column = column + word.length() > 76 ? 2 : column;
            }
            usage.append(word);
            column += word.length() + 2;
            first = false;
        }
        return usage.append("\n").toString();
    }

    /** A mistyped word for an error, without what stands behind {@code =}: that can be a token. */
    static String withoutValue(String typed) {
        int value = typed.indexOf('=');
        return value < 0 ? typed : typed.substring(0, value);
    }
}
