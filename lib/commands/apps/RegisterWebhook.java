package lib.commands.apps;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
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
import lib.services.webhooks.Hook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Makes the webhook at GitHub with the instance's own token, or brings it up to date, and turns auto-deploy on. Contract: POST
 * /api/apps/webhook/github/create.
 */
@Examples({"paas webhook register web", "paas webhook register web --json"})
@HelpPlace(under = Heading.APPS, place = 113)
@Command(name = "webhook register", description = "Register the webhook at GitHub")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"apps:write", "apps:read"}, idempotent = true, openWorld = true)
public final class RegisterWebhook implements Callable<RegisterWebhook.Registered> {

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public RegisterWebhook(Api api) {
        this.api = api;
    }

    @Override
    public Registered call() {
        Hook hook = Hook.of(api, app);
        boolean before = hook.app().flag("autoDeploy");
        String action = null;
        Failure lost = null;
        try {
            action = hook.register(api);
        } catch (Failure e) {
            if (e.kind() != Kind.ANSWER_LOST) {
                throw e;
            }
            lost = e;
        }
        boolean now = api.apps().get(hook.app().id()).flag("autoDeploy");
        // auto-deploy is turned on at the end: where it was off and is on, all of it was done
        if (lost != null && (before || !now)) {
            throw lost.withHint("doing it again does no harm: paas webhook register " + hook.app().name());
        }
        if (!now) {
            throw new Failure(Kind.FAILED, "the hook is registered at GitHub, but auto-deploy is still off",
                    "paas update " + hook.app().name() + " --auto-deploy");
        }
        return new Registered(hook.app().id(), hook.app().name(), action, hook.webhook().url(), undo(hook, before));
    }

    private static Undo undo(Hook hook, boolean before) {
        String stays = "the hook at GitHub stays: remove it there";
        return before ? Undo.none(stays) : Undo.by("paas", "update", hook.app().name(), "--no-auto-deploy")
                .tool("paas_update_app", "app", hook.app().name(), "autoDeploy", false).but(stays);
    }

    /** @param action created or updated; left out where the answer that says so got lost */
    public record Registered(String id, String name, @Nullable String action, String url, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("The webhook of " + name + " is " + ("updated".equals(action) ? "up to date" : "registered")
                    + " at GitHub: pushes are deployed from now on.").line("It reports to " + url);
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
