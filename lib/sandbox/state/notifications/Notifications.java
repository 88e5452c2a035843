package lib.sandbox.state.notifications;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import lib.sandbox.http.GoJson;

/**
 * Tells the stored URLs what became of deployments. It really calls them: that is how one sees that they work. Contract:
 * /api/notifications and below, x-notifications-out: best effort, no retry, 8 s for each URL, failures are only logged.
 */
public final class Notifications {

    private static final System.Logger LOG = System.getLogger(Notifications.class.getName());
    private static final String TEST = "🔔 Better-PaaS test notification - your webhook is configured correctly.";
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private volatile NotificationConfig config = NotificationConfig.UNSAVED;

    public NotificationConfig config() {
        return config;
    }

    /** Takes the place of everything that was stored. */
    public void save(NotificationConfig wanted) {
        config = wanted;
    }

    /** Sends the test message to both URLs, whatever the switches say; returns when both have answered or failed. */
    public void sendTest() {
        NotificationConfig now = config;
        send(now.slackWebhookUrl(), Map.of("text", TEST));
        send(now.genericUrl(), Map.of("text", TEST, "test", "true"));
    }

    /** Tells of a deployment that has ended, if the switch for its outcome is on. It may take 16 s: call it in the background. */
    public void send(Ended ended) {
        NotificationConfig now = config;
        if (ended.success() ? !now.onSuccess() : !now.onFailure()) {
            return;
        }
        String text =
            (ended.success() ? "✅ Deploy succeeded" : "❌ Deploy failed") + " for *" + ended.app() + "* (" + ended.trigger() + ") in "
            + ended.duration();
        send(now.slackWebhookUrl(), Map.of("text", text));
        send(now.genericUrl(), Map.of("app", ended.app(), "appId", ended.appId(), "status", ended.success() ? "success" : "failed",
            "trigger", ended.trigger(), "duration", ended.duration(), "commit", ended.commit(), "url", ended.url(), "text", text));
    }

    private static void send(String url, Map<String, String> message) {
        if (url.isEmpty()) {
            return;
        }
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).followRedirects(HttpClient.Redirect.NORMAL).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(GoJson.write(message))).build();
            http.send(request, BodyHandlers.discarding());
        } catch (IOException | IllegalArgumentException undelivered) {
            LOG.log(Level.DEBUG, "a notification was not delivered", undelivered);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A deployment that has ended.
     *
     * @param trigger  manual, webhook, rollback, catalog, image, dockerfile or local
     * @param duration as its record has it, such as {@code 1m3s}
     * @param commit   {@code ""} for none
     */
    public record Ended(String app, String appId, boolean success, String trigger, String duration, String commit, String url) { }

    /** Where news of deployments goes, and which. Contract: schema NotificationConfig; it is body and answer alike. */
    public record NotificationConfig(String slackWebhookUrl, String genericUrl, boolean onSuccess, boolean onFailure) {

        /** Contract: GET /api/notifications, before the first save. */
        static final NotificationConfig UNSAVED = new NotificationConfig("", "", true, true);
    }
}
