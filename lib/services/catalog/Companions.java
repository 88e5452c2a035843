package lib.services.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lib.api.Addon;
import lib.api.Api;
import lib.api.Template;
import lib.base.Failure;

/**
 * The add-ons that a template brings along. No answer names them: two looks tell which ones are new. Contract: POST /api/catalog/deploy,
 * whose refusal can leave them behind.
 *
 * @param types  what the template requires
 * @param name   the app's, with which theirs begin
 * @param before the ids of those that were there
 */
public record Companions(List<String> types, String name, Set<String> before) {

    /** Looks before anything is made; not at all where the template brings none. */
    public static Companions before(Api api, Template template, String name) {
        return new Companions(template.addons(), name, template.addons().isEmpty() ? Set.of() : ids(api.addons().all()));
    }

    private static Set<String> ids(List<Addon> addons) {
        return addons.stream().map(Addon::id).collect(Collectors.toSet());
    }

    /** Whether it brings any. */
    public boolean any() {
        return !types.isEmpty();
    }

    /** Those that it brought: new ones of these types, named after it. */
    public List<Addon> made(Api api) {
        return types.isEmpty() ? List.of() : api.addons().all().stream().filter(each -> !before.contains(each.id())
                && types.contains(each.type()) && each.name().startsWith(name.substring(0, Math.min(name.length(), 30)))).toList();
    }

    /** The same failure, with the add-ons that are left of it. */
    public Failure leftBehind(Api api, Failure failure) {
        List<Addon> left;
        try {
            left = made(api);
        } catch (Failure e) {
            return any() ? failure.withHint((failure.hint() == null ? "" : failure.hint() + "; ")
                    + "it may have left add-ons behind: paas addons") : failure;
        }
        if (left.isEmpty()) {
            return failure;
        }
        List<String> words = new ArrayList<>();
        left.forEach(each -> words.add(each.name() + " (" + each.type() + ", " + each.id() + ")"));
        return new Failure(failure.kind(), failure.getMessage() + "; it left behind the add-on" + (left.size() == 1 ? " " : "s ")
                + String.join(", ", words), "remove " + (left.size() == 1 ? "it" : "them") + ": " + String.join(" && ",
                        left.stream().map(each -> "paas addons delete " + each.id()).toList()));
    }
}
