package lib.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Pause;
import lib.json.JsonOut;

/**
 * Tasks as the extension {@code io.modelcontextprotocol/tasks} of revision 2026-07-28 has them: the server's choice, call by call, for
 * clients that declare it with each request. Source: SEP-2663.
 */
final class ModernTasks {

    /** Of a client that lacks what a method needs. */
    private static final int MISSING_CAPABILITY = -32021;
    private static final long PAUSE_MS = 1000;
    /** Of one stream. */
    private static final int MOST_WATCHED = 32;

    private final ToolCalls tools;
    private final Tasks tasks;

    ModernTasks(ToolCalls tools, Tasks tasks) {
        this.tools = tools;
        this.tasks = tasks;
    }

    /** Whether the client of a request takes tasks. */
    static boolean taken(Message message) {
        return message.capabilities() != null && message.capabilities().get("extensions") instanceof Map<?, ?> extensions
                && extensions.get(Tasks.EXTENSION) instanceof Map<?, ?>;
    }

    /** Whether a call is answered by a task: its client takes them, and it would wait otherwise. */
    boolean wanted(Message call, String tool, Map<String, Object> arguments) {
        return taken(call) && tools.waits(tool, arguments);
    }

    /** Begins a call as a task; what is over at once has its result at once. */
    String begin(Message call, String tool, Map<String, Object> arguments, ToolCalls.Caller caller, Modern era) {
        LongCalls.Going going = tools.begin(tool, arguments, caller);
        if (going == null) {
            return Answer.error(call.id(), Answer.INVALID_PARAMS, "unknown tool \"" + tool + "\"");
        }
        if (going.outcome() != null) {
            return going.outcome() == ToolCalls.ASKED ? era.asked(call, caller.asking()) : era.outcome(call.id(), going.outcome());
        }
        Tasks.Task task = tasks.begin(going, null);
        return era.result(call.id(), "task", false, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                fields(json, task, era);
            }
        });
    }

    /** Answers {@code tasks/get}, {@code tasks/update} and {@code tasks/cancel}; null for another method. */
    String answer(Message message, Modern era) {
        switch (message.method()) {
            case "tasks/get", "tasks/update", "tasks/cancel":
                break;
            default:
                return null;
        }
        if (!taken(message)) {
            return missing(message);
        }
        String id = message.params().get("taskId") instanceof String text ? text : "";
        Tasks.Task task = message.method().equals("tasks/cancel") ? tasks.cancel(id, false) : tasks.get(id);
        if (task == null) {
            return Answer.error(message.id(), Answer.INVALID_PARAMS,
                    "there is no such task: it has expired, or another instance or token is connected now");
        }
        boolean get = message.method().equals("tasks/get");
        // no task of ours asks for anything while it runs, so what tasks/update brings is passed over
        return era.result(message.id(), false, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                if (get) {
                    fields(json, task, era);
                }
            }
        });
    }

    /** What a client is told that did not declare the extension where it is needed. */
    static String missing(Message message) {
        return Answer.error(message.id(), MISSING_CAPABILITY, "this needs the extension " + Tasks.EXTENSION
                + " among the capabilities of the request", "{\"requiredCapabilities\":{\"extensions\":{\"" + Tasks.EXTENSION + "\":{}}}}");
    }

    /** Those of the ids that a stream can watch. */
    List<String> known(List<?> ids) {
        List<String> known = new ArrayList<>();
        for (Object each : ids) {
            if (each instanceof String id && known.size() < MOST_WATCHED && tasks.known(id)) {
                known.add(id);
            }
        }
        return known;
    }

    /**
     * Watches tasks, each to its end, in the background.
     *
     * @param open whether anybody still wants to know
     * @param told gets what a notification says, each time when something has changed
     */
    void watch(List<String> ids, Open open, Told told, Modern era) {
        Map<String, String> last = new LinkedHashMap<>();
        for (String id : ids) {
            last.put(id, null);
        }
        Thread.ofVirtual().start(() -> {
            while (!last.isEmpty() && open.now()) {
                for (String id : List.copyOf(last.keySet())) {
                    Tasks.Task task = tasks.get(id);
                    String now = task == null ? "" : task.status() + "\n" + task.says();
                    if (task != null && !now.equals(last.put(id, now)) && open.now()) {
                        told.fields(json -> fields(json, task, era));
                    }
                    if (task == null || task.over()) {
                        last.remove(id);
                    }
                }
                Pause.ofMillis(PAUSE_MS);
            }
        });
    }

    /** Whether a stream is open. */
    interface Open {
        boolean now();
    }

    /** Takes what is to be told. */
    interface Told {
        void fields(Answer.Piece fields);
    }

    private static void fields(JsonOut json, Tasks.Task task, Modern era) {
        json.writeStringField("taskId", task.id());
        json.writeStringField("status", task.status());
        if (!task.says().isEmpty()) {
            json.writeStringField("statusMessage", task.says());
        }
        json.writeStringField("createdAt", task.created().toString());
        json.writeStringField("lastUpdatedAt", task.updated().toString());
        json.writeNumberField("ttlMs", task.ttl());
        json.writeNumberField("pollIntervalMs", Tasks.POLL_MS);
        if (task.status().equals("failed")) {
            json.writeObjectFieldStart("error");
            json.writeNumberField("code", Answer.INTERNAL_ERROR);
            json.writeStringField("message", task.says());
            json.writeEndObject();
        }
        if (task.outcome() != null) {
            json.writeObjectFieldStart("result");
            json.writeStringField("resultType", "complete");
            Answer.outcome(json, task.outcome());
            json.writeEndObject();
        }
    }
}
