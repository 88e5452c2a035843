package lib.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.json.JsonOut;
import lib.json.JsonWriter;
import lib.op.Asking;
import lib.op.Question;

/**
 * Revision 2026-07-28: nothing is agreed on, each request says its version and what its client can. Nobody is sent a request: a call that
 * needs the person's consent is answered with the question, and comes again with the answer.
 */
final class Modern extends Era {

    private static final List<String> REVISIONS = List.of("2026-07-28");

    /** How long a client may keep a list: the profile it depends on changes with a connect. */
    private static final int GOOD_FOR_MS = 60_000;
    private static final String CONSENT = "consent";

    private final ModernTasks tasks;
    private final Subscriptions subscriptions;
    private Sealed sealed;

    Modern(Offer offer, Wire wire, Tasks tasks) {
        super(offer);
        this.tasks = new ModernTasks(tools, tasks);
        this.subscriptions = new Subscriptions(wire, this, this.tasks);
    }

    /** Tells whoever wants to know that lists have changed. */
    void changed() {
        subscriptions.changed();
    }

    /** A request of this era that its client has cancelled. */
    void cancelled(Object id) {
        subscriptions.cancel(id);
    }

    /** Whether there is a list that this filter of a subscription is about. */
    boolean has(String filter) {
        return filter.startsWith("tools") || filter.startsWith("prompts") && offer.prompts() != null
                || filter.startsWith("resources") && offer.resources() != null;
    }

    /** The end of all that is open. */
    void end() {
        subscriptions.end();
    }

    /** What is wrong with the head of a request of this era; null when all is well. */
    static String refused(Message message) {
        String version = message.version();
        if (!REVISIONS.contains(version)) {
            return Answer.error(message.id(), Answer.UNSUPPORTED_VERSION, "this server does not speak \"" + version + "\"",
                    Answer.text(new Answer.Piece() {
                @Override
                public void write(JsonOut json) {
                    json.writeStartObject();
                    Answer.texts(json, "supported", supported());
                    json.writeStringField("requested", version);
                    json.writeEndObject();
                }
            }));
        }
        return message.capabilities() != null ? null : Answer.error(message.id(), Answer.INVALID_PARAMS,
                "\"_meta\" says the version and not \"io.modelcontextprotocol/clientCapabilities\"");
    }

    /** What is wrong with a request that names no revision: a method that this era alone has. Null when all is well. */
    static String versionless(Message message) {
        switch (message.method()) {
            case "server/discover", "subscriptions/listen", "tasks/update":
                return Answer.error(message.id(), Answer.INVALID_PARAMS,
                        "\"_meta\" has to say \"io.modelcontextprotocol/protocolVersion\"");
            default:
                return null;
        }
    }

    private static List<String> supported() {
        List<String> all = new ArrayList<>(REVISIONS);
        all.addAll(Legacy.REVISIONS.reversed());
        return all;
    }

    @Override
    String answer(Message message) {
        switch (message.method()) {
            case "server/discover":
                return discover(message);
            case "tools/list":
                return list(message);
            case "subscriptions/listen":
                return subscriptions.listen(message);
            default:
                String task = tasks.answer(message, this);
                return task != null ? task : unknown(message);
        }
    }

    @Override
    String task(Message call, String tool, Map<String, Object> arguments, ToolCalls.Caller caller) {
        return tasks.wanted(call, tool, arguments) ? tasks.begin(call, tool, arguments, caller, this) : null;
    }

