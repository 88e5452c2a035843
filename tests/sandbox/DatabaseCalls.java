package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;

/** A sandbox of its own for each test of its databases, and the ways to ask one. */
abstract class DatabaseCalls {

    static final String DB = "/api/addons/db/";
    static final String POSTGRES = "q0d6k2w8zs";
    static final String MYSQL = "m3v8p5x2lg";
    static final String REDIS = "y7c4n1e9ut";
    static final String DONE = "Statement executed successfully.";

    final Sandbox sandbox = Sandbox.start(Options.forTests());
    final Wire admin = Wire.admin(sandbox);
    final Wire manager = admin.asAgent("addons:manage");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    Reply call(String path, Map<String, ?> body) {
        return manager.post(DB + path, json(body));
    }

    Reply query(String id, String text) {
        return call("query", Map.of("id", id, "query", text)).succeeds();
    }

    Reply browse(String id, String table) {
        return manager.post(DB + "table", "{\"id\":\"" + id + "\",\"table\":\"" + table + "\"}");
    }

    /** @param rows null for any */
    void rows(String id, String text, String columns, String rows) {
        var reply = query(id, text);
        assertEquals(columns, reply.json().path("columns").valueStream().map(JsonNode::asText).collect(Collectors.joining(",")),
            reply::toString);
        if (rows != null) {
            assertEquals(rows, reply.json().path("rows").toString(), reply::toString);
        }
        assertTrue(!reply.json().has("message") && !reply.json().has("error") && !reply.json().has("total"), reply::toString);
    }

    void says(String id, String text, String message) {
        only(query(id, text), "message", message);
    }

    void fails(String id, String text, String error) {
        only(query(id, text), "error", error);
    }

    static void only(Reply reply, String field, String text) {
        var wanted = new ObjectMapper().createObjectNode();
        wanted.putArray("columns");
        wanted.putArray("rows");
        assertEquals(wanted.put(field, text), reply.json(), reply::toString);
    }

    static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
