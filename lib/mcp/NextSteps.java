package lib.mcp;

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
 * the declarations. A command that is no tool (connect), or that has an option no tool has, stays: a person runs it.
 */
public final class NextSteps {

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.$-])paas (?=[a-z])");
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
            told.append(sentence, done, call == null ? command.end() : command.start());
            done = command.end();
            if (call != null) {
                told.append(call.entry.tool()).append(call.arguments.isEmpty() ? "" : " " + JsonWriter.line(call.arguments));
                done = call.end;
            }
        }
        return done == 0 ? sentence : told.append(sentence, done, sentence.length()).toString();
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
        Integer whole = type == int.class || type == Integer.class ? GivenValue.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
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
