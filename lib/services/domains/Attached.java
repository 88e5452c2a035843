package lib.services.domains;

import java.util.ArrayList;
import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.op.AppReference;
import lib.services.settings.Lists;
import lib.services.settings.Settings;
import lib.services.settings.Store;

/**
 * An app whose domains were changed, in the way of {@code update}: read, decided and written under a claim.
 *
 * @param app     as it is now
 * @param changed whether anything had to be done
 * @param domain  as the instance keeps it
 * @param notes   what is good to know
 */
public record Attached(App app, boolean changed, String domain, List<String> notes) {

    /**
     * Adds a domain, or takes one away.
     *
     * @throws lib.base.Failure USAGE for what is no domain, CONFLICT for one of another app; as {@link Store} fails
     */
    public static Attached by(Api api, AppReference reference, String domain, boolean add) {
        String wanted = Lists.domain(domain);
        List<App> apps = api.apps().all();
        String id = reference.in(apps).id();
        try (Api.Claim claim = api.claim(id)) {
            App before = api.apps().get(id);
            List<String> ignored = new ArrayList<>();
            Lists lists = add ? Lists.adding(List.of(wanted), null) : Lists.removing(wanted);
            Settings settings = new Settings(before).with(lists.of(before, apps, ignored));
            boolean changed = !settings.changes().isEmpty();
            App now = changed ? Store.now(api, settings) : before;
            List<String> notes = new ArrayList<>();
            if (add && !now.status().equals("running") && !now.status().equals("building")) {
                notes.add(now.name() + " is " + now.status() + ": a domain works only while its app runs or is being built");
            }
            return new Attached(now, changed, wanted, notes);
        }
    }
}
