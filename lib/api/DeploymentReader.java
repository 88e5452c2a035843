package lib.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lib.json.JsonObject;

/**
 * Reads the history of deployments as it comes and keeps one log of it at most: the answer can be a hundred logs of many MiB each, and the
 * callers want times and states. Tolerant as {@link JsonObject} is.
 */
final class DeploymentReader implements Routes.ListReader<Deployment> {

    private static final JsonFactory JSON = new JsonFactory();
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
        try (JsonParser json = JSON.createParser(in)) {
            JsonToken first = json.nextToken();
            List<Deployment> all = new ArrayList<>();
            if (first != JsonToken.START_ARRAY) {
                return first == JsonToken.VALUE_NULL ? all : null;
            }
            boolean found = false;
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token == null) {
                    return null;
                }
                Map<String, Object> fields = token == JsonToken.START_OBJECT ? entry(json, found) : Map.of();
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
            json.nextToken();
            return all;
        } catch (JsonProcessingException damaged) {
            return null;
        }
    }

    private boolean wanted(Map<String, Object> fields) {
        return id != null && id.equals(fields.get("id")) || appId != null && appId.equals(fields.get("appId"));
    }

    /** @param found whether the wanted log was there already */
    private Map<String, Object> entry(JsonParser json, boolean found) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            // the instance writes id and appId before the logs
            if (value == JsonToken.VALUE_STRING) {
                fields.put(name, json.getText());
            } else if (value == JsonToken.START_ARRAY && name.equals("logs") && !found && wanted(fields)) {
                fields.put(name, texts(json));
            } else {
                json.skipChildren();
            }
        }
        return fields;
    }

    private static List<String> texts(JsonParser json) throws IOException {
        Deque<String> texts = new ArrayDeque<>();
        long characters = 0;
        for (JsonToken token = json.nextToken(); token != null && token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                texts.addLast(json.getText());
                characters += texts.getLast().length();
                while (characters > MOST_CHARACTERS) {
                    characters -= texts.removeFirst().length();
                }
            } else {
                json.skipChildren();
            }
        }
        return new ArrayList<>(texts);
    }
}
