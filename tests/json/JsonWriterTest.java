package tests.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lib.json.Json;
import lib.json.JsonWriter;
import org.junit.jupiter.api.Test;

/** What the writer writes, held against Jackson's. */
class JsonWriterTest {

    @Test
    void whatIsWrittenIsAsJacksonWritesIt() throws Exception {
        var random = new Random(16);
        for (int i = 0; i < 20_000; i++) {
            var object = Map.of("a\"\n" + (char) random.nextInt(0xD800), Values.some(random, 0), "empty", List.of(Map.of(), List.of()));
            var line = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
                jackson(json, object);
            }
            assertEquals(line.toString(), JsonWriter.line(object));
            var lines = new StringWriter();
            try (JsonGenerator json = new JsonFactory().createGenerator(lines)) {
                var indenter = new DefaultIndenter("  ", "\n");
                json.setPrettyPrinter(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER).withObjectEmptySeparator("").withArrayEmptySeparator(""))
                    .withArrayIndenter(indenter).withObjectIndenter(indenter));
                jackson(json, object);
            }
            assertEquals(lines + "\n", JsonWriter.text(object));
        }
    }

    private static void jackson(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (var each : map.entrySet()) {
                    json.writeFieldName((String) each.getKey());
                    jackson(json, each.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (var each : list) {
                    jackson(json, each);
                }
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Boolean truth -> json.writeBoolean(truth);
            // numbers are written without an exponent
            case Double number -> json.writeNumber(new BigDecimal(number.toString()).toPlainString());
            default -> json.writeNumber(value.toString());
        }
    }

    @Test
    void whatIsCarriedAlongComesOutAsItWentIn() throws Exception {
        var text = "{\"a\":1.10,\"b\":1e-400,\"c\":123456789012345678901234567890,\"d\":-0.0,\"e\":9223372036854775808,\"f\":1E5}";
        @SuppressWarnings("unchecked") // an object
        var read = (Map<String, ?>) Json.read(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(text, JsonWriter.line(read));
    }
}
