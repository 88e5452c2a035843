package lib.cli.completion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lib.cli.completion.OptionFile.Input;
import lib.cli.completion.OptionFile.Inputs;
import lib.config.ConfigFile;
import lib.run.Catalog;
import lib.run.CommandEntry;

/**
 * What can stand where the cursor is, for the scripts that {@code paas completion} prints. They call {@code paas __complete <shell> --}
 * with the
 * words behind {@code paas} up to the cursor, the last one perhaps empty, and get a candidate a line with its description behind a tab; or
 * {@code :files} or {@code :folders}, which a shell completes better itself. Where nothing can be said, nothing is, and it is no failure.
 */
public final class Completion {

    private static final String[][] COMMON = {{"--json", "Print data as JSON."}, {"--no-color", "Print without colours."},
        {"--help", "Explain this command."}};
    private static final String TIMEOUT = "--timeout";

    private final Catalog catalog;
    private final Names names;
    private final String shell;
    private final StringBuilder answer = new StringBuilder();
    private String prefix = "";
    private String begun = "";

    private Completion(Catalog catalog, Names names, String shell) {
        this.catalog = catalog;
        this.names = names;
        this.shell = shell;
    }

    /**
     * The answer.
     *
     * @param args as typed: {@code __complete}, the shell, {@code --}, and the words
     */
    public static String of(String[] args, Catalog catalog, Map<String, String> environment, ConfigFile config) {
        Completion completion = new Completion(catalog, new Names(environment, config), args.length > 1 ? args[1] : "");
        try {
            if (args.length > 3) {
                completion.complete(Arrays.copyOfRange(args, 3, args.length));
            }
            return completion.answer.toString();
        } catch (IOException | RuntimeException nothing) {
            // somebody is typing: an error message in the middle of a line would be worse than no help
            return "";
        }
    }

    private void complete(String[] words) throws IOException {
        String last = words[words.length - 1];
        // PowerShell leaves out a word that is empty: its script puts a sign before it
        begun = shell.equals("pwsh") ? last.substring(1) : shell.equals("bash") ? unquoted(last) : last;
        int first = 0;
        while (first < words.length - 1 && common(words[first])) {
            first++;
        }
        String[] before = Arrays.copyOfRange(words, first, words.length - 1);
        if (shell.equals("bash")) {
            for (int i = 0; i < before.length; i++) {
                before[i] = unquoted(before[i]);
            }
        }
        if (before.length == 0) {
            commands();
            return;
        }
        if (before[0].equals("help")) {
            help(before);
            return;
        }
        CommandEntry entry = catalog.ofLine(before);
        if (before.length == 1 && !begun.startsWith("-")) {
            for (String verb : catalog.verbs(before[0])) {
                candidate(verb, purpose(before[0] + " " + verb));
            }
        }
        if (entry != null) {
            behind(entry, Arrays.copyOfRange(before, entry.length(), before.length));
        }
    }

    private static boolean common(String word) {
        return word.equals("--json") || word.equals("--no-color") || word.equals("-q") || word.equals("--quiet") || word.equals("--reveal");
    }

    private void commands() {
        if (begun.startsWith("-")) {
            common();
            candidate("--version", "Print CLI version");
            return;
        }
        String noun = "";
        for (CommandEntry entry : catalog.entries()) {
            if (entry.length() == 1) {
                candidate(entry.word(), entry.purpose());
            } else if (!entry.noun().equals(noun) && catalog.ofLine(new String[] {entry.noun()}) == null) {
                candidate(entry.noun(), String.join(", ", catalog.verbs(entry.noun())));
            }
            noun = entry.noun();
        }
    }

    private void help(String[] before) {
        if (before.length == 1) {
            commands();
        } else if (before.length == 2) {
            for (String verb : catalog.verbs(before[1])) {
                candidate(verb, purpose(before[1] + " " + verb));
            }
        }
    }

