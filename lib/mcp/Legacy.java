package lib.mcp;

import java.util.List;
import java.util.Map;
import lib.json.JsonOut;
import lib.op.Asking;
import lib.op.Question;

/** The revisions that open with {@code initialize}: the client's version and what it can are agreed on once. */
final class Legacy extends Era {

    /** Newest last. In 2025-03-26 alone a line can hold several messages; from 2025-06-18 on a person can be asked. */
    static final List<String> REVISIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    private static final String BATCHES = "2025-03-26";
    private static final String ELICITATION = "2025-06-18";
    private static final String TASKS = "2025-11-25";

    private final Person person;
    private final Wire wire;
    private final LegacyTasks tasks;
    private volatile String revision = "";
    private volatile ToolCalls.Abilities client = ToolCalls.Abilities.NONE;
    private volatile String name = "";

    /** @param person reaches the client's person */
    Legacy(Offer offer, Person person, Wire wire, Tasks tasks) {
        super(offer);
        this.tasks = new LegacyTasks(tools, tasks);
        this.person = person;
        this.wire = wire;
    }

    /** Tells a client that has opened that its lists have changed. */
    void changed() {
        if (!revision.isEmpty()) {
            wire.send(Answer.message(null, "notifications/tools/list_changed", null));
            if (offer.resources() != null) {
                wire.send(Answer.message(null, "notifications/resources/list_changed", null));
            }
            if (offer.prompts() != null) {
                wire.send(Answer.message(null, "notifications/prompts/list_changed", null));
            }
        }
    }

    /** Whether a line may hold several messages. */
    boolean batches() {
        return revision.equals(BATCHES);
    }

    @Override
    String answer(Message message) {
        switch (message.method()) {
            case "initialize":
                return initialize(message);
            case "ping":
                return Answer.result(message.id(), "{}");
            case "tools/list":
                return list(message);
            default:
                String task = hasTasks() ? tasks.answer(message, this) : null;
                return task != null ? task : unknown(message);
        }
    }

    private boolean hasTasks() {
        return revision.equals(TASKS);
    }

    @Override
    String task(Message call, String tool, Map<String, Object> arguments, ToolCalls.Caller caller) {
        return hasTasks() && LegacyTasks.wanted(call) ? tasks.begin(call, tool, arguments, caller) : null;
    }

    private String initialize(Message message) {
        if (!(message.params().get("protocolVersion") instanceof String asked)) {
            return Answer.error(message.id(), Answer.INVALID_PARAMS, "\"protocolVersion\" is missing");
        }
        revision = REVISIONS.contains(asked) ? asked : REVISIONS.getLast();
        Map<String, Object> capabilities = message.object("capabilities");
        name = Message.client(message.params().get("clientInfo"));
        client = new ToolCalls.Abilities(capabilities != null && revision.compareTo(ELICITATION) >= 0 && Consent.possible(capabilities),
                hasTasks(), capabilities != null && AppPage.shownWith(capabilities));
        return result(message.id(), false, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStringField("protocolVersion", revision);
                json.writeObjectFieldStart("capabilities");
                listChanged(json, "tools");
                Features.capabilities(json, offer);
                if (hasTasks()) {
                    LegacyTasks.capability(json);
                }
                if (client.views()) {
                    json.writeObjectFieldStart("extensions");
                    AppPage.extension(json);
                    json.writeEndObject();
                }
                json.writeEndObject();
                Answer.identity(json, "serverInfo", tools.version());
                json.writeStringField("instructions", Instructions.TEXT);
            }
        });
    }

    @Override
    ToolCalls.Abilities abilities(Message message) {
        return client;
    }

    @Override
    String client(Message message) {
        return name;
    }

    @Override
    Asking asking(Message call) {
        return client.asks() ? new Asking() {
            @Override
            public Answer ask(Question question) {
                return person.ask(question);
            }
        } : Asking.ELSEWHERE;
    }

    @Override
    String asked(Message call, Asking asking) {
        throw new IllegalStateException("a question of this era is answered before the call goes on");
    }

    @Override
    int notFound() {
        return Answer.RESOURCE_NOT_FOUND;
    }

    @Override
    String result(Object id, boolean cacheable, Answer.Piece fields) {
        return Answer.result(id, Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                fields.write(json);
                json.writeEndObject();
            }
        }));
    }
}
