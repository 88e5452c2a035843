package lib.api;

import java.util.LinkedHashMap;
import java.util.Map;
import lib.json.JsonObject;

/** Where news of deployments goes. Contract: /api/notifications and below; all need notifications:manage. */
public final class Notifications {

    private final Routes wire;

    Notifications(Routes wire) {
        this.wire = wire;
    }

    /**
     * All of the settings: the instance knows them as one.
     *
     * @param slackWebhookUrl "" for none; whoever knows it can post there
     * @param genericUrl      the same
     */
    public record Config(String slackWebhookUrl, String genericUrl, boolean onSuccess, boolean onFailure) {

        static Config from(JsonObject json) {
            return new Config(json.text("slackWebhookUrl"), json.text("genericUrl"), json.flag("onSuccess"), json.flag("onFailure"));
        }
    }

    /** GET /api/notifications; the addresses come in clear. */
    public Config get() {
        return Config.from(wire.get("/api/notifications"));
    }

    /** POST /api/notifications/save: takes the place of all of them. @return what was stored */
    public Config save(Config wanted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("slackWebhookUrl", wanted.slackWebhookUrl());
        body.put("genericUrl", wanted.genericUrl());
        body.put("onSuccess", wanted.onSuccess());
        body.put("onFailure", wanted.onFailure());
        return Config.from(wire.post("/api/notifications/save", body));
    }

    /** POST /api/notifications/test: returns when both addresses were tried, whatever came of it. */
    public void test() {
        wire.post("/api/notifications/test", Map.of());
    }
}
