package tests.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lib.base.secrets.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secrets that one call knows word by word, and masking on any text, hostile ones included. */
class SecretsOfACallTest {

    @Test
    void masksExactSecretsOfThisCallOnly() {
        var secrets = new Secrets("correct horse battery", "wrong", "abc");
        assertEquals("it was *** ; (***), 'x***y' and abc",
            secrets.text("it was correct horse battery ; (wrong), 'xcorrect horse batteryy' and abc"));
        assertEquals(List.of("say", "a ***", "***, wrongly, wrong-way and ***"),
            secrets.lines(List.of("say", "a correct ho", "rse battery, wrongly, wrong-way and wrong")));
        assertEquals("a correct ho\nuse", secrets.text("a correct ho\nuse"));
        var following = secrets.following();
        assertEquals(List.of("a ***", "***."), Stream.of("a correct ho", "rse battery.").map(following::next).toList());
        assertEquals("wrong", Secrets.BY_SHAPE.text("wrong"));
        assertEquals("five *** tokens", new Secrets("wrong").text("five wrong tokens"));
        assertEquals("branches mainline and main-2", new Secrets("main").text("branches mainline and main-2"));
        assertEquals("a bpagt_*** b", new Secrets("bpagt_" + "4b".repeat(32)).text("a bpagt_" + "4b".repeat(32) + " b"));
        assertEquals(List.of("a\nb", "***\n***", "c"), secrets.lines(List.of("a\nb", "correct hor\nse battery", "c")));
    }

    @Test
    void neverThrowsAndNeverGrowsOnAnyText() {
        var random = new Random(11);
        var pieces = List.of("bpagt_", "ghp_", "sk-", "eyJ", "AKIA", "://", "@", ":", "=", "\"", "'", "\\", "\\n", "\n", "\r\n", " ",
            "password", "token=", "Bearer ", "a1B2c3", "Authorization: ", "Cookie: ", "-----BEGIN RSA PRIVATE KEY-----", "-----END", "{",
            "}", "[", "<", ">", "</", "&", "?", ";", ",", ".", "*", "***", "12345678", "$", "${", "key", "export ", "\u00e4",
            "\ud83d\ude00", "\u0000", "login ", "whsec_", "SG.", "hooks.slack.com/services/", "[32m", "\\u001b");
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            var once = new Secrets("a1B2c3a1B2c3", "login").text(text.toString());
            assertEquals(text.chars().filter(c -> c == '\n').count(), once.chars().filter(c -> c == '\n').count(), () -> "lines of "
                + text);
            assertTrue(once.length() <= text.length() * 3 + 3, () -> "length of " + text);
            assertEquals(once, new Secrets("a1B2c3a1B2c3", "login").text(once), () -> "once more: " + text);
        }
    }

    /** Quadratic, each of them takes minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "aB3", "a@", "://", "a://b", "://a:", "://a:b/", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "\"",
        "'\\", "\\", "eyJ", "eyJa.", "=", "a=", "sk-", "sk-1", "sk_live_", "password=", "password: ", "password:$", "token: a ", "key ",
        "password: \"", "'password': '${", "Bearer ", "bearer a", "Cookie: a=b;", "Authorization: ", "<password>", "12345678:", "[32m",
        "whsec_/", "SG.", "a.", "&a", ",a", " A_KEY=", "\\nA_KEY=$(", "\n", "ghp_\n", "a:b\n"})
    void readsHostileTextInLinearTime(String piece) {
        var text = "://ghp_ " + piece.repeat(1_000_000 / piece.length());
        assertTimeout(Duration.ofSeconds(20), () -> Secrets.BY_SHAPE.text(text));
    }
}
