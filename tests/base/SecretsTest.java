package tests.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.base.SecretSamples.escaped;

import java.util.List;
import java.util.stream.Stream;
import lib.base.secrets.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret, wherever it stands and however its line was broken, and what is not. */
class SecretsTest {

    @Test
    void hasManySamplesOfBoth() {
        assertTrue(SecretSamples.SECRETS.lines().distinct().count() >= 80, "secrets");
        assertTrue(SecretSamples.INNOCENT.lines().distinct().count() >= 80, "innocent texts");
    }

    @ParameterizedTest
    @MethodSource("tests.base.SecretSamples#secrets")
    void masksASecretAtTheStartOfALine(SecretSamples.Sample sample) {
        assertEquals(sample.masked(), Secrets.BY_SHAPE.text(sample.text()));
        assertEquals("before\n" + sample.masked() + "\nafter it", Secrets.BY_SHAPE.text("before\n" + sample.text() + "\nafter it"));
        assertEquals("before\r\n\t" + sample.masked() + "\r\nafter it", Secrets.BY_SHAPE.text("before\r\n\t" + sample.text()
            + "\r\nafter it"));
    }

    @ParameterizedTest
    @MethodSource("tests.base.SecretSamples#secrets")
    void masksASecretInALine(SecretSamples.Sample sample) {
        for (var before : List.of("it says ", "it says (", "x, `", "a=", "a='", "[31m", "2026-11-25T10:00:00Z web-1 | ", "\u001b[0;32m")) {
            assertEquals(before + sample.masked() + " and more", Secrets.BY_SHAPE.text(before + sample.text() + " and more"));
        }
    }

    @ParameterizedTest
    @MethodSource("tests.base.SecretSamples#secrets")
    void masksASecretInJson(SecretSamples.Sample sample) {
        for (var before : List.of("", "it says: ", "first\\n", "first\\n\\t", "say \\\"")) {
            var start = "{\"x\":\"" + before;
            var end = "\\nlast\",\"y\":1}";
            assertEquals(start + escaped(sample.masked()) + end, Secrets.BY_SHAPE.text(start + escaped(sample.text()) + end));
        }
    }

    @ParameterizedTest
    @MethodSource("tests.base.SecretSamples#secrets")
    void masksASecretThatIsBrokenOverLines(SecretSamples.Sample sample) {
        assertEquals(List.of("first", sample.masked(), "last line"), Secrets.BY_SHAPE.lines(List.of("first", sample.text(), "last line")),
            "whole");
        if (sample.split() == 'w') {
            int length = sample.secret().length();
            for (int at : new int[] {1, 4, 6, length / 3, length / 2, length - 6, length - 4}) {
                int cut = sample.at() + at;
                var lines = List.of("first", sample.text().substring(0, cut), sample.text().substring(cut), "last line");
                var masked = Secrets.BY_SHAPE.lines(lines);
                assertClean(sample, masked);
                assertEquals(List.of("first", "last line"), List.of(masked.get(0), masked.get(3)));
                assertTrue(masked.get(1).startsWith(sample.text().substring(0, sample.at())), masked.get(1));
                assertTrue(masked.get(2).endsWith(sample.text().substring(sample.at() + length)), masked.get(2));
                assertEquals(String.join("\n", masked), Secrets.BY_SHAPE.text(String.join("\n", lines)), "as one text");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tests.base.SecretSamples#secrets")
    void masksASecretInATextThatIsFollowed(SecretSamples.Sample sample) {
        var whole = Secrets.BY_SHAPE.following();
        assertEquals(List.of("first", sample.masked(), "last line"), Stream.of("first", sample.text(), "last line").map(whole::next)
            .toList());
        if (sample.split() == 'w') {
            int cut = sample.at() + sample.secret().length() / 2;
            var broken = Secrets.BY_SHAPE.following();
            assertClean(sample, Stream.of(sample.text().substring(0, cut), sample.text().substring(cut),
                "last line").map(broken::next).toList());
        }
    }

    private static void assertClean(SecretSamples.Sample sample, List<String> masked) {
        for (int i = 0; i + 6 <= sample.secret().length(); i++) {
            assertFalse(String.join("\n", masked).contains(sample.secret().substring(i, i + 6)), () -> sample.secret() + " in " + masked);
        }
    }

    @ParameterizedTest
    @MethodSource("tests.base.SecretSamples#secrets")
    void masksWhatIsMaskedNoFurther(SecretSamples.Sample sample) {
        assertSame(sample.masked(), Secrets.BY_SHAPE.text(sample.masked()));
    }

    @ParameterizedTest
    @MethodSource("tests.base.SecretSamples#innocent")
    void leavesWhatOnlyLooksLikeOne(String text) {
        assertSame(text, Secrets.BY_SHAPE.text(text));
        var more = text + "\nd1a2b3c4\nsee " + text + " and more";
        assertSame(more, Secrets.BY_SHAPE.text(more));
        var json = "{\"x\":\"first\\n" + escaped(text) + "\",\"y\":1}";
        assertSame(json, Secrets.BY_SHAPE.text(json));
    }

    @Test
    void leavesThemInOneTextToo() {
        assertSame(SecretSamples.INNOCENT, Secrets.BY_SHAPE.text(SecretSamples.INNOCENT));
        var lines = SecretSamples.INNOCENT.lines().toList();
        assertSame(lines, Secrets.BY_SHAPE.lines(lines));
        var following = Secrets.BY_SHAPE.following();
        lines.forEach(line -> assertSame(line, following.next(line)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "Listening on 3000", "Server started", "d1a2b3c4 fix: a bug", "{\"user\": \"bob\"}",
        "NODE_ENV=production", "it's done", ""})
    void leavesTheLineBehindASecret(String line) {
        SecretSamples.secrets().forEach(sample ->
            assertEquals(sample.masked() + "\n" + line, Secrets.BY_SHAPE.text(sample.text() + "\n" + line)));
    }

    @Test
    void takesLongLettersBehindAPrefixForATokenToo() {
        assertEquals("ghp_***", Secrets.BY_SHAPE.text("gh" + "p_" + "abcdefghijklmnopqrstuvwx"));
        assertSame("ghp_transformers", Secrets.BY_SHAPE.text("ghp_transformers"));
    }
}
