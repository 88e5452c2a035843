package lib.sandbox.state.notifications;

/** Where news of deployments goes, and which. Contract: schema NotificationConfig; it is body and answer alike. */
public record NotificationConfig(String slackWebhookUrl, String genericUrl, boolean onSuccess, boolean onFailure) {

    /** Contract: GET /api/notifications, before the first save. */
    static final NotificationConfig UNSAVED = new NotificationConfig("", "", true, true);
}