    private String purpose(String word) {
        for (CommandEntry entry : catalog.entries()) {
            if (entry.word().equals(word)) {
                return entry.purpose();
            }
        }
        return "";
    }

    /** Behind a command: the value of an option, an option, or the next positional. */
    private void behind(CommandEntry entry, String[] words) throws IOException {
        Inputs inputs = OptionFile.of(entry.word());
        int positional = 0;
        boolean literal = false;
        Input open = null;
        List<Input> used = new ArrayList<>();
        boolean anotherValue = false;
        for (String word : words) {
            if (open != null || anotherValue) {
                open = null;
                anotherValue = false;
            } else if (!literal && word.equals("--")) {
                literal = true;
            } else if (!literal && word.length() > 1 && word.startsWith("-")) {
                int equals = word.indexOf('=');
                Input option = option(inputs, equals < 0 ? word : word.substring(0, equals));
                if (option != null) {
                    used.add(option);
                    open = equals < 0 && !option.value().isEmpty() ? option : null;
                } else {
                    anotherValue = word.equals(TIMEOUT);
                }
            } else {
                positional++;
            }
        }
        int equals = begun.indexOf('=');
        if (open != null) {
            values(open);
        } else if (!literal && begun.startsWith("--") && equals > 0) {
            Input option = option(inputs, begun.substring(0, equals));
            if (option != null && !option.value().isEmpty()) {
                prefix = shell.equals("fish") || shell.equals("pwsh") ? begun.substring(0, equals + 1) : "";
                begun = begun.substring(equals + 1);
                values(option);
            }
        } else if (!literal && begun.startsWith("-")) {
            options(entry, inputs, used);
        } else if (!anotherValue && !inputs.positionals().isEmpty()) {
            List<Input> all = inputs.positionals();
            boolean more = all.getLast().several() || entry.bulk();
            if (positional < all.size() || more) {
                values(all.get(Math.min(positional, all.size() - 1)));
            }
        }
    }

    private static Input option(Inputs inputs, String name) {
        for (Input each : inputs.options()) {
            if (each.names().contains(name)) {
                return each;
            }
        }
        return null;
    }

    private void options(CommandEntry entry, Inputs inputs, List<Input> used) {
        for (Input each : inputs.options()) {
            if (each.several() || !used.contains(each)) {
                candidate(longest(each.names()), each.description());
            }
        }
        if (entry.operation()) {
            candidate("--quiet", "Print ids only.");
            candidate("--reveal", "Print secrets as they are.");
        }
        if (entry.destructive()) {
            candidate("--yes", "Do not ask.");
        }
        if (entry.remote()) {
            candidate(TIMEOUT, "Time limit of one request (default 30).");
        }
        common();
    }

    private static String longest(List<String> names) {
        String longest = "";
        for (String name : names) {
            longest = name.length() > longest.length() ? name : longest;
        }
        return longest;
    }

    private void common() {
        for (String[] each : COMMON) {
            candidate(each[0], each[1]);
        }
    }

    private void values(Input input) {
        for (String word : input.words()) {
            candidate(word, "");
        }
        if (!input.completes().isEmpty()) {
            for (String line : names.of(input.completes())) {
                int tab = line.indexOf('\t');
                candidate(line.substring(0, tab), line.substring(tab + 1));
            }
        } else if (input.value().contains("<file>") || input.value().contains("<dir>")) {
            answer.append(input.value().contains("<dir>") ? ":folders\n" : ":files\n");
        }
    }

    private void candidate(String value, String description) {
        if (value.startsWith(begun)) {
            answer.append(prefix).append(value).append('\t').append(description).append('\n');
        }
    }

    /** As bash hands words over: with the quotes and backslashes that were typed. */
    private static String unquoted(String word) {
        StringBuilder plain = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else if (c == '\\' && quote != '\'' && i + 1 < word.length()) {
                plain.append(word.charAt(++i));
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
