package lib.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lib.json.JsonOut;

/**
 * What clients of the modern era want to be told: each opens a stream with {@code subscriptions/listen}, which says what, and is open until
 * it is cancelled. Source: revision 2026-07-28, schema, SubscriptionsListenRequest.
 */
final class Subscriptions {

    private static final int MOST = 64;
    private static final String ID = "io.modelcontextprotocol/subscriptionId";
    /** What can be asked for, and the notification that it brings. */
    private static final List<List<String>> LISTS = List.of(
            List.of("toolsListChanged", "notifications/tools/list_changed"),
            List.of("promptsListChanged", "notifications/prompts/list_changed"),
            List.of("resourcesListChanged", "notifications/resources/list_changed"));

    private final Wire wire;
    private final Modern era;
    private final ModernTasks tasks;
    private final Map<Object, List<String>> open = new ConcurrentHashMap<>();

    Subscriptions(Wire wire, Modern era, ModernTasks tasks) {
        this.wire = wire;
        this.era = era;
        this.tasks = tasks;
    }

    /**
     * Opens a stream: what was agreed on is said at once, and nothing is answered while it is open.
     *
     * @return an error, else null
     */
    String listen(Message request) {
        if (!(request.params().get("notifications") instanceof Map<?, ?> wanted)) {
            return Answer.error(request.id(), Answer.INVALID_PARAMS, "\"notifications\" says what to tell, and is missing");
        }
        if (open.size() >= MOST) {
            return Answer.error(request.id(), Answer.INTERNAL_ERROR, "there are " + MOST + " streams open already; cancel one");
        }
        List<String> agreed = new ArrayList<>();
        for (List<String> each : LISTS) {
            if (Boolean.TRUE.equals(wanted.get(each.getFirst())) && era.has(each.getFirst())) {
                agreed.add(each.getFirst());
            }
        }
        List<?> ids = wanted.get("taskIds") instanceof List<?> named ? named : null;
        if (ids != null && !ModernTasks.taken(request)) {
            return ModernTasks.missing(request);
        }
        List<String> watched = ids == null ? List.of() : tasks.known(ids);
        notify("notifications/subscriptions/acknowledged", request.id(), new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeObjectFieldStart("notifications");
                for (String each : agreed) {
                    json.writeBooleanField(each, true);
                }
                if (ids != null) {
                    Answer.texts(json, "taskIds", watched);
                }
                json.writeEndObject();
            }
        });
        // nothing may come on it before it was acknowledged
        open.put(request.id(), agreed);
        if (!watched.isEmpty()) {
            tasks.watch(watched, new ModernTasks.Open() {
                @Override
                public boolean now() {
                    return open.containsKey(request.id());
                }
            }, new ModernTasks.Told() {
                @Override
                public void fields(Answer.Piece fields) {
                    Subscriptions.this.notify("notifications/tasks", request.id(), fields);
                }
            }, era);
        }
        return null;
    }

    /** Closes a stream; what is none is nothing. */
    void cancel(Object id) {
        if (id != null) {
            open.remove(id);
        }
    }

    /** Tells whoever wanted it that lists have changed. */
    void changed() {
        for (Map.Entry<Object, List<String>> each : open.entrySet()) {
            for (List<String> list : LISTS) {
                if (each.getValue().contains(list.getFirst())) {
                    notify(list.getLast(), each.getKey(), null);
                }
            }
        }
    }

    /** Says goodbye on each stream. */
    void end() {
        for (Object id : List.copyOf(open.keySet())) {
            open.remove(id);
            wire.send(Answer.result(id, Answer.text(new Answer.Piece() {
                @Override
                public void write(JsonOut json) {
                    json.writeStartObject();
                    json.writeStringField("resultType", "complete");
                    json.writeObjectFieldStart("_meta");
                    era.identity(json);
                    json.writeFieldName(ID);
                    Answer.value(json, id);
                    json.writeEndObject();
                    json.writeEndObject();
                }
            })));
        }
    }

    private void notify(String method, Object id, Answer.Piece fields) {
        wire.send(Answer.message(null, method, Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                json.writeObjectFieldStart("_meta");
                json.writeFieldName(ID);
                Answer.value(json, id);
                json.writeEndObject();
                if (fields != null) {
                    fields.write(json);
                }
                json.writeEndObject();
            }
        })));
    }
}
