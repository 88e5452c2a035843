package lib.api;

import java.util.Map;
import lib.json.JsonObject;

/** Webhooks for pushes. Contract: /api/apps/webhook and below. */
public final class Webhooks {

    private final Routes wire;

    Webhooks(Routes wire) {
        this.wire = wire;
    }

    /** GET /api/apps/webhook: address and secret in clear; needs apps:read. */
    public Webhook of(String appId) {
        JsonObject json = wire.get(Routes.query("/api/apps/webhook", "id", appId));
        return new Webhook(json.text("url"), json.text("secret"), json.text("event"));
    }

    /** POST /api/apps/webhook/regenerate: a new secret, which is answered; the former one is void. Needs apps:write. */
    public String regenerate(String appId) {
        return wire.post("/api/apps/webhook/regenerate", Map.of("id", appId)).text("secret");
    }

    /**
     * POST /api/apps/webhook/github/create: makes or updates the hook at GitHub with the instance's own token, and turns auto-deploy on;
     * needs apps:write.
     *
     * @return created or updated
     */
    public String register(String appId) {
        return wire.post("/api/apps/webhook/github/create", Map.of("id", appId)).text("action");
    }
}
