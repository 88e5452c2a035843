package lib.commands.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Webhook;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AppReference;
import lib.op.Consequences;
import lib.op.Destructive;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes another webhook secret, which voids the former one for good. Contract: POST /api/apps/webhook/regenerate. */
@Examples({"paas webhook regenerate web --register", "paas webhook regenerate web --yes --reveal"})
@HelpPlace(under = Heading.APPS, place = 114)
@Command(name = "webhook regenerate", description = "Make another webhook secret; the former one is void")
@Operation(effect = Effect.DESTRUCTIVE, scopes = {"apps:write", "apps:read"})
public final class RegenerateWebhook implements Callable<RegenerateWebhook.Regenerated>, Destructive {

    @Parameters(index = "0")
    AppReference app;

    @Option(names = "--register", description = "Give the new one to GitHub at once.")
    boolean register;

    private final Api api;

    public RegenerateWebhook(Api api) {
        this.api = api;
    }

    @Override
    public Consequences consequences() {
        Hook hook = Hook.of(api, app);
        List<String> lines = new ArrayList<>();
        lines.add("webhook secret of " + hook.app().name() + " (" + hook.app().id() + ")" + (hook.webhook().secret().isEmpty()
                ? ": there is none yet" : ": whoever signs with the former one is refused from now on"));
        lines.add(register ? "the new one is registered at GitHub right away"
                : "a hook at GitHub keeps the former one, and its pushes are refused, until: paas webhook register " + hook.app().name());
        lines.add("auto-deploy: " + (hook.app().flag("autoDeploy") ? "on" : "off"));
        return new Consequences(hook.app().name(), lines);
    }

    @Override
    public Regenerated call() {
        Hook hook = Hook.of(api, app);
        Failure lost = Uncertain.send(() -> api.webhooks().regenerate(hook.app().id()));
        Webhook now = api.webhooks().of(hook.app().id());
        if (now.secret().isEmpty() || now.secret().equals(hook.webhook().secret())) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the request, but the secret of " + hook.app().name()
                    + " is the former one", "see: paas webhook " + hook.app().name() + " --reveal");
        }
        String action = null;
        Failure unregistered = null;
        if (register) {
            try {
                action = hook.register(api);
            } catch (Failure e) {
                unregistered = new Failure(e.kind(), "the secret is a new one, but GitHub does not know it: " + e.getMessage(), e.hint());
            }
        }
        return new Regenerated(new Facts(hook.app().id(), hook.app().name(), now.url(), Hook.Secret.of(now.secret()), action,
                Undo.none("the former secret is void, and none can be set")), unregistered);
    }

    /** @param action created or updated, where it was registered at GitHub; left out otherwise */
    public record Facts(String id, String name, String url, Hook.Secret secret, @Nullable String action, Undo undo) {
    }

    /** @param failure why GitHub does not know it although it was to; null when all is well */
    public record Regenerated(Facts json, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line(json.name + " has a new webhook secret: " + json.secret.value());
            return page.line(json.action != null ? "GitHub has it, too." : "GitHub does not know it yet: paas webhook register "
                    + json.name);
        }

        @Override
        public List<String> ids() {
            return List.of(json.id);
        }

        @Override
        public Undo undo() {
            return json.undo;
        }
    }
}
