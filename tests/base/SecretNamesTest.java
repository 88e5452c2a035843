package tests.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import lib.base.secrets.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names of variables are those of secrets, and what of a variable is its value. */
class SecretNamesTest {

    @Test
    void takesTheWholeLineOfAVariableForItsValue() {
        assertEquals("SMTP_PASSWORD=***\nPORT=3000", Secrets.BY_SHAPE.text("SMTP_PASSWORD=abcd efgh ijkl mnop\nPORT=3000"));
        assertEquals("  export SMTP_PASSWORD=***", Secrets.BY_SHAPE.text("  export SMTP_PASSWORD=abcd \"efgh\", ijkl; mnop"));
        assertEquals("API_TOKEN=*** PORT=3000", Secrets.BY_SHAPE.text("API_TOKEN=abc PORT=3000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSWORD", "DB_PASSWORD", "DB_PASS", "MYSQL_PWD", "db_pass", "REDIS_PASSPHRASE", "SECRET", "APP_SECRET_KEY",
        "SECRET_KEY_BASE", "API_KEY", "STRIPE_APIKEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "TOKEN", "AUTH",
        "BASIC_AUTH", "SENTRY_DSN", "SALT", "PRIVATE_KEY", "GOOGLE_CREDENTIALS", "SESSION_COOKIE", "AZURE_CONNECTION_STRING",
        "SLACK_WEBHOOK_URL", "ENCRYPTION_KEY", "dbPassword", "apiKey", "accessToken", "clientSecret", "PGPASSWORD", "APP_KEYS",
        "API_TOKENS", "PASSWORD2", "DBPassword", "spring.datasource.password", "npm-token", "KEY"})
    void knowsASecretByItsName(String name) {
        assertTrue(Secrets.credential(name), name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORT", "COMPASS", "COMPASS_URL", "BYPASS", "AUTHOR", "KEYBOARD", "MONKEY", "NODE_ENV", "PATH", "PASSENGERS",
        "PINNED", "HOST", "KEYSPACE", "PWD", "OLDPWD", "PASSWORD_MIN_LENGTH", "MAX_TOKENS", "TOKENS_PER_MINUTE", "KEY_COUNT", "TOKENIZER",
        "TOKEN_TTL", "PUBLIC_KEY", "AUTH0_DOMAIN", "SSH_AUTH_SOCK", "keyCount", "maxTokens", "tokenizer", "passwordless", "SECRETARY",
        "PASSWORD_FILE", "", "_", "2"})
    void leavesOtherNames(String name) {
        assertFalse(Secrets.credential(name), name);
    }

    @Test
    void masksVariablesByNameAndByShape() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("NODE_ENV", "production");
        variables.put("DB_PASSWORD", "short");
        variables.put("API_KEY", "");
        variables.put("DATABASE_URL", "postgres://app:short@db/app");
        variables.put("NOTE", "it is correct horse battery");
        var masked = new Secrets("correct horse battery").variables(variables);
        assertEquals("{NODE_ENV=production, DB_PASSWORD=***, API_KEY=, DATABASE_URL=postgres://app:***@db/app, NOTE=it is ***}",
            masked.toString());
        assertEquals("short", variables.get("DB_PASSWORD"), "what was handed in stays");
    }
}
