package lib.commands.apps;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.services.webhooks.Hook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Where GitHub is to report pushes, and how it signs them. Contract: GET /api/apps/webhook. */
@Examples({"paas webhook web", "paas webhook web --reveal"})
@HelpPlace(under = Heading.APPS, place = 112)
@Command(name = "webhook", description = "Show the webhook for an app's pushes")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ShowWebhook implements Callable<ShowWebhook.Shown> {

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public ShowWebhook(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        Hook hook = Hook.of(api, app);
        String branch = hook.app().branch();
        return new Shown(hook.app().id(), hook.app().name(), hook.webhook().url(), hook.webhook().event(),
                Hook.Secret.of(hook.webhook().secret()), hook.app().flag("autoDeploy"), branch.isEmpty() ? "main" : branch, hook.github());
    }

    /**
     * @param url        the address that is given to GitHub
     * @param event      what is reported there
     * @param secret     {@code ***} unless it is to be shown; "" where there is none
     * @param autoDeploy whether a report is acted on
     * @param branch     pushes to others are ignored
     * @param github     whether the app is built from a repository there
     */
    public record Shown(String id, String name, String url, String event, Hook.Secret secret, boolean autoDeploy, String branch,
                        boolean github) implements Result {

        @Override
        public Page page() {
            Page page = new Page().facts("Address", url, "Secret", secret.value().isEmpty() ? "none" : secret.value(), "Event", event,
                    "Content type", "application/json", "Branch", branch, "Auto-deploy", autoDeploy ? "on" : "off");
            if (!github) {
                page.line("Note: " + name + " is not built from a repository at GitHub.");
            } else if (!autoDeploy) {
                page.line("Pushes are ignored while auto-deploy is off: paas webhook register " + name);
            }
            return page;
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
