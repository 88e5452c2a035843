package lib.commands.notifications;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Notifications;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Dialog;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.SecretAddress;
import lib.op.Undo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Changes where news of deployments goes; what is not named stays. Contract: POST /api/notifications/save, which replaces everything and
 * checks no address.
 */
@Examples({"paas notifications set --slack - < hook.txt", "paas notifications set --no-webhook --no-on-success",
    "paas notifications set --webhook https://ops.example.com/hook"})
@HelpPlace(under = Heading.INSTANCE, place = 610)
@Command(name = "notifications set", description = "Change where news of deployments goes",
        footer = "What is not named stays as it is. An address is a secret: - takes it from standard input, or asks for it unseen.")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = "notifications:manage", idempotent = true)
public final class SetNotifications implements Callable<SetNotifications.Changed> {

    @Option(names = "--slack", paramLabel = "<url>", description = "Address of a Slack webhook; - for standard input.")
    String slack;

    @Option(names = "--no-slack", description = "None.")
    boolean noSlack;

    @Option(names = "--webhook", paramLabel = "<url>", description = "Address that gets each news as JSON; - for standard input.")
    String webhook;

    @Option(names = "--no-webhook", description = "None.")
    boolean noWebhook;

    @Option(names = "--on-success", negatable = true, description = "Tell of deployments that succeeded, or not.")
    Boolean onSuccess;

    @Option(names = "--on-failure", negatable = true, description = "Tell of those that failed, or not.")
    Boolean onFailure;

    private final Api api;
    private final Dialog dialog;

    public SetNotifications(Api api, Dialog dialog) {
        this.api = api;
        this.dialog = dialog;
    }

    @Override
    public Changed call() {
        if (slack == null && !noSlack && webhook == null && !noWebhook && onSuccess == null && onFailure == null) {
            throw new Failure(Kind.USAGE, "nothing to change", "run: paas notifications set --help");
        }
        if ("-".equals(slack) && "-".equals(webhook)) {
            throw new Failure(Kind.USAGE, "standard input is one address, not two", "set one after the other");
        }
        String slackUrl = address("--slack", slack, noSlack);
        String webhookUrl = address("--webhook", webhook, noWebhook);
        try (Api.Claim claim = api.claim("notifications")) {
            Notifications.Config before = api.notifications().get();
            Notifications.Config wanted = new Notifications.Config(slackUrl == null ? before.slackWebhookUrl() : slackUrl,
                    webhookUrl == null ? before.genericUrl() : webhookUrl, onSuccess == null ? before.onSuccess() : onSuccess,
                    onFailure == null ? before.onFailure() : onFailure);
            if (!wanted.equals(before)) {
                save(wanted);
            }
            return changed(before, wanted);
        }
    }

    private void save(Notifications.Config wanted) {
        List<Notifications.Config> stored = new ArrayList<>();
        Failure lost = Uncertain.send(() -> stored.add(api.notifications().save(wanted)));
        Notifications.Config now = stored.isEmpty() ? api.notifications().get() : stored.getFirst();
        if (!now.equals(wanted)) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance stored something else", "see: paas notifications");
        }
    }

    /** @return null for what stays */
    private String address(String option, String given, boolean none) {
        if (given == null) {
            return none ? "" : null;
        }
        if (none) {
            throw new Failure(Kind.USAGE, option + " and its opposite were both given");
        }
        String url = (!given.equals("-") ? given : dialog.interactive() ? dialog.askSecret("Address") : dialog.pipedLine()).strip();
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // said below, without repeating it
        }
        throw new Failure(Kind.USAGE, option + " takes an address that begins with https:// or http://");
    }

    private static Changed changed(Notifications.Config before, Notifications.Config now) {
        List<String> back = new ArrayList<>(List.of("paas", "notifications", "set"));
        boolean slackChanged = !before.slackWebhookUrl().equals(now.slackWebhookUrl());
        boolean webhookChanged = !before.genericUrl().equals(now.genericUrl());
        if (slackChanged) {
            back.addAll(before.slackWebhookUrl().isEmpty() ? List.of("--no-slack") : List.of("--slack", before.slackWebhookUrl()));
        }
        if (webhookChanged) {
            back.addAll(before.genericUrl().isEmpty() ? List.of("--no-webhook") : List.of("--webhook", before.genericUrl()));
        }
        if (before.onSuccess() != now.onSuccess()) {
            back.add(before.onSuccess() ? "--on-success" : "--no-on-success");
        }
        if (before.onFailure() != now.onFailure()) {
            back.add(before.onFailure() ? "--on-failure" : "--no-on-failure");
        }
        return new Changed(now.slackWebhookUrl(), now.genericUrl(), now.onSuccess(), now.onFailure(),
                slackChanged ? before.slackWebhookUrl() : null, webhookChanged ? before.genericUrl() : null, !before.equals(now),
                before.equals(now) ? null : Undo.by(back));
    }

    /**
     * The settings as they are now.
     *
     * @param formerSlack   the address before; left out where it is the same
     * @param formerWebhook the same
     * @param changed       whether anything was sent
     * @param undo          left out when nothing was
     */
    public record Changed(@SecretAddress String slack, @SecretAddress String webhook, boolean onSuccess, boolean onFailure,
                          @Nullable @SecretAddress String formerSlack, @Nullable @SecretAddress String formerWebhook, boolean changed,
                          @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line(changed ? "Changed:" : "Nothing to change: it is so already.")
                    .facts("Slack", slack.isEmpty() ? "-" : slack, "Webhook", webhook.isEmpty() ? "-" : webhook,
                    "On success", onSuccess ? "yes" : "no", "On failure", onFailure ? "yes" : "no");
        }
    }
}
