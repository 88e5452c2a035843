package lib.api;

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
     * The one of this id, else of this name, else of this name in another letter case. An instance lets several have one name: the first of
     * them would be any.
     *
     * @param more  what tells one of them from the others of its name, e.g. when it was made
     * @param kind  what it is, e.g. {@code app}
     * @param lists the command that lists them all
     * @throws Failure NOT_FOUND with the names that come close; NOT_FOUND as well, with the ids to choose from, when several have the name
     */
    static <T> T find(List<T> all, Function<T, String> id, Function<T, String> name, Function<T, String> more, String nameOrId,
            String kind, String lists) {
        String wanted = nameOrId.strip();
        for (T each : all) {
            if (id.apply(each).equals(wanted)) {
                return each;
            }
        }
        List<T> named = all.stream().filter(each -> name.apply(each).equals(wanted)).toList();
        if (named.isEmpty()) {
            named = all.stream().filter(each -> name.apply(each).equalsIgnoreCase(wanted)).toList();
        }
        if (named.size() == 1) {
            return named.getFirst();
        }
        String shown = wanted.length() > LONGEST_SHOWN ? wanted.substring(0, LONGEST_SHOWN) + "…" : wanted;
        if (named.size() > 1) {
            throw new Failure(Kind.NOT_FOUND, "\"" + shown + "\" is more than one " + kind, "use the id: " + String.join(", ",
                    named.stream().map(each -> id.apply(each) + " (" + name.apply(each) + ", " + more.apply(each) + ")").toList()));
        }
        List<String> near = Suggestions.of(wanted.toLowerCase(Locale.ROOT), all.stream().map(name).toList(), 3);
        throw new Failure(Kind.NOT_FOUND, "there is no " + kind + " \"" + shown + "\"",
                near.isEmpty() ? lists + " lists them" : "did you mean " + String.join(", ", near) + "?");
    }
}
