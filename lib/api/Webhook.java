package lib.api;

/**
 * Where GitHub reports pushes of an app's repository. Contract: GET /api/apps/webhook.
 *
 * @param url    the address for GitHub
 * @param secret what the reports are signed with, in clear; "" where the app has none
 * @param event  what is reported: push
 */
public record Webhook(String url, String secret, String event) {
}
