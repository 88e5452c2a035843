package tests.surface;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lib.api.Profile;
import lib.mcp.tools.arguments.Portion;
import lib.op.Effect;
import lib.run.Inputs;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import tests.support.Checkout;

/** Writes the parts of {@code docs} that the declarations say best: all that can be typed, and all tools. What stands before is by hand. */
final class Documents {

    private static final String FROM_HERE = "<!-- From here on derived from the declarations: ./jbang tests/surface/Derive.java -->\n";

    private Documents() {
    }

    /** The pages with their derived parts, by their paths. */
    static Map<String, String> pages(List<Declaration> all) {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("docs/commands.md", page("docs/commands.md", commands(all)));
        pages.put("docs/tools.md", page("docs/tools.md", tools(all)));
        return pages;
    }

    private static String page(String path, String derived) {
        String page = Checkout.read(path);
        int at = page.indexOf(FROM_HERE);
        if (at < 0) {
            throw new IllegalStateException(path + " does not say where its derived part begins:\n" + FROM_HERE);
        }
        return page.substring(0, at) + FROM_HERE + derived;
    }

    private static String commands(List<Declaration> all) {
        StringBuilder text = new StringBuilder();
        String heading = "";
        for (Declaration each : all) {
            if (!each.heading().equals(heading)) {
                heading = each.heading();
                text.append("\n### ").append(heading).append('\n');
            }
            text.append("\n#### paas ").append(each.word()).append("\n\n`").append(("paas " + each.word() + " " + each.arguments()).strip())
                .append("`  \n").append(cell(each.purpose())).append('.').append(needs(each)).append('\n');
            List<String> rows = new ArrayList<>();
            each.spec().positionalParameters().stream().filter(input -> !input.hidden())
                .forEach(input -> rows.add(row(List.of(input.paramLabel()), "", input)));
            each.spec().options().forEach(input -> rows.add(row(List.of(input.names()), input.arity().max() == 0 ? "" : " "
                + input.paramLabel(), input)));
            if (!rows.isEmpty()) {
                text.append("\n| input | what it is |\n|---|---|\n");
                rows.forEach(text::append);
            }
        }
        return text.toString();
    }

    private static String row(List<String> names, String value, ArgSpec input) {
        boolean negatable = input instanceof OptionSpec option && option.negatable();
        String shown = names.stream().map(name -> "`" + (negatable ? name.replaceFirst("^--", "--[no-]") : name) + "`")
            .collect(Collectors.joining(", "));
        return "| " + shown.substring(0, shown.length() - 1) + value + "` | " + cell(String.join(" ", input.description())) + " |\n";
    }

    /** What the connection has to be for it; nothing where it needs none. */
    private static String needs(Declaration each) {
        if (each.operation() == null || each.operation().scopes().length == 0) {
            return "";
        }
        return " Needs " + profile(each).map(name -> "the profile " + name).orElseGet(() -> "the scope `" + missing(each)
            + "`, which no profile has") + (each.tool() ? "; the tool is `" + each.operation().tool() + "`." : ".");
    }

    private static java.util.Optional<String> profile(Declaration each) {
        return Arrays.stream(Profile.values()).filter(profile -> profile.scopes().containsAll(List.of(each.operation().scopes())))
            .map(Profile::id).findFirst();
    }

    private static String missing(Declaration each) {
        return Arrays.stream(each.operation().scopes()).filter(scope -> Profile.with(scope) == null).findFirst().orElseThrow();
    }

    private static String tools(List<Declaration> all) {
        StringBuilder text = new StringBuilder("\n| tool | what it does | parameters | effect | profile |\n|---|---|---|---|---|\n");
        all.stream().filter(Declaration::tool).forEach(each -> {
            List<String> inputs = new ArrayList<>();
            for (ArgSpec input : Inputs.ofTool(each.spec())) {
                inputs.add(Inputs.name(input) + (Inputs.required(input) ? "" : "?"));
            }
            Portion.schemas(each.type(), Inputs.ofTool(each.spec())).keySet().forEach(name -> inputs.add(name + "?"));
            text.append("| `").append(each.operation().tool()).append("` | ").append(cell(each.operation().title())).append(" | ")
                .append(inputs.isEmpty() ? "-" : String.join(", ", inputs)).append(" | ").append(effect(each)).append(" | ")
                .append(profile(each).orElseGet(() -> "none: `" + missing(each) + "`")).append(" |\n");
        });
        return text.toString();
    }

    private static String effect(Declaration each) {
        if (each.operation().effect() == Effect.READ) {
            return "looks";
        }
        return each.operation().effect() == Effect.DESTRUCTIVE ? "destroys" : each.operation().overwrites() ? "changes" : "adds";
    }

    /** What a cell of a table may hold. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
