package lib.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.json.JsonOut;
import lib.op.Asking;
import lib.op.Progress;

/**
 * What both eras have beside tools: resources, prompts, and completion of what is to be filled in there. What the handshake says of them
 * needs none of them.
 */
final class Features {

    /** Of a completion. Source: all revisions, CompleteResult. */
    private static final int MOST_VALUES = 100;
    /** Of an address, in an error about it. */
    private static final int LONGEST = 200;

    private final Offer offer;
    private final Wire wire;

    /** @param wire takes the progress of what is read */
    Features(Offer offer, Wire wire) {
        this.offer = offer;
        this.wire = wire;
    }

    /** Whether this is a method of theirs. */
    static boolean has(String method) {
        switch (method) {
            case "resources/list", "resources/templates/list", "prompts/list":
                return true;
            default:
                return takesTime(method);
        }
    }

    /** Whether it may reach the instance or the person: then it is at work beside others, as calls are. */
    static boolean takesTime(String method) {
        switch (method) {
            case "resources/read", "prompts/get", "completion/complete":
                return true;
            default:
                return false;
        }
    }

    /** What a handshake says of them. */
    static void capabilities(JsonOut json, Offer offer) {
        if (offer.resources() != null) {
            Era.listChanged(json, "resources");
        }
        if (offer.prompts() != null) {
            Era.listChanged(json, "prompts");
        }
        if (offer.resources() != null || offer.prompts() != null) {
            json.writeObjectFieldStart("completions");
            json.writeEndObject();
        }
    }

    /**
     * Answers one of their methods.
     *
     * @param era wraps the result as its revisions want it
     */
    String answer(Message message, Era era) {
        String page = AppPage.answer(message, era);
        if (page != null) {
            return page;
        }
        String method = message.method();
        boolean there = method.startsWith("resources/") ? offer.resources() != null : method.startsWith("prompts/")
                ? offer.prompts() != null
                : offer.resources() != null || offer.prompts() != null;
        if (!there) {
            return Era.unknown(message);
        }
        try {
            switch (method) {
                case "resources/list":
                    return list(message, era, "resources");
                case "resources/templates/list":
                    return list(message, era, "resourceTemplates");
                case "prompts/list":
                    return list(message, era, "prompts");
                case "resources/read":
                    return read(message, era);
                case "prompts/get":
                    return prompt(message, era);
                default:
                    return complete(message, era);
            }
        } catch (Failure e) {
            return failed(message, era, e);
        } catch (RuntimeException | Error e) {
            return Answer.error(message.id(), Answer.INTERNAL_ERROR, "unexpected failure: " + e.getClass().getSimpleName());
        }
    }

    private static String wrong(Message message, String what) {
        return Answer.error(message.id(), Answer.INVALID_PARAMS, what);
    }

    private static String failed(Message message, Era era, Failure failure) {
        String words = failure.getMessage() + (failure.hint() == null ? "" : "\nhint: " + failure.hint());
        boolean missing = failure.kind() == Kind.NOT_FOUND && message.params().get("uri") instanceof String;
        return missing ? notFound(message, era, words)
                : Answer.error(message.id(), failure.kind() == Kind.USAGE ? Answer.INVALID_PARAMS : Answer.INTERNAL_ERROR, words);
    }

    /** Source: all revisions, resources, error handling: the error says which address it is about. */
    private static String notFound(Message message, Era era, String words) {
        String uri = shown((String) message.params().get("uri"));
        return Answer.error(message.id(), era.notFound(), words, Answer.text(json -> {
            json.writeStartObject();
            json.writeStringField("uri", uri);
            json.writeEndObject();
        }));
    }

