package lib.mcp.tools.answer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.json.JsonWriter;
import lib.run.Catalog;
import lib.run.CommandEntry;
import lib.run.Context;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Command lines in a sentence, as calls of tools: {@code paas deployments wait d1} becomes {@code paas_wait_deployment
 * {"deployment":"d1"}}. Operations speak to both faces in one sentence; what is a tool, and how its parameters are called, is read from
 * the declarations. A command that is no tool (connect), or that has an option no tool has, stays, and a person runs it. Options that are
 * named alone are the parameters of the tool that was called.
 */
public final class NextSteps {

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.$-])paas (?=[a-z])");
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])(--[a-z][a-z-]*)");
    private static final Pattern OTHERWISE = Pattern.compile(",? or [^,;:]*(?<![\\w-])(--[a-z][a-z-]*)[^,;]*");
    private static final String RUN = "run: ";
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern WORD = Pattern.compile("\\G ?(\"[^\"]*\"|[^\\s;,()\"]+)");

    /** What goes on with the sentence where an argument could stand. */
    private static final Set<String> SENTENCE = Set.of("and", "or", "to", "for", "with", "then", "when", "again", "first", "once", "if",
            "in", "shows", "sends", "says", "has", "does", "is", "…", "by", "after", "before", "from", "so", "until", "while");

    private final Catalog catalog;
    private final Context context;

    /**
     * @param catalog the commands
     * @param context what their declarations are made with, to be read; none of them is called
     */
    public NextSteps(Catalog catalog, Context context) {
        this.catalog = catalog;
        this.context = context;
    }

    /** The same sentence, with calls in place of command lines. */
    public String in(String sentence) {
        Matcher command = COMMAND.matcher(sentence);
        StringBuilder told = new StringBuilder();
        int done = 0;
        while (command.find(done)) {
            Call call = call(sentence, command.end());
            int end = call != null ? call.end : personsEnd(sentence, command.end());
            told.append(sentence, done, command.start());
            if (call != null) {
                told.append(call.entry.tool()).append(call.arguments.isEmpty() ? "" : " " + JsonWriter.line(call.arguments));
            } else if (end > command.end()) {
                byAPerson(told, sentence.substring(command.start(), end));
            } else {
                end = command.end();
                told.append(sentence, command.start(), end);
            }
            done = end;
        }
        return done == 0 ? sentence : told.append(sentence, done, sentence.length()).toString();
    }

    /**
     * The same for a sentence that is all our own (a next step): options that stand alone become the parameters of the called tool, and an
     * alternative that only the command line has is left out.
     *
     * @param called the tool's entry
     */
    public String own(String sentence, CommandEntry called) {
        if (sentence.indexOf("--") < 0) {
            return in(sentence);
        }
        CommandSpec spec = Inputs.of(catalog.create(called, context));
        Matcher otherwise = OTHERWISE.matcher(sentence);
        String possible = otherwise.find() && otherwise.start() > 0 && parameter(spec, otherwise.group(1)) == null
                && otherwise.group().indexOf("paas ") < 0 ? sentence.substring(0, otherwise.start()) + sentence.substring(otherwise.end())
                : sentence;
        Matcher option = OPTION.matcher(in(possible));
        return option.replaceAll(found -> {
            // what a person is to type stays as it is typed
            boolean typed = possible.indexOf("paas ") >= 0;
            String name = typed ? null : parameter(spec, found.group(1));
            return Matcher.quoteReplacement(name == null ? found.group(1) : name);
        });
    }

    private static String parameter(CommandSpec spec, String option) {
        OptionSpec known = spec.findOption(option);
        return known == null || Inputs.commandLineOnly(known) ? null : Inputs.name(known);
    }

    /** A command line that no tool does: whoever reads this cannot run it, but can ask for it. */
    private static void byAPerson(StringBuilder told, String command) {
        int length = told.length();
        if (told.toString().endsWith(RUN)) {
            told.setLength(length - RUN.length());
            told.append("a person runs: ").append(command);
        } else if (told.toString().endsWith(": ")) {
            told.setLength(length - 2);
            told.append(" (a person runs: ").append(command).append(')');
        } else {
            told.append(length == 0 ? "a person runs: " : "").append(command);
        }
    }

    /** Where such a command line ends; not behind its start when it is none. */
    private int personsEnd(String sentence, int start) {
        List<Word> words = words(sentence, start);
        CommandEntry entry = catalog.ofLine(words.stream().map(Word::text).limit(2).toArray(String[]::new));
        if (entry == null) {
            return start;
        }
        // what is no operation asks a person and cannot be made here: its words end where the sentence goes on
        CommandSpec spec = entry.operation() ? Inputs.of(catalog.create(entry, context)) : CommandSpec.create();
        int positionals = entry.operation() ? spec.positionalParameters().size() : words.size();
        int at = entry.length();
        while (at < words.size()) {
            String word = words.get(at).text;
            OptionSpec option = word.startsWith("-") ? spec.findOption(word) : null;
            if (!word.startsWith("-") && (positionals-- <= 0 || SENTENCE.contains(word))) {
                break;
            }
            at += option != null && option.arity().max() > 0 && at + 1 < words.size() && !words.get(at + 1).text.startsWith("-") ? 2 : 1;
        }
        return words.get(at - 1).end;
    }

    /** One call, up to where it ends in the sentence. */
    private record Call(CommandEntry entry, Map<String, Object> arguments, int end) {
    }

    private record Word(String text, int end) {
    }

    /** @return null when no tool does the same */
    private Call call(String sentence, int start) {
        List<Word> words = words(sentence, start);
        CommandEntry entry = catalog.ofLine(words.stream().map(Word::text).limit(2).toArray(String[]::new));
        if (entry == null || entry.tool().isEmpty() || entry.destructive()) {
            return null;
        }
        CommandSpec spec = Inputs.of(catalog.create(entry, context));
        Iterator<PositionalParamSpec> positionals = spec.positionalParameters().iterator();
        Map<String, Object> arguments = new LinkedHashMap<>();
        int at = entry.length();
        while (at < words.size()) {
            String word = words.get(at).text;
            if (word.equals("--")) {
                arguments.put(Inputs.name(spec.positionalParameters().getLast()), String.join(" ", words.subList(at + 1, words.size())
                        .stream().map(Word::text).toList()));
                at = words.size();
            } else if (word.startsWith("-")) {
                int equals = word.indexOf('=');
                OptionSpec option = spec.findOption(equals < 0 ? word : word.substring(0, equals));
                boolean takes = option != null && option.arity().max() > 0;
                if (option == null || Inputs.commandLineOnly(option) || takes && equals < 0 && at + 1 == words.size()) {
                    return null;
                }
                at += takes && equals < 0 ? 1 : 0;
                put(arguments, option, takes ? equals < 0 ? words.get(at).text : word.substring(equals + 1) : "true");
                at++;
            } else if (positionals.hasNext() && !SENTENCE.contains(word)) {
                put(arguments, positionals.next(), word);
                at++;
            } else {
                break;
            }
        }
        return new Call(entry, arguments, words.get(at - 1).end);
    }

    private static void put(Map<String, Object> arguments, ArgSpec input, String text) {
        String name = Inputs.name(input);
        Class<?> type = input.type();
        Integer whole = type == int.class || type == Integer.class ? whole(text) : null;
        int equals = text.indexOf('=');
        if (type == boolean.class || type == Boolean.class) {
            arguments.put(name, true);
        } else if (Map.class.isAssignableFrom(type) && equals > 0) {
            arguments.put(name, Map.of(text.substring(0, equals), text.substring(equals + 1)));
        } else if (input instanceof OptionSpec && input.isMultiValue()) {
            arguments.put(name, List.of(text));
        } else {
            arguments.put(name, whole != null ? whole : text);
        }
    }

    private static Integer whole(String text) {
        return WHOLE.matcher(text).matches() ? Integer.valueOf(text) : null;
    }

    /** Up to where a command line cannot go on: a comma, a semicolon, a bracket. A full stop is the sentence's. */
    private static List<Word> words(String sentence, int start) {
        List<Word> words = new ArrayList<>();
        Matcher word = WORD.matcher(sentence);
        int at = start;
        while (word.find(at)) {
            String text = word.group(1);
            at = word.end();
            int end = at;
            if (text.startsWith("\"")) {
                text = text.substring(1, text.length() - 1);
            } else if (text.length() > 1 && text.endsWith(".")) {
                text = text.substring(0, text.length() - 1);
                end--;
            }
            words.add(new Word(text, end));
            if (end < at || at == sentence.length() || sentence.charAt(at) != ' ') {
                break;
            }
        }
        return words;
    }
}
