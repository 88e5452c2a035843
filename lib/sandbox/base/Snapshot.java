package lib.sandbox.base;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import lib.sandbox.http.GoJson;

/** The state as one JSON object, a field for each part. What an answer leaves out when it is empty is written all the same. */
public final class Snapshot {

    private static final ObjectMapper JSON = JsonMapper.builder()
        .annotationIntrospector(new Everything())
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .addModule(new SimpleModule().addSerializer(OffsetDateTime.class, new GoJson.TimeWriter()).addDeserializer(OffsetDateTime.class,
            new TimeReader()))
        .build();

    private Snapshot() {
    }

    /** UTF-8 bytes. */
    public static byte[] of(List<Kept<?>> parts) {
        Map<String, Object> all = new LinkedHashMap<>();
        parts.forEach(part -> all.put(part.key(), part.out().get()));
        try {
            return JSON.writeValueAsBytes(all);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the parts back; one that the text does not have stays as it is. An IOException when it is no such text: nothing was changed. */
    public static void restore(byte[] saved, List<Kept<?>> parts) throws IOException {
        restore(JSON.readTree(saved), parts);
    }

    /** The same from plain maps, lists, texts and numbers. */
    public static void restore(Object saved, List<Kept<?>> parts) throws IOException {
        restore(JSON.valueToTree(saved), parts);
    }

    private static void restore(JsonNode tree, List<Kept<?>> parts) throws IOException {
        List<Runnable> changes = new ArrayList<>();
        for (Kept<?> part : parts) {
            if (tree.has(part.key())) {
                changes.add(change(part, tree.get(part.key())));
            }
        }
        changes.forEach(Runnable::run);
    }

    private static <T> Runnable change(Kept<T> part, JsonNode saved) throws IOException {
        T value = JSON.readValue(JSON.treeAsTokens(saved), part.type());
        return () -> part.in().accept(value);
    }

    private static final class Everything extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public JsonInclude.Value findPropertyInclusion(Annotated property) {
            return JsonInclude.Value.empty();
        }
    }

    private static final class TimeReader extends JsonDeserializer<OffsetDateTime> {
        @Override
        public OffsetDateTime deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return OffsetDateTime.parse(json.getText());
        }
    }

    /**
     * A part of the state that survives a restart of the process ({@code --state FILE}): the name it has in the file, the type it is read
     * back as, and where it comes from and goes to. The value is plain: records, public fields, lists, maps by text, texts, numbers,
     * booleans, byte arrays, OffsetDateTime, null. What {@code out} hands out must not change while it is being written: a copy, or values.
     *
     * @param in takes what {@code out} once gave, at the start and before the first request; an exception from it means a damaged file
     */
    public record Kept<T>(String key, JavaType type, Supplier<T> out, Consumer<T> in) {

        /** A list of rows of one class. */
        public static <R> Kept<List<R>> list(String key, Class<R> row, Supplier<List<R>> out, Consumer<List<R>> in) {
            return new Kept<>(key, TypeFactory.defaultInstance().constructCollectionType(List.class, row), out, in);
        }

        /** A table. */
        public static <R> Kept<List<R>> rows(String key, Class<R> row, Rows<R> rows) {
            return list(key, row, rows::all, rows::load);
        }

        /** One value. */
        public static <T> Kept<T> value(String key, Class<T> type, Supplier<T> out, Consumer<T> in) {
            return new Kept<>(key, TypeFactory.defaultInstance().constructType(type), out, in);
        }
    }
}
