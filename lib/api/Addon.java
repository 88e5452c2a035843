package lib.api;

import java.util.List;
import lib.json.JsonObject;

/**
 * One managed database or cache, reduced to what the commands show. Contract: schema Addon.
 *
 * @param type         postgres, mysql or redis
 * @param attachedApps ids of apps
 */
public record Addon(String id, String type, String name, String status, List<String> attachedApps) {

    static Addon from(JsonObject json) {
        return new Addon(json.text("id"), json.text("type"), json.text("name"), json.text("status"), json.texts("attachedApps"));
    }
}
