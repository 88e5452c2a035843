package lib.services.addons;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import lib.api.Addon;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** What becomes of the add-ons of apps that are deleted. */
public final class Attachments {

    /** How the ids of add-ons begin that a compose deployment registered by itself. Contract: schema Addon. */
    private static final String IMPORTED = "compose-";

    private Attachments() {
    }

    /**
     * Those attached stay; those that a compose file brought along go with its app (contract, apps/delete).
     *
     * @param apps  the ids of the doomed
     * @param lines where that is said, for the person who is to agree
     * @throws Failure UNREACHABLE or TIMED_OUT; any other failure to read them is said in a line
     */
    public static void add(Api api, Collection<String> apps, List<String> lines) {
        List<Addon> attached;
        try {
            attached = api.addons().all().stream().filter(each -> !Collections.disjoint(each.attachedApps(), apps)).toList();
        } catch (Failure e) {
            if (e.kind() == Kind.UNREACHABLE || e.kind() == Kind.TIMED_OUT) {
                throw e;
            }
            lines.add("add-ons attached: not known (" + e.getMessage() + ")");
            return;
        }
        add(lines, "add-ons attached, which stay: ", attached, each -> !each.id().startsWith(IMPORTED));
        add(lines, "add-ons of its compose file, which go: ", attached, each -> each.id().startsWith(IMPORTED));
    }

    private static void add(List<String> lines, String what, List<Addon> attached, Predicate<Addon> which) {
        List<String> named = attached.stream().filter(which).map(each -> each.name() + " (" + each.type() + ", " + each.id() + ")")
                .toList();
        if (!named.isEmpty()) {
            lines.add(what + String.join(", ", named));
        }
    }
}
