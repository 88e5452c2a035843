package lib.mcp.tools.arguments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lib.op.OneText;
import lib.op.Reference;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What models clearly mean by names that no parameter has, and by values that are dressed up: the words of other tools for the same thing
 * ({@code app_name}, {@code sql}, {@code repo}), a name in quotes, one value in a list, an object that holds a name, the word null.
 */
final class Meant {

    /** By the parameter's name, in small letters. Each counts only where no parameter of the tool has it itself. */
    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            Map.entry("app", List.of("appname", "appid", "application", "applicationid", "applicationname", "service", "name", "id")),
            Map.entry("addon", List.of("addonname", "addonid", "database", "databasename", "databaseid", "db", "name", "id")),
            Map.entry("server", List.of("servername", "serverid", "name", "id")),
            Map.entry("project", List.of("projectname", "projectid")),
            Map.entry("cron", List.of("cronid", "cronname", "job", "jobid", "id")),
            Map.entry("deployment", List.of("deploymentid", "deployid", "app", "appname", "id")),
            Map.entry("deploymentid", List.of("deployment", "deployid", "id", "version", "to")),
            Map.entry("name", List.of("app", "appname", "addonname", "addon")),
            Map.entry("gitrepo", List.of("repo", "repository", "repourl", "repositoryurl", "giturl", "git", "url")),
            Map.entry("branch", List.of("gitbranch", "ref")),
            Map.entry("envvars", List.of("environment", "environmentvariables", "envvariables", "variables", "vars")),
            Map.entry("query", List.of("sql", "statement", "command")),
            Map.entry("command", List.of("cmd", "commandline", "script")),
            Map.entry("lines", List.of("tail", "limit", "n", "maxlines", "numlines", "linecount")),
            Map.entry("grep", List.of("filter", "search", "pattern", "regex")),
            Map.entry("since", List.of("cursor", "after", "sincetime")),
            Map.entry("timeoutseconds", List.of("timeout", "timeoutsecs")),
            Map.entry("maxrows", List.of("limit", "rows")),
            Map.entry("type", List.of("engine", "kind", "addontype")),
            Map.entry("domain", List.of("hostname", "host", "domainname")));

    /** Where the word null can be what is looked for, or said. */
    private static final Set<String> ANY_TEXT = Set.of("grep", "command", "query");
    private static final Set<String> NOTHING = Set.of("null", "none", "undefined", "nil");
    private static final String QUOTES = "`'\"";

    private Meant() {
    }

    /** Puts the other names of these parameters in, each for its parameter. @param names by their letters alone, in small */
    static void names(Map<String, String> names) {
        Map<String, String> others = new LinkedHashMap<>();
        names.forEach((letters, name) -> {
            for (String each : OTHERS.getOrDefault(letters, List.of())) {
                // what two of them could be is neither
                others.merge(each, name, (one, other) -> "");
            }
        });
        others.values().removeIf(String::isEmpty);
        others.forEach(names::putIfAbsent);
    }

    /** The value without its dress; the same where it has none. */
    static Object value(ArgSpec input, String name, Object value) {
        if (Map.class.isAssignableFrom(input.type())) {
            return value instanceof List<?> list ? pairs(list) : value instanceof String text ? lines(text) : value;
        }
        if (input.isMultiValue()) {
            boolean one = Inputs.element(input).isAnnotationPresent(OneText.class);
            boolean several = !one && value instanceof String text && !text.strip().startsWith("[") && text.matches("(?s).*[,\n].*");
            return several ? parts((String) value) : value;
        }
        Object single = value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value;
        boolean reference = Reference.class.isAssignableFrom(input.type());
        if (reference && single instanceof Map<?, ?> map && map.get(map.containsKey("id") ? "id" : "name") instanceof String text) {
            single = text;
        }
        if (!(single instanceof String text)) {
            return single;
        }
        String plain = reference || input.type() != String.class ? bare(text) : text;
        boolean nothing = !Inputs.required(input) && !ANY_TEXT.contains(name) && NOTHING.contains(plain.strip().toLowerCase(Locale.ROOT));
        return nothing ? null : plain;
    }

    /** Without blanks and quotes around it. */
    private static String bare(String text) {
        String bare = text.strip();
        while (bare.length() > 2 && QUOTES.indexOf(bare.charAt(0)) >= 0 && bare.charAt(0) == bare.charAt(bare.length() - 1)) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        return bare;
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        for (String each : text.split("[,\n]")) {
            if (!each.isBlank()) {
                parts.add(each.strip());
            }
        }
        return parts;
    }

    /** {@code {"name": "A", "value": "1"}}, as other APIs write a variable. */
    private static Object pairs(List<?> list) {
        List<Object> pairs = new ArrayList<>();
        for (Object each : list) {
            Object name = each instanceof Map<?, ?> map ? map.get(map.containsKey("key") ? "key" : "name") : null;
            boolean pair = each instanceof Map<?, ?> map && map.size() == 2 && name != null && map.containsKey("value");
            pairs.add(pair ? Collections.singletonMap(name.toString(), ((Map<?, ?>) each).get("value")) : each);
        }
        return pairs;
    }

    /** Several variables, one a line, as in a .env file. */
    private static Object lines(String text) {
        List<String> lines = text.strip().lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
        boolean pairs = lines.size() > 1 && lines.stream().allMatch(each -> each.matches("[A-Za-z_][A-Za-z0-9_]*=.*"));
        return pairs ? lines : text;
    }
}
