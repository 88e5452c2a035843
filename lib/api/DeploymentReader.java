package lib.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lib.json.JsonFault;
import lib.json.JsonObject;
import lib.json.JsonText;

/**
 * Reads the history of deployments as it comes and keeps one log of it at most: the answer can be a hundred logs of many MiB each, and the
 * callers want times and states. Tolerant as {@link JsonObject} is.
 */
final class DeploymentReader implements Routes.ListReader<Deployment> {

    private static final int MOST_CHARACTERS = 32 * 1024 * 1024;

    private final String id;
    private final String appId;
    private final Predicate<Deployment> enough;

    /**
     * @param id    whose log is wanted; null for none by its id
     * @param appId the app whose newest deployment's log is wanted; null for none by its app
     */
    DeploymentReader(String id, String appId) {
        this(id, appId, each -> false);
    }

    /** @param enough told of each deployment, newest first, until it has seen enough */
    DeploymentReader(String id, String appId, Predicate<Deployment> enough) {
        this.id = id;
        this.appId = appId;
        this.enough = enough;
    }

    /** @return null when this is no list and no JSON null */
    @Override
    public List<Deployment> read(InputStream in) throws IOException {
        try {
            JsonText json = new JsonText(in);
            List<Deployment> all = new ArrayList<>();
            if (!json.begins('[')) {
                return json.value() == null ? all : null;
            }
            boolean found = false;
            for (boolean more = json.enter(']'); more; more = json.more(']')) {
                Map<String, Object> fields = json.begins('{') ? entry(json, found) : Map.of();
                if (!(fields.get("id") instanceof String) || !(fields.get("status") instanceof String)) {
                    // an entry that is none must not pass for one that is gone
                    return null;
                }
                found |= wanted(fields);
                Deployment deployment = Deployment.from(new JsonObject(fields));
                all.add(deployment);
                if (enough.test(deployment)) {
                    // the rest of the answer is not worth its way: a hundred logs
                    return all;
                }
            }
            // to the end of the answer, so that its connection can be used again
            json.end();
            return all;
        } catch (JsonFault damaged) {
            return null;
        }
    }

    private boolean wanted(Map<String, Object> fields) {
        return id != null && id.equals(fields.get("id")) || appId != null && appId.equals(fields.get("appId"));
    }

    /** @param found whether the wanted log was there already */
    private Map<String, Object> entry(JsonText json, boolean found) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        for (boolean more = json.enter('}'); more; more = json.more('}')) {
            String name = json.name();
            // the instance writes id and appId before the logs
            if (json.begins('"')) {
                fields.put(name, json.value());
            } else if (json.begins('[') && name.equals("logs") && !found && wanted(fields)) {
                fields.put(name, texts(json));
            } else {
                json.pass();
            }
        }
        return fields;
    }

    private static List<String> texts(JsonText json) throws IOException {
        Deque<String> texts = new ArrayDeque<>();
        long characters = 0;
        for (boolean more = json.enter(']'); more; more = json.more(']')) {
            if (json.begins('"')) {
                texts.addLast((String) json.value());
                characters += texts.getLast().length();
                while (characters > MOST_CHARACTERS) {
                    characters -= texts.removeFirst().length();
                }
            } else {
                json.pass();
            }
        }
        return new ArrayList<>(texts);
    }
}
