package lib.mcp;

import java.util.Map;
import lib.base.Pause;
import lib.json.JsonOut;

/**
 * Tasks as revision 2025-11-25 has them, the client's own choice call by call. Source: that revision, basic/utilities/tasks; schema,
 * CreateTaskResult, GetTaskResult, CancelTaskResult.
 */
final class LegacyTasks {

    private static final String RELATED = "io.modelcontextprotocol/related-task";
    private static final long PAUSE_MS = 1000;

    private final ToolCalls tools;
    private final Tasks tasks;

    LegacyTasks(ToolCalls tools, Tasks tasks) {
        this.tools = tools;
        this.tasks = tasks;
    }

    /** What the handshake says. There is no list: it would show one editor the tasks of another. */
    static void capability(JsonOut json) {
        json.writeObjectFieldStart("tasks");
        empty(json, "cancel");
        json.writeObjectFieldStart("requests");
        json.writeObjectFieldStart("tools");
        empty(json, "call");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void empty(JsonOut json, String name) {
        json.writeObjectFieldStart(name);
        json.writeEndObject();
    }

    /** Whether a call is to be a task. */
    static boolean wanted(Message call) {
        return call.params().get("task") instanceof Map<?, ?>;
    }

    /** Begins a call as a task. */
    String begin(Message call, String tool, Map<String, Object> arguments, ToolCalls.Caller caller) {
        if (!tools.lasts(tool)) {
            return Answer.error(call.id(), Answer.METHOD_NOT_FOUND, "a call of \"" + tool
                    + "\" cannot be a task: call it without \"task\"");
        }
        LongCalls.Going going = tools.begin(tool, arguments, caller);
        if (going == null) {
            return Answer.error(call.id(), Answer.INVALID_PARAMS, "unknown tool \"" + tool + "\"");
        }
        Tasks.Task task = tasks.begin(going, call.params().get("task") instanceof Map<?, ?> wish && wish.get("ttl") instanceof Number ttl
                ? ttl.longValue() : null);
        return Answer.result(call.id(), Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                json.writeObjectFieldStart("task");
                fields(json, task);
                json.writeEndObject();
                json.writeObjectFieldStart("_meta");
                json.writeStringField("io.modelcontextprotocol/model-immediate-response", going.outcome() != null
                        ? "It is over already; the task has the result." : going.step() + ". It goes on as a task.");
                json.writeEndObject();
                json.writeEndObject();
            }
        }));
    }

    /** Answers {@code tasks/get}, {@code tasks/result} (which waits for the end) and {@code tasks/cancel}; null for another method. */
    String answer(Message message, Era era) {
        String id = message.params().get("taskId") instanceof String text ? text : "";
        switch (message.method()) {
            case "tasks/get":
                return told(message, tasks.get(id));
            case "tasks/result":
                return result(message, id, era);
            case "tasks/cancel":
                Tasks.Task before = tasks.get(id);
                if (before != null && before.over()) {
                    return Answer.error(message.id(), Answer.INVALID_PARAMS, "this task is over already: " + status(before));
                }
                return told(message, tasks.cancel(id, true));
            default:
                return null;
        }
    }

    private static String unknown(Message message) {
        return Answer.error(message.id(), Answer.INVALID_PARAMS,
                "there is no such task: it has expired, or another instance or token is connected now");
    }

    private static String told(Message message, Tasks.Task task) {
        return task == null ? unknown(message) : Answer.result(message.id(), Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                fields(json, task);
                json.writeEndObject();
            }
        }));
    }

    private String result(Message message, String id, Era era) {
        Tasks.Task task = tasks.get(id);
        while (task != null && !task.over()) {
            Pause.ofMillis(PAUSE_MS);
            task = tasks.get(id);
        }
        if (task == null) {
            return unknown(message);
        }
        ToolCalls.Outcome outcome = task.outcome() != null ? task.outcome()
                : new ToolCalls.Outcome("", "error: the task " + (task.status().equals("failed") ? "failed" : "was cancelled") + "; "
                + task.says(), true);
        return era.result(message.id(), false, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                Answer.outcome(json, outcome);
                json.writeObjectFieldStart("_meta");
                json.writeObjectFieldStart(RELATED);
                json.writeStringField("taskId", id);
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    private static String status(Tasks.Task task) {
        return task.outcome() != null && task.outcome().error() ? "failed" : task.status();
    }

    private static void fields(JsonOut json, Tasks.Task task) {
        json.writeStringField("taskId", task.id());
        json.writeStringField("status", status(task));
        if (!task.says().isEmpty()) {
            json.writeStringField("statusMessage", task.says());
        }
        json.writeStringField("createdAt", task.created().toString());
        json.writeStringField("lastUpdatedAt", task.updated().toString());
        json.writeNumberField("ttl", task.ttl());
        json.writeNumberField("pollInterval", Tasks.POLL_MS);
    }
}
