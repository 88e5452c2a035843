package lib.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lib.base.Failure.Kind;
import lib.base.Suggestions;
import lib.run.Catalog;
import lib.run.CommandEntry;

/** Prints help pages, and answers what is no command. All of it returns the exit code. */
final class HelpCommand {

    private static final int DONE = 0;

    private final Catalog catalog;
    private final Output output;

    HelpCommand(Catalog catalog, Output output) {
        this.catalog = catalog;
        this.output = output;
    }

    /** {@code paas help}, with or without a command behind it. */
    int page(String[] args) {
        if (args.length < 2 || args[1].startsWith("-") || args[1].equals("help")) {
            output.help(Help.page(catalog, helpWidth()));
            return DONE;
        }
        String[] line = Main.withoutList(catalog, Arrays.copyOfRange(args, 1, args.length));
        CommandEntry entry = catalog.ofLine(line);
        if (entry == null && catalog.verbs(line[0]).isEmpty()) {
            return unknown(line[0]);
        }
        if (entry == null) {
            output.help(Help.noun(catalog, line[0], helpWidth()));
            return DONE;
        }
        return page(entry);
    }

    /** A command's own page; where it is a noun of others, they stand below it. */
    int page(CommandEntry entry) {
        String page = Help.page(entry, helpWidth());
        output.help(entry.length() == 1 && !catalog.verbs(entry.word()).isEmpty()
                ? page + "\n" + Help.noun(catalog, entry.word(), helpWidth()) : page);
        return DONE;
    }

    /** A noun without its verb, or nothing that is known. */
    int noCommand(String[] args) {
        if (catalog.verbs(args[0]).isEmpty()) {
            return unknown(args[0]);
        }
        if (args.length > 1 && (args[1].equals("-h") || args[1].equals("--help"))) {
            output.help(Help.noun(catalog, args[0], helpWidth()));
            return DONE;
        }
        if (args.length > 1 && !args[1].startsWith("-")) {
            return unknown(args[0] + " " + args[1]);
        }
        output.error("paas " + args[0] + " needs a verb", null);
        output.usage("\n" + Help.noun(catalog, args[0], helpWidth()));
        return Kind.USAGE.exitCode();
    }

    /** @return null when nothing comes near */
    private CommandEntry meant(String word) {
        int blank = word.indexOf(' ');
        String known = OtherWords.meant(word);
        if (known == null && blank > 0) {
            known = OtherWords.verb(catalog, word.substring(0, blank), word.substring(blank + 1));
        }
        if (known == null) {
            List<String> words = new ArrayList<>();
            for (CommandEntry entry : catalog.entries()) {
                words.add(entry.word());
            }
            List<String> near = Suggestions.of(word, words, 1);
            known = near.isEmpty() ? null : near.getFirst();
        }
        return known == null ? null : catalog.ofLine(known.split(" "));
    }

    /** On a terminal its own, as far as lines can be read well. */
    private int helpWidth() {
        int columns = output.screen().terminal() ? output.screen().columns() : 0;
        return columns == 0 ? 80 : Math.clamp(columns, 55, 100);
    }

    /** What is said to a word that is no command. */
    int unknown(String word) {
        String what = word.startsWith("-") ? "unknown option " : "unknown command ";
        CommandEntry meant = meant(word);
        output.error(what + "\"" + Help.withoutValue(word) + "\"", meant == null ? null : "did you mean: paas " + meant.synopsis());
        String noun = word.indexOf(' ') < 0 ? word : word.substring(0, word.indexOf(' '));
        output.usage(catalog.verbs(noun).isEmpty() ? Help.usage(catalog) : "\n" + Help.noun(catalog, noun, helpWidth()));
        return Kind.USAGE.exitCode();
    }
}
