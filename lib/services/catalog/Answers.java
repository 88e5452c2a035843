package lib.services.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.api.Template;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Suggestions;
import lib.base.secrets.Secrets;
import lib.op.Dialog;

/**
 * What a template is told. The instance uses only what the template declares, and takes a blank value for none: both are said before
 * anything is sent. Contract: CatalogDeployRequest.envVars.
 *
 * @param values    what is sent
 * @param generated the names of those that the instance makes up
 * @param notes     what the caller should know
 */
public record Answers(Map<String, String> values, List<String> generated, List<String> notes) {

    /**
     * Holds what was given against the template, and asks for what is missing where somebody can be asked.
     *
     * @param given  by name
     * @param dialog where somebody may sit
     * @throws Failure USAGE for a variable that it does not have, and for those that have to have a value, all of them at once
     */
    public static Answers of(Template template, Map<String, String> given, Dialog dialog) {
        List<String> keys = template.variables().stream().map(Template.Variable::key).toList();
        for (String each : given.keySet()) {
            if (!keys.contains(each)) {
                List<String> near = Suggestions.of(each.toLowerCase(Locale.ROOT), keys, 3);
                throw new Failure(Kind.USAGE, template.id() + " has no variable " + each, keys.isEmpty() ? "it reads none"
                        : near.isEmpty() ? "those it reads: " + String.join(", ", keys) : "did you mean " + String.join(", ", near) + "?");
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        given.forEach((name, value) -> {
            if (value.isBlank()) {
                notes.add("given without a value, which leaves the template's own: " + name);
            } else {
                values.put(name, value);
            }
        });
        List<Template.Variable> missing = template.variables().stream().filter(each -> each.asked() && !values.containsKey(each.key()))
                .toList();
        if (!missing.isEmpty() && !dialog.interactive()) {
            throw unanswered(template, missing);
        }
        missing.forEach(each -> values.put(each.key(), asked(template, each, missing, dialog)));
        List<String> generated = template.variables().stream().filter(each -> each.generate() && each.value().isEmpty()
                && !values.containsKey(each.key())).map(Template.Variable::key).toList();
        return new Answers(values, generated, notes);
    }

    private static String asked(Template template, Template.Variable variable, List<Template.Variable> missing, Dialog dialog) {
        String question = variable.key() + (variable.description().isEmpty() ? "" : " (" + variable.description() + ")");
        boolean hidden = variable.secret() || Secrets.credential(variable.key());
        String value = hidden ? dialog.askSecret(CleanText.line(question)) : dialog.askText(question);
        if (value.isBlank()) {
            throw unanswered(template, missing);
        }
        return value;
    }

    private static Failure unanswered(Template template, List<Template.Variable> missing) {
        List<String> keys = missing.stream().map(Template.Variable::key).toList();
        return new Failure(Kind.USAGE, template.id() + " needs a value for " + String.join(", ", keys), "give "
                + (keys.size() == 1 ? "it" : "them") + ":" + String.join("", keys.stream().map(each -> " --set " + each + "=…").toList())
                + "; nothing was made");
    }
}
