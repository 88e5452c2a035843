package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** An answer of the sandbox. Each check fails with the whole of it. */
record Reply(String method, String path, int status, HttpHeaders headers, String body) {

    /** The value of a header, {@code ""} when it is absent. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String pathOnly() {
        return path.replaceFirst("\\?.*", "");
    }

    JsonNode json() {
        return json(body);
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** The value of a field of the JSON answer. */
    String text(String field) {
        return json().path(field).asText();
    }

    String error() {
        return text("error");
    }

    Reply succeeds() {
        return has(200);
    }

    /** A success with exactly this JSON. */
    Reply answers(String json) {
        has(200);
        assertEquals(json + "\n", body, this::toString);
        return this;
    }

    /** A refusal with exactly this text and nothing else. */
    Reply refuses(int status, String error) {
        has(status);
        assertEquals("{\"error\":\"" + error + "\"}\n", body, this::toString);
        return this;
    }

    Reply has(int status) {
        assertEquals(status, this.status, this::toString);
        return this;
    }

    Reply hasHeader(String name, String value) {
        assertEquals(value, header(name), () -> name + " of " + this);
        return this;
    }

    @Override
    public String toString() {
        return method + " " + path + " -> " + status + " " + headers.map() + "\n" + body;
    }
}
