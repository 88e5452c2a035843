package lib.api;

/**
 * One deployed app, reduced to what the commands show. Contract: schema App.
 *
 * @param id     10 characters of [a-z0-9]
 * @param name   unique on the instance
 * @param status building, running, stopped or failed: the platform's intent, not the container's health
 * @param url    the generated address; "" for a compose service without a web port
 */
public record App(String id, String name, String status, String url) {

    static App from(Json json) {
        return new App(json.text("id"), json.text("name"), json.text("status"), json.text("url"));
    }
}