    private String discover(Message message) {
        return result(message.id(), true, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                Answer.texts(json, "supportedVersions", supported());
                json.writeObjectFieldStart("capabilities");
                listChanged(json, "tools");
                Features.capabilities(json, offer);
                json.writeObjectFieldStart("extensions");
                json.writeObjectFieldStart(Tasks.EXTENSION);
                json.writeEndObject();
                if (abilities(message).views()) {
                    AppPage.extension(json);
                }
                json.writeEndObject();
                json.writeEndObject();
                json.writeStringField("instructions", Instructions.TEXT);
            }
        });
    }

    @Override
    ToolCalls.Abilities abilities(Message message) {
        return new ToolCalls.Abilities(Consent.possible(message.capabilities()), false, AppPage.shownWith(message.capabilities()));
    }

    @Override
    String client(Message message) {
        return message.client();
    }

    /** The question of one call, once it has come to one. */
    private final class Later implements Asking {
        private final Message call;
        private Question question;
        private boolean forged;

        private Later(Message call) {
            this.call = call;
        }

        @Override
        public Answer ask(Question asked) {
            question = asked;
            if (!(call.params().get("requestState") instanceof String state)) {
                return Answer.LATER;
            }
            Sealed.Worth worth = sealed().of(state, bound(call, asked));
            forged = worth == Sealed.Worth.FORGED;
            return worth == Sealed.Worth.GOOD && call.params().get("inputResponses") instanceof Map<?, ?> responses
                    ? Consent.given(asked, responses.get(CONSENT) instanceof Map<?, ?> answer ? texts(answer) : null) : Answer.LATER;
        }
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as names
    private static Map<String, Object> texts(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    private synchronized Sealed sealed() {
        if (sealed == null) {
            sealed = new Sealed();
        }
        return sealed;
    }

    /** What a consent is good for: this tool, these arguments, and what would be lost as it was told, which says the instance's own ids. */
    private String bound(Message call, Question question) {
        return call.params().get("name") + "\n" + JsonWriter.line(Map.of("arguments", arguments(call))) + "\n" + tools.instance() + "\n"
                + question.headline() + "\n" + String.join("\n", question.lost().lines());
    }

    @Override
    Asking asking(Message call) {
        return Consent.possible(call.capabilities()) ? new Later(call) : Asking.ELSEWHERE;
    }

    @Override
    String asked(Message call, Asking asking) {
        Later later = (Later) asking;
        if (later.forged) {
            return Answer.error(call.id(), Answer.INVALID_PARAMS,
                    "\"requestState\" is none of this server's: call again without it, and the person is asked anew");
        }
        Question question = later.question;
        Consent consent = Consent.to(question);
        String state = sealed().state(bound(call, question));
        return Answer.result(call.id(), Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                json.writeStringField("resultType", "input_required");
                json.writeObjectFieldStart("inputRequests");
                json.writeObjectFieldStart(CONSENT);
                json.writeStringField("method", "elicitation/create");
                json.writeObjectFieldStart("params");
                json.writeStringField("mode", "form");
                Answer.elicitation(json, consent);
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndObject();
                json.writeStringField("requestState", state);
                meta(json);
                json.writeEndObject();
            }
        }));
    }

    private void meta(JsonOut json) {
        json.writeObjectFieldStart("_meta");
        identity(json);
        json.writeEndObject();
    }

    /** This server, as each message of this era names it in its {@code _meta}. */
    void identity(JsonOut json) {
        Answer.identity(json, "io.modelcontextprotocol/serverInfo", tools.version());
    }

    @Override
    int notFound() {
        return Answer.INVALID_PARAMS;
    }

    @Override
    String content(Object id, int goodForMs, Answer.Piece fields) {
        return result(id, false, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                fields.write(json);
                keep(json, goodForMs);
            }
        });
    }

    private static void keep(JsonOut json, int goodForMs) {
        json.writeNumberField("ttlMs", goodForMs);
        // it depends on the token
        json.writeStringField("cacheScope", "private");
    }

    @Override
    String result(Object id, boolean cacheable, Answer.Piece fields) {
        return result(id, "complete", cacheable, fields);
    }

    /** The same of another type. */
    String result(Object id, String type, boolean cacheable, Answer.Piece fields) {
        return Answer.result(id, Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                json.writeStringField("resultType", type);
                fields.write(json);
                if (cacheable) {
                    keep(json, GOOD_FOR_MS);
                }
                meta(json);
                json.writeEndObject();
            }
        }));
    }
}
