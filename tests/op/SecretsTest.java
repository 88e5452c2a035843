package tests.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret, by its shape and by its name, and what is not. The secrets are put together here so that no scanner finds one. */
class SecretsTest {
    private static final String LONG = "a1B2".repeat(9);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        bpagt_%s                                  | bpagt_***
        Authorization: Bearer %s                  | Authorization: Bearer ***
        postgres://app:%s@db:5432/app             | postgres://app:***@db:5432/app
        redis://:%s@cache:6379                    | redis://:***@cache:6379
        https://%s@github.com/acme/shop.git       | https://***@github.com/acme/shop.git
        ghp_%s                                    | ghp_***
        github_pat_%s                             | github_pat_***
        glpat-%s                                  | glpat-***
        AKIA%s                                    | AKIA***
        sk-%s                                     | sk-***
        sk_live_%s                                | sk_live_***
        xoxb-%s                                   | xoxb-***
        a bpagt_%s, and b                         | a bpagt_***, and b
        """)
    void knowsASecretByItsShape(String text, String masked) {
        assertEquals(masked, Secrets.mask(text.replace("%s", LONG)));
        assertEquals("{\"x\":\"" + masked + "\"}", Secrets.mask("{\"x\":\"" + text.replace("%s", LONG) + "\"}"), "inside JSON");
    }

    @Test
    void knowsPrivateKeysAndSignedTokens() {
        var begin = "-----BEGIN " + "RSA PRIVATE KEY-----";
        assertEquals(begin + "*** and more", Secrets.mask(begin + "\n" + LONG + "\n-----END RSA PRIVATE KEY-----" + " and more"));
        assertEquals(begin + "***", Secrets.mask(begin + "\n" + LONG), "cut off");
        assertEquals("x eyJ*** y", Secrets.mask("x ey" + "J" + LONG + "." + LONG + "." + LONG + " y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example.com/a@b", "git@github.com:acme/shop.git", "http://user@host/", "mail me@example.com", "bearer tokens expire",
        "ghost", "sk-short", "eyJust a word", "a ://@ b", ""})
    void leavesWhatOnlyLooksLikeOne(String text) {
        assertEquals(text, Secrets.mask(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSWORD", "DB_PASSWORD", "DB_PASS", "MYSQL_PWD", "db_pass", "REDIS_PASSPHRASE", "SECRET", "APP_SECRET_KEY", "SECRET_KEY_BASE",
        "API_KEY", "STRIPE_APIKEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "TOKEN", "AUTH", "BASIC_AUTH", "SENTRY_DSN", "SALT",
        "PRIVATE_KEY", "GOOGLE_CREDENTIALS", "SESSION_COOKIE", "AZURE_CONNECTION_STRING", "SLACK_WEBHOOK_URL", "ENCRYPTION_KEY", "dbPassword"})
    void knowsASecretByItsName(String name) {
        assertTrue(Secrets.credential(name), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT", "COMPASS", "COMPASS_URL", "BYPASS", "AUTHOR", "KEYBOARD", "MONKEY", "NODE_ENV", "PATH", "PASSENGERS", "PINNED", "HOST", "KEYSPACE"})
    void leavesOtherNames(String name) {
        assertFalse(Secrets.credential(name), name);
    }

    @Test
    void masksAnEnvironmentByNameAndByShape() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("NODE_ENV", "production");
        environment.put("DB_PASSWORD", "short");
        environment.put("API_KEY", "");
        environment.put("DATABASE_URL", "postgres://app:" + LONG + "@db/app");
        assertEquals(Map.of("NODE_ENV", "production", "DB_PASSWORD", "***", "API_KEY", "", "DATABASE_URL", "postgres://app:***@db/app"),
            Secrets.environment(environment));
        assertEquals(List.copyOf(environment.keySet()), List.copyOf(Secrets.environment(environment).keySet()), "order");
        assertEquals("short", environment.get("DB_PASSWORD"), "what was handed in stays");
    }

    @Test
    void blotsOutWhatWasNamed() {
        Secrets.hide("correct horse battery staple");
        Secrets.hide("abc");
        assertEquals("it was ***; abc stays: too short to be told from words", Secrets.mask("it was correct horse battery staple; abc stays: too short to be told from words"));
    }
}
