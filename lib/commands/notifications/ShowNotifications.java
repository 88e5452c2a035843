package lib.commands.notifications;

import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Notifications;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.SecretAddress;
import picocli.CommandLine.Command;

/** Where news of deployments goes. Contract: GET /api/notifications. */
@Examples({"paas notifications", "paas notifications --reveal --json"})
@HelpPlace(under = Heading.INSTANCE, place = 600)
@Command(name = "notifications", description = "Show where news of deployments goes",
        footer = "Who knows such an address can write there: all of it is shown with --reveal only.")
@Operation(effect = Effect.READ, scopes = "notifications:manage")
public final class ShowNotifications implements Callable<ShowNotifications.Shown> {

    private final Api api;

    public ShowNotifications(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        Notifications.Config now = api.notifications().get();
        return new Shown(now.slackWebhookUrl(), now.genericUrl(), now.onSuccess(), now.onFailure());
    }

    /**
     * @param slack   "" for none
     * @param webhook "" for none
     */
    public record Shown(@SecretAddress String slack, @SecretAddress String webhook, boolean onSuccess, boolean onFailure)
            implements Result {

        @Override
        public Page page() {
            Page page = new Page().facts("Slack", slack.isEmpty() ? "-" : slack, "Webhook", webhook.isEmpty() ? "-" : webhook,
                    "On success", onSuccess ? "yes" : "no", "On failure", onFailure ? "yes" : "no");
            if (slack.isEmpty() && webhook.isEmpty()) {
                page.line("Nobody is told: give it an address with paas notifications set.");
            } else if (!onSuccess && !onFailure) {
                page.line("Nobody is told: both are off.");
            }
            return page;
        }
    }
}
