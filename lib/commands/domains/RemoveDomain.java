package lib.commands.domains;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.domains.Attached;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a domain from an app. Contract: POST /api/apps/update. */
@Examples({"paas domains remove web shop.example.com"})
@HelpPlace(under = Heading.DOMAINS, place = 30)
@Command(name = "domains remove", description = "Take a domain from an app")
@Operation(tool = "paas_remove_domain", title = "Remove a domain", effect = Effect.WRITE, overwrites = true,
        scopes = {"apps:write", "apps:read"}, idempotent = true,
        about = "Takes a custom domain from an app, at once: under that name the app answers no more. Its DNS record stays.")
public final class RemoveDomain implements Callable<RemoveDomain.Removed> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", paramLabel = "<domain>", description = "One of the app's.")
    String domain;

    private final Api api;

    public RemoveDomain(Api api) {
        this.api = api;
    }

    @Override
    public Removed call() {
        Attached now = Attached.by(api, app, domain, false);
        String name = now.app().name();
        return new Removed(now.app().id(), name, now.domain(), now.app().texts("domains"), now.changed(), !now.changed() ? null
                : Undo.by("paas", "domains", "add", name, now.domain()).tool("paas_add_domain", "app", name, "domain", now.domain()));
    }

    /**
     * @param domains those that the app still has
     * @param removed false when it had no such domain
     * @param undo    left out when nothing was changed
     */
    public record Removed(String appId, String name, String domain, List<String> domains, boolean removed, @Nullable Undo undo)
            implements Result {

        @Override
        public Page page() {
            return new Page().line(removed ? "Removed " + domain + " from " + name + "; its DNS record stays, wherever that lies."
                    : "Nothing to remove: " + name + " has no domain " + domain + (domains.isEmpty() ? "." : "; it has "
                    + String.join(", ", domains) + "."));
        }

        @Override
        public List<String> ids() {
            return List.of(domain);
        }
    }
}
