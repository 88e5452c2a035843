package lib.setup.edit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** Parses JSON with comments and trailing commas into plain values. Numbers stay the text they are. */
final class JsonReader {

    /** A number as it is written: it is only carried along and compared. */
    record Written(String number) {
    }

    private static final int DEPTH = 2000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE).maxNameLength(Integer.MAX_VALUE).build())
            .build();

    private JsonReader() {
    }

    /** The object a text holds; an empty map when it holds nothing. */
    static Map<String, Object> read(String text) {
        try (JsonParser parser = JSON.createParser(text.startsWith("\ufeff") ? text.substring(1) : text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new LinkedHashMap<>();
            }
            if (first != JsonToken.START_OBJECT) {
                throw new Failure(Kind.FAILED, "holds no JSON object");
            }
            Map<String, Object> root = object(parser);
            if (parser.nextToken() != null) {
                throw Unparsed.at(parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr(), "JSON");
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw at == null ? new Failure(Kind.FAILED, "is no JSON") : Unparsed.at(at.getLineNr(), at.getColumnNr(), "JSON");
        } catch (IOException impossible) {
            throw new Failure(Kind.FAILED, "cannot be read as JSON");
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                return object(parser);
            case START_ARRAY:
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                return items;
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            case VALUE_NULL:
                return null;
            case VALUE_STRING:
                return parser.getText();
            default:
                return new Written(parser.getText());
        }
    }
}
