package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Templates. */
class CatalogTest {

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theTemplatesAreOfEveryKind() {
        var reader = admin.asAgent("apps:read");
        var templates = reader.get("/api/catalog").succeeds().json();
        var ids = templates.findValuesAsText("id");
        assertTrue(ids.containsAll(List.of("uptime-kuma", "memos", "gitea", "wordpress")), ids::toString);
        assertEquals(ids.size(), new HashSet<>(ids).size());
        templates.forEach(each -> assertTrue(each.path("image").asText().matches("[a-z0-9/.-]+:[A-Za-z0-9.-]+")
            && each.path("port").asInt() > 0 && !each.path("category").asText().isEmpty(), each::toString));
        assertTrue(named(templates, "prometheus").get("env").isNull());
        assertFalse(named(templates, "prometheus").has("requiredAddons"));
        assertEquals("[{\"type\":\"mysql\"}]", named(templates, "wordpress").get("requiredAddons").toString());
        assertEquals("{\"key\":\"MEILI_MASTER_KEY\",\"value\":\"\",\"description\":\"Key of the API\",\"required\":false,\"secret\":true,"
            + "\"generate\":true}", named(templates, "meilisearch").get("env").get(0).toString());
        assertEquals("minio server /data --console-address :9001", named(templates, "minio").get("startCommand").asText());
        assertEquals(2, named(templates, "mosquitto").get("volumePaths").size());
        reader.post("/api/catalog", "{}").refuses(405, "Method not allowed");
        admin.asAgent("logs:read").get("/api/catalog").refuses(403, "Forbidden: missing scope apps:read");
    }

    private static JsonNode named(JsonNode templates, String id) {
        return templates.valueStream().filter(each -> each.path("id").asText().equals(id)).findFirst().orElseThrow();
    }
}
