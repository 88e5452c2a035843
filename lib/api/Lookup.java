package lib.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Suggestions;

/** Finds what somebody means by a name or an id in a list that is already there. */
final class Lookup {

    private static final int LONGEST_SHOWN = 80;

    private Lookup() {
    }

    /**
     * The one of this id or, in any letter case, of this name.
     *
     * @param kind  what it is, e.g. {@code app}
     * @param lists the command that lists them all
     * @throws Failure NOT_FOUND with the names that come close; NOT_FOUND as well when two names differ in their case alone
     */
    static <T> T find(List<T> all, Function<T, String> id, Function<T, String> name, String nameOrId, String kind, String lists) {
        String wanted = nameOrId.strip();
        List<T> alike = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (T each : all) {
            if (id.apply(each).equals(wanted) || name.apply(each).equals(wanted)) {
                return each;
            }
            if (name.apply(each).equalsIgnoreCase(wanted)) {
                alike.add(each);
            }
            names.add(name.apply(each));
        }
        if (alike.size() == 1) {
            return alike.getFirst();
        }
        String shown = wanted.length() > LONGEST_SHOWN ? wanted.substring(0, LONGEST_SHOWN) + "…" : wanted;
        if (alike.size() > 1) {
            throw new Failure(Kind.NOT_FOUND, "\"" + shown + "\" is more than one " + kind,
                    "use the id: " + String.join(", ", alike.stream().map(each -> name.apply(each) + " (" + id.apply(each) + ")")
                    .toList()));
        }
        List<String> near = Suggestions.of(wanted.toLowerCase(Locale.ROOT), names, 3);
        throw new Failure(Kind.NOT_FOUND, "there is no " + kind + " \"" + shown + "\"",
                near.isEmpty() ? lists + " lists them" : "did you mean " + String.join(", ", near) + "?");
    }
}
