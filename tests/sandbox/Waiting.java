package tests.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits for work in the background the way a client does: by asking again. */
final class Waiting {

    private Waiting() {
    }

    /** The newest deployment of an app once it is over. */
    static JsonNode forDeployment(Wire wire, String appId) {
        return forDeployment(wire, appId, 1);
    }

    /** The newest deployment of an app once it has this many and none is building. */
    static JsonNode forDeployment(Wire wire, String appId, int count) {
        for (int i = 0; i < 400; i++) {
            var records = of(wire, appId);
            if (records.size() >= count && records.stream().noneMatch(record -> record.path("status").asText().equals("building"))) {
                return records.getFirst();
            }
            try {
                Thread.sleep(Duration.ofMillis(25));
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        throw new AssertionError("no " + count + " finished deployments of " + appId + ": " + of(wire, appId));
    }

    /** Until this is so; ten seconds at most. */
    static void until(BooleanSupplier so) {
        for (int i = 0; i < 400 && !so.getAsBoolean(); i++) {
            try {
                Thread.sleep(Duration.ofMillis(25));
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (!so.getAsBoolean()) {
            throw new AssertionError("it does not come about");
        }
    }

    /** The deployments of an app, newest first. */
    static List<JsonNode> of(Wire wire, String appId) {
        return wire.get("/api/deployments/history").succeeds().json().valueStream()
            .filter(record -> record.path("appId").asText().equals(appId)).toList();
    }
}
