package tests.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static tests.base.SecretSamples.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.base.secrets.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys, in one line, over many and as the value of a variable; addresses and quoted values that a line's end cuts. */
class PrivateKeysTest {

    @ParameterizedTest
    @ValueSource(strings = {"%s", "2026-11-25T10:00:00.123Z %s", "[10:00:00] web-1  | %s", "\t%s", "\"%s\\n\" +"})
    void masksAPrivateKeyOverLines(String log) {
        var random = new Random(3);
        var key = Stream.generate(() -> letters("b64", 64, random)).limit(5).collect(Collectors.toList());
        key.add(letters("b64", 23, random) + "=");
        var lines = new ArrayList<>(List.of("Starting", log.formatted("-----BEGIN RSA " + "PRIVATE KEY-----"),
            log.formatted("Proc-Type: 4,ENCRYPTED"), "  "));
        key.forEach(line -> lines.add(log.formatted(line)));
        lines.add(5, "web-2 | Listening on 3000");
        lines.addAll(List.of(log.formatted("-----END RSA " + "PRIVATE KEY-----"), "Server started", "d1a2b3c4"));
        var expected = lines.stream().map(line -> key.stream().reduce(line, (some, secret) -> some.replace(secret, "***"))).toList();
        assertEquals(expected, Secrets.BY_SHAPE.lines(lines));
        assertEquals(String.join("\r\n", expected), Secrets.BY_SHAPE.text(String.join("\r\n", lines)));
        var following = Secrets.BY_SHAPE.following();
        assertEquals(expected, lines.stream().map(following::next).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE_KEY=%s", "PRIVATE_KEY=\"%s\"", "export PRIVATE_KEY='%s'", "private_key: \"%s\"", "key: |\n  %s"})
    void masksAPrivateKeyThatIsTheValueOfAVariable(String variable) {
        var key = letters("b64", 64, new Random(5)) + "\n" + letters("b64", 64, new Random(6));
        var begin = "-----BEGIN " + "PRIVATE KEY-----\n";
        var end = "\n-----END " + "PRIVATE KEY-----";
        assertEquals("PORT=3000\n" + variable.formatted(begin + "***\n***" + end) + "\nHOST=web",
            Secrets.BY_SHAPE.text("PORT=3000\n" + variable.formatted(begin + key + end) + "\nHOST=web"));
    }

    @Test
    void masksAPrivateKeyInOneLine() {
        var key = letters("b64", 64, new Random(4));
        for (var label : List.of("", "RSA ", "EC ", "OPENSSH ")) {
            var begin = "-----BEGIN " + label + "PRIVATE KEY-----";
            var end = "-----END " + label + "PRIVATE KEY-----";
            assertEquals("a " + begin + "***" + end + " b", Secrets.BY_SHAPE.text("a " + begin + " " + key + " " + key + " " + end + " b"));
            assertEquals("{\"k\":\"" + begin + "***" + end + "\\n\",\"y\":\"z\"}",
                Secrets.BY_SHAPE.text("{\"k\":\"" + begin + "\\n" + key + "\\n" + key + "\\n" + end + "\\n\",\"y\":\"z\"}"));
            assertEquals("{\"k\":\"" + begin + "***\",\"y\":\"z\"}", Secrets.BY_SHAPE.text("{\"k\":\"" + begin + "\\n" + key
                + "\",\"y\":\"z\"}"), "cut off");
        }
    }

    @Test
    void masksAnAddressThatIsBrokenInItsPassword() {
        var address = "postgres://app:" + letters("mix", 20, new Random(8)) + "@db:5432/app";
        for (int cut = "postgres://app:".length() + 2; cut < address.indexOf('@'); cut++) {
            var lines = List.of(address.substring(0, cut), address.substring(cut) + " is up");
            assertEquals(List.of("postgres://app:***", "***@db:5432/app is up"), Secrets.BY_SHAPE.lines(lines));
        }
        var port = "http://db:80\nme@example.org";
        assertSame(port, Secrets.BY_SHAPE.text(port));
    }

    @Test
    void endsAQuotedSecretWhereItsQuoteIs() {
        assertEquals("{\"password\": \"***\", \"user\": \"bob\"}",
            Secrets.BY_SHAPE.text("{\"password\": \"a \\\"b\\\" c, d\", \"user\": \"bob\"}"));
        assertEquals("\"{\\\"password\\\":\\\"***\\\",\\\"a\\\":1}\"",
            Secrets.BY_SHAPE.text("\"{\\\"password\\\":\\\"hunter two\\\",\\\"a\\\":1}\""));
        assertEquals("\"tokens\": [\"***\", \"***\"], \"a\": [\"b\"]",
            Secrets.BY_SHAPE.text("\"tokens\": [\"abc1\", \"abc2\"], \"a\": [\"b\"]"));
        assertEquals("\"password\": \"***\n***\", \"user\": \"bob\"",
            Secrets.BY_SHAPE.text("\"password\": \"correcthorse\nbattery\", \"user\": \"bob\""));
        assertEquals("password: \"***\nServer started \"well\"", Secrets.BY_SHAPE.text("password: \"abc\nServer started \"well\""));
    }
}
