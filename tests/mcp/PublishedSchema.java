package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tests.support.Checkout;

/**
 * The protocol's own schemas, as published, one file a revision. They are not part of the checkout: where no folder {@code shared/mcp} lies
 * beside or above it, nothing is held against them, and the other checks of a test stand alone.
 */
final class PublishedSchema {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = folder();
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private PublishedSchema() {
    }

    private static Path folder() {
        for (var each = Checkout.root().toAbsolutePath(); each != null; each = each.getParent()) {
            if (Files.isDirectory(each.resolve("shared/mcp"))) {
                return each.resolve("shared/mcp");
            }
        }
        return null;
    }

    /** An answer is one of this revision: as a message, and its result, where it has one, as this definition wants it. */
    static void answer(String revision, String definition, JsonNode answer) {
        valid(revision, "JSONRPCMessage", answer);
        if (answer.has("result")) {
            valid(revision, definition, answer.path("result"));
        }
    }

    /** A value is what a definition of a revision wants. */
    static void valid(String revision, String definition, JsonNode value) {
        if (FOLDER != null) {
            var schema = SCHEMAS.computeIfAbsent(revision + " " + definition, each -> schema(revision, definition));
            assertEquals(List.of(), schema.validate(value.toString(), InputFormat.JSON), definition + " of " + revision + ": " + value);
        }
    }

    private static Schema schema(String revision, String definition) {
        try {
            var whole = (ObjectNode) JSON.readTree(FOLDER.resolve("schema-" + revision + ".json").toFile());
            var definitions = whole.has("$defs") ? "$defs" : "definitions";
            assertEquals(true, whole.path(definitions).has(definition), revision + " has no " + definition);
            whole.put("$ref", "#/" + definitions + "/" + definition);
            return SchemaRegistry.withDefaultDialect(definitions.equals("$defs") ? SpecificationVersion.DRAFT_2020_12
                : SpecificationVersion.DRAFT_7).getSchema(whole.toString(), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
