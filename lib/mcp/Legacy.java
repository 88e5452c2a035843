package lib.mcp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import lib.op.Asking;
import lib.op.Question;

/** The revisions that open with {@code initialize}: the client's version and what it can are agreed on once. */
final class Legacy extends Era {

    /** Newest last. In 2025-03-26 alone a line can hold several messages; from 2025-06-18 on a person can be asked. */
    static final List<String> REVISIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    private static final String BATCHES = "2025-03-26";
    private static final String ELICITATION = "2025-06-18";

    static final String INSTRUCTIONS =
            "Tools for one self-hosted Better-PaaS instance: its apps, deployments and logs. Start with paas_status. "
            + "An app is named by its name or id. A deployment runs in the background: take its deploymentId to paas_wait_deployment. "
            + "When a tool fails, its text says the next step.";

    private final Person person;
    private final Wire wire;
    private volatile String revision = "";
    private volatile ToolCalls.Abilities client = ToolCalls.Abilities.NONE;
    private volatile String name = "";

    /** @param person reaches the client's person */
    Legacy(ToolCalls tools, Person person, Wire wire) {
        super(tools);
        this.person = person;
        this.wire = wire;
    }

    /** Tells a client that has opened that its lists have changed. */
    void changed() {
        if (!revision.isEmpty()) {
            wire.send(Answer.message(null, "notifications/tools/list_changed", null));
            wire.send(Answer.message(null, "notifications/resources/list_changed", null));
            wire.send(Answer.message(null, "notifications/prompts/list_changed", null));
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
                return unknown(message);
        }
    }

    private String initialize(Message message) {
        if (!(message.params().get("protocolVersion") instanceof String asked)) {
            return Answer.error(message.id(), Answer.INVALID_PARAMS, "\"protocolVersion\" is missing");
        }
        revision = REVISIONS.contains(asked) ? asked : REVISIONS.getLast();
        Map<String, Object> capabilities = message.object("capabilities");
        name = Message.client(message.params().get("clientInfo"));
        client = new ToolCalls.Abilities(capabilities != null && revision.compareTo(ELICITATION) >= 0 && Consent.possible(capabilities),
                false, capabilities != null && AppPage.shownWith(capabilities));
        return result(message.id(), false, new Answer.Piece() {
            @Override
            public void write(JsonGenerator json) throws IOException {
                json.writeStringField("protocolVersion", revision);
                json.writeObjectFieldStart("capabilities");
                listChanged(json, "tools");
                Features.capabilities(json);
                extensions(json, client);
                json.writeEndObject();
                Answer.identity(json, "serverInfo", tools.version());
                json.writeStringField("instructions", INSTRUCTIONS);
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
    String result(Object id, boolean cacheable, Answer.Piece fields) {
        return Answer.result(id, Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonGenerator json) throws IOException {
                json.writeStartObject();
                fields.write(json);
                json.writeEndObject();
            }
        }));
    }
}
