package lib.sandbox.http;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * Writes values as the server's JSON encoder does: fields in their declared order, map keys sorted, times in RFC 3339, a newline at
 * the end.
 */
public final class GoJson {

    /** Go's zero time, which stands for "never". */
    public static final OffsetDateTime NEVER = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final ObjectWriter WRITER = JsonMapper.builder(new JsonFactoryBuilder().characterEscapes(new HtmlSafe()).build())
        .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .addModule(new SimpleModule().addSerializer(OffsetDateTime.class, new TimeWriter()))
        .build()
        .writer();

    private GoJson() {
    }

    /** UTF-8 bytes of the value and a newline. The value is a record, map, list, text, whole number or BigDecimal, or null. */
    public static byte[] write(Object value) {
        try {
            byte[] json = WRITER.writeValueAsBytes(value);
            byte[] line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /** The moment as the server has it. */
    public static OffsetDateTime now(InstantSource clock) {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** {@code 2026-07-02T14:32:00.5+02:00}: no fraction when there is none, else without trailing zeros. */
    public static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    /** A Go duration in whole seconds: {@code 0s}, {@code 1m12s}, {@code 3h0m5s}. */
    public static String duration(Duration time) {
        long hours = time.toHours();
        return (hours > 0 ? hours + "h" : "") + (time.toMinutes() > 0 ? time.toMinutesPart() + "m" : "") + time.toSecondsPart() + "s";
    }

    /** Writes a time as the server does. */
    public static final class TimeWriter extends JsonSerializer<OffsetDateTime> {
        @Override
        public void serialize(OffsetDateTime time, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(time(time));
        }
    }

    /** Contract, head: &lt;, &gt; and &amp; are escaped; Go also escapes the two line separators of Unicode. */
    private static final class HtmlSafe extends CharacterEscapes {
        private static final SerializableString LINE = new SerializedString("\\u2028");
        private static final SerializableString PARAGRAPH = new SerializedString("\\u2029");

        private final int[] ascii = standardAsciiEscapesForJSON();

        HtmlSafe() {
            for (char c : "<>&".toCharArray()) {
                ascii[c] = ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return c == 0x2028 ? LINE : c == 0x2029 ? PARAGRAPH : null;
        }
    }
}
