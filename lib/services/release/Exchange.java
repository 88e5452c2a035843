package lib.services.release;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Progress;
import lib.services.settings.Settings;

/** Gives one app the name and the domains of another, both by their ids, step by step: what fails is undone as far as it was done. */
final class Exchange {

    private record Back(String words, Runnable way) {
    }

    private final Api api;
    private final Progress progress;
    private final App old;
    private final App made;
    private final List<String> domains;
    private final Deque<Back> back = new ArrayDeque<>();

    /** @param more domains that the new one gets besides those of the old one */
    Exchange(Api api, Progress progress, App old, App made, List<String> more) {
        this.api = api;
        this.progress = progress;
        this.old = old;
        this.made = made;
        this.domains = new ArrayList<>(old.texts("domains"));
        more.stream().filter(each -> domains.stream().noneMatch(each::equalsIgnoreCase)).forEach(domains::add);
    }

    /**
     * Does it.
     *
     * @param aside the name that the old one gets
     * @return the new app as it is now
     */
    App run(String aside) {
        try {
            if (!domains.isEmpty()) {
                progress.step("moving " + String.join(", ", domains));
            }
            if (!old.texts("domains").isEmpty()) {
                // a domain belongs to one app at a time: it is taken from the old one first
                back.push(new Back("paas update " + old.name() + " --domains " + String.join(" --domains ", old.texts("domains")),
                        () -> domains(old.id(), old.texts("domains"))));
                domains(old.id(), List.of());
            }
            if (!domains.isEmpty()) {
                back.push(new Back("paas update " + made.name() + " --clear domains", () -> domains(made.id(), List.of())));
                domains(made.id(), domains);
            }
            back.push(new Back("rename " + aside + " to " + old.name(), () -> rename(old.id(), old.name())));
            rename(old.id(), aside);
            back.push(new Back("rename " + old.name() + " to " + made.name(), () -> rename(made.id(), made.name())));
            return rename(made.id(), old.name());
        } catch (Failure e) {
            throw new Failure(e.kind(), e.getMessage(), undone());
        }
    }

    /** Goes back all the way, the last step first. @return what is to be said about it */
    private String undone() {
        List<String> left = new ArrayList<>();
        progress.step("putting everything back");
        for (Back each : back) {
            try {
                each.way.run();
            } catch (Failure e) {
                left.add(each.words);
            }
        }
        return (left.isEmpty() ? old.name() + " is as it was" : "not everything could be put back, what is left to do: "
                + String.join("; ", left)) + "; the new version runs as " + made.name() + " (" + made.id() + ")";
    }

    private void domains(String id, List<String> wanted) {
        Settings settings = new Settings(api.apps().get(id)).with(Map.of("domains", wanted));
        if (!settings.changes().isEmpty()) {
            sure(() -> api.apps().update(settings.request()), () -> api.apps().get(id).texts("domains").equals(wanted),
                    "the instance accepted the domains, but has others");
        }
    }

    private App rename(String id, String name) {
        if (!api.apps().get(id).name().equals(name)) {
            sure(() -> api.apps().rename(id, name), () -> api.apps().get(id).name().equals(name),
                    "somebody took the name " + name + " meanwhile");
        }
        return api.apps().get(id);
    }

    /** What counts is what the instance has afterwards: an answer may get lost, and a good one may not tell all. */
    private static void sure(Runnable change, BooleanSupplier done, String otherwise) {
        Failure failed = null;
        try {
            change.run();
        } catch (Failure e) {
            failed = e;
        }
        if (!done.getAsBoolean()) {
            throw failed != null ? failed : new Failure(Kind.CONFLICT, otherwise);
        }
    }
}
