package lib.commands.domains;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.domains.Attached;
import lib.services.domains.Wanted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an app a domain of one's own. Contract: POST /api/apps/update, GET /api/server/info. */
@Examples({"paas domains add web shop.example.com"})
@HelpPlace(under = Heading.DOMAINS, place = 20)
@Command(name = "domains add", description = "Give an app a domain, and say which DNS record it needs")
@Operation(tool = "paas_add_domain", title = "Add a domain", effect = Effect.WRITE, scopes = {"apps:write", "apps:read"}, idempotent = true,
        about = "Gives an app a custom domain, at once and besides those it has, and answers the DNS record that it needs. One that "
                + "another "
                + "app has is refused.")
public final class AddDomain implements Callable<AddDomain.Added> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", paramLabel = "<domain>", description = "E.g. shop.example.com.")
    String domain;

    private final Api api;

    public AddDomain(Api api) {
        this.api = api;
    }

    @Override
    public Added call() {
        Attached now = Attached.by(api, app, domain, true);
        Wanted wanted = Wanted.of(api, now.app(), now.domain());
        List<String> notes = new ArrayList<>(now.notes());
        if (!wanted.note().isEmpty()) {
            notes.add(wanted.note());
        }
        String name = now.app().name();
        return new Added(now.app().id(), name, now.domain(), now.app().texts("domains"), now.changed(), wanted.records(), notes,
                "paas domains check " + now.domain(), !now.changed() ? null : Undo.by("paas", "domains", "remove", name, now.domain())
                .tool("paas_remove_domain", "app", name, "domain", now.domain()));
    }

    /**
     * @param domains all that the app has now
     * @param added   false when it had this one already
     * @param records any of which the domain needs, so that it leads to the instance
     * @param check   what looks whether it does
     * @param undo    left out when nothing was changed
     */
    public record Added(String appId, String name, String domain, List<String> domains, boolean added, List<Wanted.Entry> records,
                        @FreeText List<String> notes, String check, @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line(added ? "Added " + domain + " to " + name + "." : name + " has " + domain + " already.");
            if (!records.isEmpty()) {
                page.line("It needs this DNS record, unless it is there: " + records.getFirst().words());
                records.stream().skip(1).forEach(each -> page.line("  or: " + each.words()));
            }
            notes.forEach(each -> page.line("Note: " + each + "."));
            return page.line("To see whether it leads here: " + check);
        }

        @Override
        public List<String> ids() {
            return List.of(domain);
        }
    }
}
