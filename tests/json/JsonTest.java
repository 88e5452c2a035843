package tests.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import lib.json.Decimal;
import lib.json.Json;
import lib.json.JsonFault;
import lib.json.JsonText;
import lib.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader takes for JSON, and as what, held against Jackson's. */
class JsonTest {

    /** Pieces that texts are made of and broken with. */
    private static final List<String> PIECES = List.of("{", "}", "[", "]", ",", ":", "\"", "\\", " ", "\n", "\t", "\r", "0", "1", "-", "+",
        ".", "e", "E", "12", "-0", "1.50", "1e5", "2E-7", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808",
        "true", "false", "null", "tru", "nul", "\"\"", "\"a\"", "\"name\"", "\"name\":", "\"\\u0041\"", "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"", "\"\\n\\\"\\\\\\/\\b\\f\\r\\t\"", "\"\\x\"", "\"\\u12\"", "ü", "\"ü – 日本 😀\"", "\u0000", "\u0007", "\"\u0007\"",
        "\u007f", "\"\u007f\"", "\ufffd", "\"\ufffd\"", "/", "/*x*/", "#", "'a'", "NaN", "Infinity", "[]", "{}", "[1,2]",
        "{\"a\":1}", "{\"a\":{\"b\":[null,true,{}]},\"a\":2}");

    @Test
    void whatIsMadeOfItsPieces() throws Exception {
        var random = new Random(14);
        int sound = 0;
        for (int i = 0; i < 60_000; i++) {
            var text = new StringBuilder();
            for (int pieces = 1 + random.nextInt(7); pieces > 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            sound += same(text.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        assertTrue(sound > 1_000, sound + " of them were JSON: too few to say much");
    }

    @Test
    void whatIsBrokenInOnePlace() throws Exception {
        var random = new Random(15);
        int broken = 0;
        for (int i = 0; i < 25_000; i++) {
            byte[] text = JsonWriter.line(Map.of("a", Values.some(random, 0))).getBytes(StandardCharsets.UTF_8);
            assertTrue(same(text));
            switch (random.nextInt(3)) {
                case 0 -> text[random.nextInt(text.length)] = (byte) random.nextInt(256);
                case 1 -> text = Arrays.copyOf(text, random.nextInt(text.length));
                default -> {
                    byte[] piece = PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
                    int at = random.nextInt(text.length);
                    var longer = ByteBuffer.allocate(text.length + piece.length);
                    text = longer.put(text, 0, at).put(piece).put(text, at, text.length - at).array();
                }
            }
            broken += same(text) ? 0 : 1;
        }
        assertTrue(broken > 12_000, broken + " of them were no JSON: too few to say much");
    }

    /** Whether it is JSON, which both have to say, and read the same from it; rows of which nothing is wanted agree on it as well. */
    private static boolean same(byte[] text) throws IOException {
        var shown = new String(text, StandardCharsets.UTF_8);
        Object theirs;
        try {
            // by which Jackson knows UTF-16 and UTF-32; JSON between programs is UTF-8 (RFC 8259, section 8.1)
            if (text.length < 2 || text[0] != 0 && text[1] != 0) {
                theirs = jackson(text);
            } else {
                throw new IOException("no UTF-8");
            }
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            // texts that are passed over, too, are passed over by both
            assertThrows(JsonFault.class, () -> Json.read(text), shown);
            return false;
        } catch (IOException e) {
            assertThrows(JsonFault.class, () -> Json.read(text), shown);
            assertThrows(JsonFault.class, () -> {
                var streamed = new JsonText(inPieces(text));
                streamed.value();
                streamed.end();
            }, shown);
            assertNull(Json.readRows(text, Set.of("a")), shown);
            return false;
        }
        try {
            assertEquals(theirs, Json.read(text), shown);
        } catch (JsonFault e) {
            throw new AssertionError("Jackson reads " + Arrays.toString(text) + ": " + shown, e);
        }
        var streamed = new JsonText(inPieces(text));
        assertEquals(theirs, streamed.value(), shown);
        streamed.end();
        var rows = Json.readRows(text, Set.of("a"));
        if (theirs instanceof List<?> list) {
            assertEquals(list.stream().map(JsonTest::row).toList().toString(), String.valueOf(rows), shown);
        } else {
            assertNull(rows, shown);
        }
        return true;
    }

    /** Comes in pieces of one to eight bytes. */
    private static InputStream inPieces(byte[] text) {
        return new ByteArrayInputStream(text) {
            private int reads = text.length;

            @Override
            public int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, reads++ % 8 + 1));
            }
        };
    }

