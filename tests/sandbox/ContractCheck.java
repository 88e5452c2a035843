package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import lib.sandbox.http.Server.Answered;

/**
 * Compares an answer with the two OpenAPI files: the headers that all answers share, a status that the operation has, a body that fits its
 * schema and has no field that the schema does not name, an error text that the operation or the shared checks can give.
 */
final class ContractCheck {

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
        registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private ContractCheck() {
    }

    static void check(Reply reply) {
        check(new Answered(reply.method(), reply.path(), reply.status(), reply.headers().map(), reply.body().getBytes(UTF_8)));
    }

    /** Throws an AssertionError with the whole answer at the first departure. */
    static void check(Answered answer) {
        var path = path(answer);
        if (path.startsWith("/__sandbox/") || answer.status() == 101) {
            return;     // the sandbox's own, which no instance has; and what is no answer but a WebSocket
        }
        assertEquals("Origin", header(answer, "Vary"), () -> "Vary of " + text(answer));
        assertEquals("GET, POST, PUT, DELETE, OPTIONS", header(answer, "Access-Control-Allow-Methods"),
            () -> "CORS methods of " + text(answer));
        assertEquals("Content-Type, Authorization", header(answer, "Access-Control-Allow-Headers"),
            () -> "CORS headers of " + text(answer));
        var type = header(answer, "Content-Type");
        if (answer.method().equals("OPTIONS")) {
            assertEquals(204, answer.status(), () -> text(answer));
            assertEquals(0, answer.body().length, () -> text(answer));
        } else if (type.startsWith("application/json")) {
            checkJson(answer);
        } else {
            var itself = answer.status() == 301 || answer.status() == 404 || path.startsWith("/connect/") || path.startsWith("/ws/")
                || isOfType(answer, type);
            assertTrue(itself, () -> "only pages, redirects and unknown paths are answered without JSON: " + text(answer));
        }
    }

    private static void checkJson(Answered answer) {
        assertEquals("application/json", header(answer, "Content-Type"), () -> text(answer));
        if (answer.method().equals("HEAD")) {
            return;
        }
        var body = body(answer);
        assertTrue(body.endsWith("\n") && !body.endsWith("\n\n"), () -> "one newline at the end of " + text(answer));
        assertTrue(!Pattern.compile("[<>&]").matcher(body).find(), () -> "<, > or & is not escaped in " + text(answer));
        var found = Operation.of(answer.method(), path(answer));
        if (found.isPresent()) {
            checkOperation(answer, found.get());
            return;
        }
        // No path of the contract: the token comes first there, too, and a page has its methods.
        var allowed = path(answer).startsWith("/connect/") ? List.of(401, 405, 429) : List.of(401, 429);
        assertTrue(allowed.contains(answer.status()), () -> "JSON from an unknown path: " + text(answer));
    }

    private static void checkOperation(Answered answer, Operation operation) {
        if (answer.status() == 501) {
            assertEquals("{\"error\":\"The sandbox does not have " + answer.method() + " " + operation.path() + " yet\"}\n", body(answer));
            return;
        }
        var response = operation.response(answer.status());
        assertTrue(!response.isMissingNode(), () -> "the contract has no such status: " + text(answer));
        var key = operation.id() + " " + answer.status();
        var schema = SCHEMAS.computeIfAbsent(key, each -> schema(operation.document(), response.at("/content/application~1json/schema")));
        var departures = schema.validate(body(answer), InputFormat.JSON);
        assertEquals(List.of(), departures, () -> "not as the contract has it: " + text(answer));
        if (answer.status() >= 400) {
            var error = Reply.json(body(answer)).path("error").asText();
            assertTrue(operation.refuses(answer.status(), error), () -> "the contract has no such error text: " + text(answer));
        }
    }

    /** Whether this is a success whose body is of another type than JSON. */
    private static boolean isOfType(Answered answer, String type) {
        return Operation.of(answer.method(), path(answer)).map(found -> found.response(answer.status()))
            .filter(response -> answer.status() < 300 && (response.path("content").has(type) || !response.has("content"))).isPresent();
    }

    private static String header(Answered answer, String name) {
        return answer.headers().entrySet().stream().filter(header -> header.getKey().equalsIgnoreCase(name))
            .flatMap(header -> header.getValue().stream()).findFirst().orElse("");
    }

    private static String path(Answered answer) {
        return answer.target().replaceFirst("\\?.*", "");
    }

    private static String body(Answered answer) {
        return new String(answer.body(), UTF_8);
    }

    private static String text(Answered answer) {
        return answer.method() + " " + answer.target() + " -> " + answer.status() + " " + answer.headers() + "\n" + body(answer);
    }

    private static Schema schema(JsonNode document, JsonNode response) {
        ObjectNode root = response.deepCopy();
        root.set("components", document.path("components"));
        return REGISTRY.getSchema(root);
    }

    /**
     * The document with times in one form only and every answer closed: a field that no schema names is a departure, which plain OpenAPI
     * would let pass.
     */
    static JsonNode strict(Map<String, ?> document) {
        ObjectNode tree = new ObjectMapper().valueToTree(document);
        tree.path("components").path("schemas").forEach(ContractCheck::closeParts);
        tree.path("components").path("responses").forEach(response -> close(response.at("/content/application~1json/schema")));
        tree.path("paths").forEach(path -> path.forEach(operation -> operation.path("responses")
            .forEach(response -> close(response.at("/content/application~1json/schema")))));
        return tree;
    }

    private static void close(JsonNode schema) {
        if (!schema.isObject()) {
            return;
        }
        closeParts(schema);
        if (schema.path("format").asText().equals("date-time")) {
            // The library lets a blank pass for the T.
            ((ObjectNode) schema).put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$");
        }
        boolean fields = schema.has("properties") || schema.has("allOf") || schema.has("$ref");
        if (fields && !schema.has("additionalProperties")) {
            ((ObjectNode) schema).put("unevaluatedProperties", false);
        }
    }

    /** What is part of another schema through allOf stays open: the whole is closed where it is used. */
    private static void closeParts(JsonNode schema) {
        schema.path("properties").forEach(ContractCheck::close);
        close(schema.path("items"));
        close(schema.path("additionalProperties"));
        schema.path("allOf").forEach(ContractCheck::closeParts);
    }
}
