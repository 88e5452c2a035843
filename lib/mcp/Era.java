package lib.mcp;

import java.util.Map;
import lib.json.JsonOut;
import lib.op.Asking;

/**
 * How the revisions of one era want what is sent to them, and how their clients' persons are asked. One class an era; a request is served
 * by one alone.
 */
abstract class Era {

    final Offer offer;
    final ToolCalls tools;

    Era(Offer offer) {
        this.offer = offer;
        this.tools = offer.tools();
    }

    /** Answers a request other than a tool's call at once; unknown methods with an error. */
    abstract String answer(Message message);

    /** What the client of this request can do. */
    abstract ToolCalls.Abilities abilities(Message message);

    /** How the person is asked for one call. */
    abstract Asking asking(Message call);

    /** The program that sent a request, by its name and version; "" when it does not say. */
    abstract String client(Message message);

    /** The answer to a call that was asked about first. */
    abstract String asked(Message call, Asking asking);

    /**
     * Begins a call as a task, where it is to be one.
     *
     * @return the answer; null for a call that is none
     */
    abstract String task(Message call, String tool, Map<String, Object> arguments, ToolCalls.Caller caller);

    /** A tool's result. */
    String outcome(Object id, ToolCalls.Outcome outcome) {
        return result(id, false, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                Answer.outcome(json, outcome);
            }
        });
    }

    /** The list of tools: one page. */
    String list(Message message) {
        if (message.params().get("cursor") != null) {
            return Answer.error(message.id(), Answer.INVALID_PARAMS, "the list of tools has one page: ask without a cursor");
        }
        String all = tools.list(abilities(message));
        return result(message.id(), true, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                Answer.raw(json, "tools", all);
            }
        });
    }

    /**
     * A result with what this era adds to each.
     *
     * @param cacheable whether it is one that clients may keep for a while
     * @param fields    writes its fields
     */
    abstract String result(Object id, boolean cacheable, Answer.Piece fields);

    /** A capability whose list can change. */
    static void listChanged(JsonOut json, String name) {
        json.writeObjectFieldStart(name);
        json.writeBooleanField("listChanged", true);
        json.writeEndObject();
    }

    /** What a resource holds. @param goodForMs how long a client may keep it */
    String content(Object id, int goodForMs, Answer.Piece fields) {
        return result(id, false, fields);
    }

    /** The error for a resource that is not there. */
    abstract int notFound();

    static String unknown(Message message) {
        return Answer.error(message.id(), Answer.METHOD_NOT_FOUND, "this server has no method \"" + message.method() + "\"");
    }

    /** A call's parameters, or null where they are none. */
    static Map<String, Object> arguments(Message call) {
        return call.params().get("name") instanceof String ? call.object("arguments") : null;
    }
}