    /** Most rows have the same fields in the same order; some not. */
    @Test
    void rowsOfManyShapes() throws Exception {
        var random = new Random(18);
        var names = List.of("a", "b", "ab", "a\\u0062", "ü", "", "\\\"", "\\\\", "\\\":", "\\ud800", "?",
            "long name with blanks");
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder("[");
            for (int rows = random.nextInt(5); rows >= 0; rows--) {
                text.append(random.nextInt(9) == 0 ? "7" : "{");
                if (text.charAt(text.length() - 1) == '{') {
                    int from = random.nextInt(4) == 0 ? 1 : 0;
                    int to = random.nextInt(3) == 0 ? random.nextInt(from, names.size()) : names.size();
                    for (int k = from; k < to; k++) {
                        text.append(k > from ? "," : "").append(random.nextInt(20) == 0 ? " " : "").append('"').append(names.get(k))
                            .append('"').append(random.nextInt(20) == 0 ? " :" : ":")
                            .append(JsonWriter.line(Map.of("x", Values.some(random, 2))));
                    }
                    text.append('}');
                }
                text.append(rows > 0 ? "," : "");
            }
            byte[] json = text.append(']').toString().getBytes(StandardCharsets.UTF_8);
            var wanted = Set.of("ab", "ü", "\"", "\\", "?");
            var rows = new ArrayList<Map<?, ?>>();
            for (var each : (List<?>) Json.read(json)) {
                Map<?, ?> row = each instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : null;
                if (row != null) {
                    row.keySet().retainAll(wanted);
                }
                rows.add(row);
            }
            assertEquals(rows, Json.readRows(json, wanted), text.toString());
        }
    }

    private static Map<?, ?> row(Object item) {
        if (!(item instanceof Map<?, ?> all)) {
            return null;
        }
        Map<Object, Object> row = new LinkedHashMap<>(all);
        row.keySet().retainAll(Set.of("a"));
        return row;
    }

    /** Jackson's streaming parser, to the same values. */
    private static Object jackson(byte[] text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Object value = jackson(parser);
            if (parser.nextToken() != null) {
                throw new IOException("something behind it");
            }
            return value;
        }
    }

    private static Object jackson(JsonParser parser) throws IOException {
        if (parser.currentToken() == null) {
            throw new IOException("nothing");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, Object>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    parser.nextToken();
                    map.put(name, jackson(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(jackson(parser));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("no value");
        };
    }

    /** The reader's own decimal of that text, whose value is Java's for it. */
    private static Object decimal(String text) throws IOException {
        var decimal = (Decimal) Json.read(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(text, decimal.toString());
        assertEquals(new BigDecimal(text), decimal.exact());
        assertEquals(Double.parseDouble(text), decimal.doubleValue());
        return decimal;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''             | 1 | 1",
        "{              | 1 | 2",
        "{\"a\":1,      | 1 | 8",
        "[1 2]          | 1 | 4",
        "{\"ü\":x}      | 1 | 6",
        "[01]           | 1 | 2",
        "[1.]           | 1 | 4",
        "{\"a\" 1}      | 1 | 6",
        "{'a':1}        | 1 | 2",
        "tru            | 1 | 4",
        "[\"a\\x\"]     | 1 | 5",
        "[\"\\u00g0\"]  | 1 | 7",
        "{} {}          | 1 | 4"
    })
    void whereItStopsBeingJson(String text, int line, int column) {
        for (int above : new int[] {0, 2}) {
            var fault = assertThrows(JsonFault.class, () -> Json.read(("\n".repeat(above) + text).getBytes(StandardCharsets.UTF_8)));
            assertEquals("no JSON at line " + (line + above) + ", column " + column, fault.getMessage(), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff fe", "22 c3 22", "22 c0 80 22", "22 ed a0 80 22", "22 f5 80 80 80 22", "22 80 22", "22 e2 82 22"})
    void whatIsNoUtf8(String hex) {
        var bytes = new byte[hex.split(" ").length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.split(" ")[i], 16);
        }
        assertThrows(JsonFault.class, () -> Json.read(bytes));
    }

    private static Object assertRead(byte[] text) {
        try {
            return Json.read(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theMarkOfUtf8IsNoMore() {
        assertEquals(Map.of("a", 1), assertRead("\ufeff{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("no JSON at line 1, column 2",
            assertThrows(JsonFault.class, () -> Json.read("\ufeff{".getBytes(StandardCharsets.UTF_8))).getMessage());
    }

    @Test
    void boundsOfDepthAndNumbers() {
        assertRead(("[".repeat(1000) + "]".repeat(1000)).getBytes(StandardCharsets.UTF_8));
        assertThrows(JsonFault.class, () -> Json.read("[".repeat(1001).getBytes(StandardCharsets.UTF_8)));
        assertThrows(JsonFault.class, () -> Json.read("{\"a\":".repeat(1001).getBytes(StandardCharsets.UTF_8)));
        assertNull(Json.readRows("[".repeat(2_000_000).getBytes(StandardCharsets.UTF_8), Set.of()));
        assertEquals(new BigInteger("7".repeat(1000)), assertRead("7".repeat(1000).getBytes(StandardCharsets.UTF_8)));
        assertThrows(JsonFault.class, () -> Json.read("7".repeat(1001).getBytes(StandardCharsets.UTF_8)));
        for (var number : List.of("1E+2000000000", "-0.5e-2000000000", "1e0000000000000000005")) {
            var read = (Decimal) assertRead(number.getBytes(StandardCharsets.UTF_8));
            assertEquals(number, read.toString());
            assertEquals(new BigDecimal(number), read.exact());
        }
        assertThrows(JsonFault.class, () -> Json.read("1E+2000000001".getBytes(StandardCharsets.UTF_8)));
        assertThrows(JsonFault.class, () -> Json.read(("1E" + "9".repeat(100)).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void manyListsBesideEachOtherAreNotDeep() {
        assertFalse(((List<?>) assertRead(("[" + "[[]],{\"a\":{}},".repeat(2000) + "1]").getBytes(StandardCharsets.UTF_8))).isEmpty());
    }

}