    private static String shown(String text) {
        String clean = ForeignText.of(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        return clean.replaceAll("\\s+", " ");
    }

    private String list(Message message, Era era, String name) {
        if (message.params().get("cursor") != null) {
            return wrong(message, "the list has one page: ask without a cursor");
        }
        ToolCalls.Abilities client = era.abilities(message);
        String all = name.equals("resources") ? offer.resources().list(client) : name.equals("prompts") ? offer.prompts().list(client)
                : offer.resources().templates();
        return era.result(message.id(), true, json -> Answer.raw(json, name, all));
    }

    private ToolCalls.Caller caller(Message message, Era era, Asking asking) {
        Object token = message.progressToken();
        return new ToolCalls.Caller(token == null ? Progress.NONE : new CallProgress(wire, token), asking, era.client(message));
    }

    private String read(Message message, Era era) {
        if (!(message.params().get("uri") instanceof String uri)) {
            return wrong(message, "\"uri\" is missing");
        }
        Resources.Held held = offer.resources().read(uri, caller(message, era, era.asking(message)));
        return held == null ? notFound(message, era, "there is no resource " + shown(uri)
                + "\nhint: resources/list and resources/templates/list say which there are")
                : era.content(message.id(), held.goodForMs(), json -> contents(json, held.contents()));
    }

    private static void contents(JsonOut json, List<Resources.Content> contents) {
        json.writeArrayFieldStart("contents");
        for (Resources.Content each : contents) {
            json.writeStartObject();
            json.writeStringField("uri", each.uri());
            if (each.mimeType() != null) {
                json.writeStringField("mimeType", each.mimeType());
            }
            if (each.text() != null) {
                json.writeStringField("text", each.text());
            } else {
                json.writeStringField("blob", each.blob());
            }
            Answer.raw(json, "_meta", each.meta());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private String prompt(Message message, Era era) {
        Map<String, String> arguments = texts(message.object("arguments"));
        if (!(message.params().get("name") instanceof String name) || arguments == null) {
            return wrong(message, "a prompt is asked for by its \"name\", with \"arguments\" that are texts");
        }
        Asking asking = era.asking(message);
        Prompts.Prompt prompt = offer.prompts().get(name, arguments, era.abilities(message), caller(message, era, asking));
        if (prompt == Prompts.ASKED) {
            return era.asked(message, asking);
        }
        return prompt == null ? wrong(message, "there is no prompt \"" + shown(name) + "\"") : era.result(message.id(), false, json -> {
            if (prompt.description() != null) {
                json.writeStringField("description", prompt.description());
            }
            json.writeArrayFieldStart("messages");
            for (Prompts.Said each : prompt.messages()) {
                json.writeStartObject();
                json.writeStringField("role", each.role());
                Answer.raw(json, "content", each.content());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private String complete(Message message, Era era) {
        Map<String, Object> context = message.object("context");
        Map<String, String> others = context == null ? null : texts(context.get("arguments") == null ? Map.of() : context.get("arguments"));
        if (!(message.params().get("ref") instanceof Map<?, ?> ref) || !(message.params().get("argument") instanceof Map<?, ?> argument)
                || !(argument.get("name") instanceof String name) || !(argument.get("value") instanceof String typed) || others == null) {
            return wrong(message, "a completion needs \"ref\", and \"argument\" with the texts \"name\" and \"value\"");
        }
        List<String> found;
        if ("ref/resource".equals(ref.get("type")) && ref.get("uri") instanceof String template) {
            found = offer.resources() == null ? null : offer.resources().complete(template, name, typed, others);
        } else if ("ref/prompt".equals(ref.get("type")) && ref.get("name") instanceof String prompt) {
            found = offer.prompts() == null ? null : offer.prompts().complete(prompt, name, typed, others);
        } else {
            return wrong(message, "\"ref\" is a ref/resource with its \"uri\", or a ref/prompt with its \"name\"");
        }
        if (found == null) {
            return wrong(message, "there is no such template or prompt to complete");
        }
        return era.result(message.id(), false, json -> {
            json.writeObjectFieldStart("completion");
            Answer.texts(json, "values", found.subList(0, Math.min(MOST_VALUES, found.size())));
            json.writeNumberField("total", found.size());
            json.writeBooleanField("hasMore", found.size() > MOST_VALUES);
            json.writeEndObject();
        });
    }

    /** @return null when it is no object of texts */
    private static Map<String, String> texts(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : map.entrySet()) {
            if (!(each.getValue() instanceof String text)) {
                return null;
            }
            texts.put((String) each.getKey(), text);
        }
        return texts;
    }
}
