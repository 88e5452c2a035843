package tests.sandbox;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import lib.sandbox.http.Contract;

/**
 * Compares an answer with the two OpenAPI files: the headers that all answers share, a status that the operation has, a body that fits its
 * schema and has no field that the schema does not name, an error text that the operation or the shared checks can give.
 */
final class ContractCheck {

    private static final List<JsonNode> DOCUMENTS = Contract.get().documents().stream().map(ContractCheck::strict).toList();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
        registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private ContractCheck() {
    }

    static void check(Reply reply) {
        if (reply.path().startsWith("/__sandbox/")) {
            return;     // the sandbox's own, which no instance has
        }
        assertEquals("Origin", reply.header("Vary"), () -> "Vary of " + reply);
        assertEquals("GET, POST, PUT, DELETE, OPTIONS", reply.header("Access-Control-Allow-Methods"), () -> "CORS methods of " + reply);
        assertEquals("Content-Type, Authorization", reply.header("Access-Control-Allow-Headers"), () -> "CORS headers of " + reply);
        if (reply.method().equals("OPTIONS")) {
            assertEquals(204, reply.status(), reply::toString);
            assertEquals("", reply.body(), reply::toString);
        } else if (reply.header("Content-Type").startsWith("application/json")) {
            checkJson(reply);
        } else {
            var itself = List.of("301", "404").contains("" + reply.status()) || reply.path().startsWith("/connect/")
                || reply.status() == 200 && reply.pathOnly().equals("/api/backups/download");
            assertTrue(itself, () -> "only pages, redirects and unknown paths are answered without JSON: " + reply);
        }
    }

    private static void checkJson(Reply reply) {
        assertEquals("application/json", reply.header("Content-Type"), reply::toString);
        if (reply.method().equals("HEAD")) {
            return;
        }
        assertTrue(reply.body().endsWith("\n") && !reply.body().endsWith("\n\n"), () -> "one newline at the end of " + reply);
        assertTrue(!Pattern.compile("[<>&]").matcher(reply.body()).find(), () -> "<, > or & is not escaped in " + reply);
        for (var document : DOCUMENTS) {
            for (var path : document.path("paths").properties()) {
                if (reply.pathOnly().matches(path.getKey().replaceAll("\\{[^}]*}", "[^/]+"))) {
                    checkOperation(reply, document, path.getKey(), path.getValue());
                    return;
                }
            }
        }
        // No path of the contract: the token comes first there, too, and a page has its methods.
        int allowed = reply.path().startsWith("/connect/") ? 405 : 401;
        assertTrue(List.of(allowed, 401, 429).contains(reply.status()), () -> "JSON from an unknown path: " + reply);
    }

    private static void checkOperation(Reply reply, JsonNode document, String path, JsonNode operations) {
        var own = operations.path(reply.method().toLowerCase(Locale.ROOT));
        var operation = own.isMissingNode() ? operations.iterator().next() : own;
        if (reply.status() == 501) {
            assertEquals("The sandbox does not have " + reply.method() + " " + path + " yet", reply.error());
            return;
        }
        var response = resolved(document, operation.path("responses").path("" + reply.status()));
        assertTrue(!response.isMissingNode(), () -> "the contract has no such status: " + reply);
        var key = operation.path("operationId").asText() + " " + reply.status();
        var schema = SCHEMAS.computeIfAbsent(key, each -> schema(document, response.at("/content/application~1json/schema")));
        var departures = schema.validate(reply.body(), InputFormat.JSON);
        assertEquals(List.of(), departures, () -> "not as the contract has it: " + reply);
        if (reply.status() >= 400) {
            assertTrue(texts(operation, reply.status()).stream().anyMatch(text -> text.matcher(reply.error()).matches()),
                () -> "the contract has no such error text: " + reply);
        }
    }

    /** The error texts that this operation can give with this status. */
    private static List<Pattern> texts(JsonNode operation, int status) {
        var texts = new ArrayList<String>();
        StreamSupport.stream(operation.path("x-errors").spliterator(), false)
            .filter(error -> error.path("status").asInt() == status).forEach(error -> texts.add(error.path("error").asText()));
        switch (status) {
            case 401 -> texts.add("Unauthorized");
            case 403 -> {
                texts.add("Forbidden: admin token required");
                operation.path("x-scopes").forEach(scope -> texts.add("Forbidden: missing scope " + scope.asText()));
            }
            case 405 -> texts.add("Method not allowed");
            case 429 -> texts.addAll(List.of("Too many requests", "Too many failed attempts. Try again later."));
            default -> { }
        }
        // What stands in braces is a variable part.
        return texts.stream().map(text -> Pattern.compile(Pattern.quote(text).replaceAll("\\{[^}]*}", "\\\\E.*\\\\Q"))).toList();
    }

    private static Schema schema(JsonNode document, JsonNode response) {
        ObjectNode root = response.deepCopy();
        root.set("components", document.path("components"));
        return REGISTRY.getSchema(root);
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /**
     * The document with times in one form only and every answer closed: a field that no schema names is a departure, which plain OpenAPI
     * would let pass.
     */
    private static JsonNode strict(Map<String, ?> document) {
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
