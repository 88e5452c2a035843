package lib.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;

/** Writes answers as JSON text on one line. Source: JSON-RPC 2.0, response object; the schemas of the legacy MCP revisions. */
final class Answer {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;

    private static final JsonFactory FACTORY = new JsonFactory();

    private final StringWriter text = new StringWriter(256);
    private final JsonGenerator json;

    private Answer(Object id) throws IOException {
        json = FACTORY.createGenerator(text);
        json.writeStartObject();
        json.writeStringField("jsonrpc", "2.0");
        json.writeFieldName("id");
        if (id instanceof String string) {
            json.writeString(string);
        } else if (id instanceof BigInteger big) {
            json.writeNumber(big);
        } else if (id instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeNull();
        }
    }

    /** @param id null when the request's could not be read */
    static String error(Object id, int code, String message) {
        try {
            Answer answer = new Answer(id);
            answer.json.writeObjectFieldStart("error");
            answer.json.writeNumberField("code", code);
            answer.json.writeStringField("message", message);
            return answer.end();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** @param result a JSON object as text, without line breaks */
    static String result(Object id, String result) {
        try {
            Answer answer = new Answer(id);
            answer.json.writeFieldName("result");
            answer.json.writeRawValue(result);
            answer.json.writeEndObject();
            return answer.closed();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** The handshake: only tools are offered. */
    static String handshake(Object id, String revision, String version, String instructions) {
        try {
            Answer answer = new Answer(id);
            JsonGenerator json = answer.json;
            json.writeObjectFieldStart("result");
            json.writeStringField("protocolVersion", revision);
            json.writeObjectFieldStart("capabilities");
            json.writeObjectFieldStart("tools");
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectFieldStart("serverInfo");
            json.writeStringField("name", "better-paas");
            json.writeStringField("title", "Better-PaaS");
            json.writeStringField("version", version);
            json.writeEndObject();
            json.writeStringField("instructions", instructions);
            return answer.end();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    /** A tool's result: the text for the model and, where there is one, the same as structured content. */
    static String outcome(Object id, ToolCalls.Outcome outcome) {
        try {
            Answer answer = new Answer(id);
            JsonGenerator json = answer.json;
            json.writeObjectFieldStart("result");
            json.writeArrayFieldStart("content");
            json.writeStartObject();
            json.writeStringField("type", "text");
            json.writeStringField("text", outcome.text());
            json.writeEndObject();
            json.writeEndArray();
            if (!outcome.json().isEmpty()) {
                json.writeFieldName("structuredContent");
                json.writeRawValue(outcome.json());
            }
            json.writeBooleanField("isError", outcome.error());
            return answer.end();
        } catch (IOException e) {
            throw impossible(e);
        }
    }

    private String end() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
        return closed();
    }

    private String closed() throws IOException {
        json.close();
        return text.toString();
    }

    private static IllegalStateException impossible(IOException e) {
        return new IllegalStateException("text and numbers are always JSON", e);
    }
}
