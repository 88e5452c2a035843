package lib.mcp;

import java.math.BigInteger;
import java.util.List;
import lib.json.Decimal;
import lib.json.JsonOut;

/** Writes what is sent as JSON text on one line. Source: JSON-RPC 2.0; the published schemas of all MCP revisions. */
final class Answer {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    /** In the legacy era alone. */
    static final int RESOURCE_NOT_FOUND = -32002;
    static final int UNSUPPORTED_VERSION = -32022;

    private Answer() {
    }

    /** Writes a piece of JSON. */
    interface Piece {
        void write(JsonOut json);
    }

    /** JSON text on one line. */
    static String text(Piece piece) {
        JsonOut json = new JsonOut(false);
        piece.write(json);
        return json.toString();
    }

    /** @param id null when the request's could not be read: then it is left out, as null is no id in any published schema */
    static String error(Object id, int code, String message) {
        return error(id, code, message, null);
    }

    /** The same with data. @param data a JSON object as text; null for none */
    static String error(Object id, int code, String message, String data) {
        return text(new Piece() {
            @Override
            public void write(JsonOut json) {
                begin(json, id);
                json.writeObjectFieldStart("error");
                json.writeNumberField("code", code);
                json.writeStringField("message", message);
                raw(json, "data", data);
                json.writeEndObject();
                json.writeEndObject();
            }
        });
    }

    /** @param result a JSON object as text, without line breaks */
    static String result(Object id, String result) {
        return text(new Piece() {
            @Override
            public void write(JsonOut json) {
                begin(json, id);
                raw(json, "result", result);
                json.writeEndObject();
            }
        });
    }

    /** A notification, or a request of ours. @param id null for a notification; @param params a JSON object as text */
    static String message(String id, String method, String params) {
        return text(new Piece() {
            @Override
            public void write(JsonOut json) {
                begin(json, id);
                json.writeStringField("method", method);
                raw(json, "params", params);
                json.writeEndObject();
            }
        });
    }

    private static void begin(JsonOut json, Object id) {
        json.writeStartObject();
        json.writeStringField("jsonrpc", "2.0");
        if (id != null) {
            json.writeFieldName("id");
            value(json, id);
        }
    }

    /** A text or a number as it came. */
    static void value(JsonOut json, Object value) {
        if (value instanceof String string) {
            json.writeString(string);
        } else if (value instanceof BigInteger big) {
            json.writeNumber(big);
        } else if (value instanceof Decimal number) {
            json.writeRawValue(number.toString());
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeNull();
        }
    }

    /** A field of JSON that is text already; nothing for null. */
    static void raw(JsonOut json, String name, String text) {
        if (text != null) {
            json.writeFieldName(name);
            json.writeRawValue(text);
        }
    }

    /** This server, as it calls itself. */
    static void identity(JsonOut json, String name, String version) {
        json.writeObjectFieldStart(name);
        json.writeStringField("name", "better-paas");
        json.writeStringField("title", "Better-PaaS");
        json.writeStringField("version", version);
        json.writeEndObject();
    }

    /** A list of texts. */
    static void texts(JsonOut json, String name, List<String> texts) {
        json.writeArrayFieldStart(name);
        for (String each : texts) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    /** The fields of a tool's result: the text for the model and, where there is one, the same as structured content. */
    static void outcome(JsonOut json, ToolCalls.Outcome outcome) {
        json.writeArrayFieldStart("content");
        json.writeStartObject();
        json.writeStringField("type", "text");
        json.writeStringField("text", outcome.text());
        json.writeEndObject();
        json.writeEndArray();
        raw(json, "structuredContent", outcome.json().isEmpty() ? null : outcome.json());
        json.writeBooleanField("isError", outcome.error());
    }

    /** A question to the person, as {@code elicitation/create} has it. Source: all revisions that have it, ElicitRequestFormParams. */
    static void elicitation(JsonOut json, Consent consent) {
        json.writeStringField("message", consent.message());
        json.writeObjectFieldStart("requestedSchema");
        json.writeStringField("type", "object");
        json.writeObjectFieldStart("properties");
        json.writeObjectFieldStart(Consent.FIELD);
        json.writeStringField("type", "string");
        json.writeStringField("title", consent.prompt());
        json.writeEndObject();
        json.writeEndObject();
        texts(json, "required", List.of(Consent.FIELD));
        json.writeEndObject();
    }
}
