package tests.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.base.secrets.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret, wherever it stands and however its line was broken, and what is not. */
class SecretsTest {

    /**
     * A sample a line: how it breaks, and the text with its secret as {@code <kind and length>}, made up at run time so that no scanner
     * finds one here. In front: {@code w} the rest in the next line is known, since the token's letters or length or the quote say so;
     * {@code -} it is not, since any value may end at the end of a line, and the next line is a value's or a variable's own.
     */
    private static final String SECRETS = """
        w bpagt_<hex64>
        w ghp_<mix36>
        w gho_<mix36>
        w ghu_<mix36>
        w ghs_<mix36>
        w ghr_<mix36>
        w github_pat_<mix22>
        w glpat-<mix20>
        w gldt-<mix20>
        w glrt-<mix20>
        w glcbt-<mix24>
        w glptt-<hex40>
        w npm_<mix36>
        w pypi-<mix80>
        w hf_<mix34>
        w dop_v1_<hex64>
        w doo_v1_<hex64>
        w dor_v1_<hex64>
        w SG.<mix22.mix43>
        w whsec_<mix32>
        - whsec_<b6432>
        w AIza<mix35>
        w ya29.<mix60>
        w AKIA<cap16>
        w ASIA<cap16>
        - aws_secret_access_key = <b6440>
        - AWS_SECRET_ACCESS_KEY=<b6440>
        w sk-<mix48>
        w sk-proj-<mix60>
        w sk-ant-<mix90>
        w sk_live_<mix24>
        w sk_test_<mix24>
        w rk_live_<mix24>
        w rk_test_<mix24>
        w xoxb-<mix24>
        w xoxp-<mix40>
        w xapp-1-<mix40>
        - https://hooks.slack.com/services/<hook>
        - https://discord.com/api/webhooks/<hook>
        w 123456789:<mix35>
        w https://api.telegram.org/bot123456789:<mix35>
        w eyJ<mix33.mix60.mix43>
        w hvs.<mix90>
        w dckr_pat_<mix27>
        w Authorization: Bearer <mix40>
        w authorization: bearer <mix40>
        w Authorization: Basic <b6424>
        w Proxy-Authorization: Basic <b6424>
        w Authorization: Token <hex40>
        - Authorization: <mix32>
        - Authorization: Digest username="ada", response="<hex32>", uri="/"
        - Authorization: AWS4-HMAC-SHA256 SignedHeaders=host, Signature=<hex64>
        w curl -H "Authorization: Bearer <mix40>"
        w "authorization": "Bearer <mix40>"
        w Authorization:[Bearer <mix40>]
        w sent Bearer <mix40>
        - Cookie: sid=<mix20>; theme=<mix8>
        - Set-Cookie: sid=<mix20>; Path=/; HttpOnly
        - "set-cookie": ["sid=<mix20>; Path=/"]
        - X-Api-Key: <mix20>
        - X-Auth-Token: <mix20>
        - PRIVATE-TOKEN: <mix20>
        - postgres://app:<mix16>@db:5432/app
        - postgres://app:<mix8/mix8>@db:5432/app
        - redis://:<mix16>@cache:6379
        - mongodb+srv://ada:<mix16>@c0.example.net/x?w=1
        - https://<mix36>@github.com/acme/shop.git
        - https://oauth2:<mix20>@gitlab.com/acme/shop.git
        - https://x.io/a?password=<mix10>&page=2
        - https://x.io/a?page=2&token=<mix10>
        - https://x.io/a#access_token=<mix10>&type=b
        - https://x.io/a?api_key=<mix10>
        - https://x.io/a?secret=<mix10>
        - https://x.io/a?sv=1&sig=<b6420>&se=2
        - https://x.io/a?signature=<mix20>
        - https://s3.io/a?X-Amz-Signature=<hex64>&X-Amz-Date=1
        - DB_PASSWORD=<mix12>
        - export DB_PASSWORD=<mix12>
        - docker run -e DB_PASSWORD=<mix12> app
        - DB_PASSWORD="<mix12>"
        - POSTGRES_PASSWORD: <mix12>
        w "password": "<mix12>"
        w "password":"<mix12>"
        w 'clientSecret': '<mix12>'
        - password: <mix12>
        - password=<mix12> user=bob
        - login failed (password=<mix12>) for bob
        - User[name=bob, password=<mix12>, age=5]
        - {name=bob,apiKey=<mix12>,age=5}
        - map[password:<mix12> user:bob]
        - db.password = <mix12>
        - spring.datasource.password=<mix12>
        w secret_key = "<mix24>"
        - API key: <mix20>
        - //npm.example.com/:_authToken=<mix36>
        - machine x.io login ada password <mix12>
        - AccountName=a;AccountKey=<b6440>;EndpointSuffix=x
        - Server=db;User Id=sa;Password=<mix12>;Encrypt=true
        - <password><mix12></password>
        - mysql --password <mix12>
        - cookie=<mix20>
        - password=<mix6> and user=bob
        - config['password'] = '<mix12>'
        - Endpoint=sb://x.net/;SharedAccessKeyName=Root;SharedAccessKey=<b6440>
        - "secretAccessKey": "<b6440>"
        - ALTER USER app PASSWORD '<mix12>'
        - [32mghp_<mix36>
        """;

    /** What comes out as it went in. */
    private static final String INNOCENT = """
        sk-learn-dashboard is running
        sk-learn-dashboard-7d4b9c6f5d-x2x4z
        ghost-blog
        npm_config_loglevel=warn
        hf_transformers_cache
        password reset requested
        password expired
        Password: incorrect
        Invalid password: must be at least 8 characters
        token expired
        token: expired
        unexpected token: }
        SyntaxError: Unexpected token '<', "<!DOCTYPE "... is not valid JSON
        Unexpected token: name (foo)
        secret: none
        "password": null
        "password": ""
        "token": "***"
        tokens: 123
        "total_tokens": 4096, "prompt_tokens": 4000
        max_tokens=4096
        token_count: 5
        PASSWORD_MIN_LENGTH=8
        TOKEN_TTL=3600
        PASSWORD_FILE=/run/secrets/db
        AUTH_METHOD=password
        ALLOW_EMPTY_PASSWORD=yes
        KEY_COUNT=3
        TOKENIZER=bert
        AUTHOR=Ada
        KEYBOARD=us
        MONKEY=1
        PWD=/app
        OLDPWD=/app/data/2026
        PATH=/usr/local/bin:/usr/bin
        passwordless login
        9fceb02d0ae598e95dc970b74767f19372d61af8
        commit 9fceb02d0ae598e95dc970b74767f19372d61af8 (HEAD -> main)
        550e8400-e29b-41d4-a716-446655440000
        data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4
        me@example.com wrote to you@example.org
        http://user@host/
        ssh://git@example.com:22/acme/shop.git
        git@github.com:acme/shop.git
        https://shop.example.com/a@b
        http://localhost:8080/a@b
        postgres://app:${DB_PASSWORD}@db:5432/app
        DB_PASSWORD=${DB_PASSWORD}
        password: ${{ secrets.X }}
        password: $DB_PASSWORD
        password: <your password>
        app@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
        eyJust a word
        eyJ is how a web token begins
        Basic usage
        Basic Authentication is required
        Bearer token required
        bearer tokens expire
        WWW-Authenticate: Bearer realm="example", error="invalid_token"
        Authorization: Bearer token required
        Authorization: none
        Authorization header missing
        \tat com.acme.auth.TokenFilter.doFilter(TokenFilter.java:112)
        \tat Object.token (/app/src/token.js:10:15)
        password = request.form["password"]
        password=os.environ["DB_PASSWORD"],
        TypeError: Cannot read properties of undefined (reading 'token')
        error: password authentication failed for user "app"
        Access denied for user 'root'@'localhost' (using password: YES)
        Error: Invalid API key: must be 32 characters
        Warning: SECRET_KEY_BASE is not set
        secretName: db-credentials
        DB_PASSWORD= PORT=3000
        ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7 ada@laptop
        "integrity": "sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg=="
        "token_type":"Bearer","expires_in":3600
        [auth] login: ok
        auth-service:latest
        main.go:12 +0x1d
        goroutine 18 [running]: main.(*Auth).Token(0xc000010200, 0x5)
        java.lang.IllegalStateException: bad token: java.lang.String is not one
        Cookie: none
        cookie: session expired
        use --password to set one
        --password
        curl --token
        error: secret "web-env" not found
        {"key":"PORT","value":"3000"}
        cache key: users:1234
        duplicate key value violates unique constraint "users_pkey"
        Key (id)=(5) already exists.
        primary_key=id
        public_key: 12345678abcdefgh
        secret/db-password: created
        image registry.example.com/auth:v1.2.3
        scope token:read, secrets:write
        const token = await fetch(url)
        password = getPassword();
        token = req.headers.authorization
        connect(password=password, token=self.token)
        if (token == "abc") {
        crate::token::parse
        pass: 12
        pin=13
        auth: ok
        level=info msg="auth: user logged in" user=bob
        the prefixes are ghp_, glpat- and bpagt_
        -----BEGIN CERTIFICATE-----
        -----BEGIN PRIVATE KEY----- is missing in the file
        2026-11-25T10:00:00Z web-1 | GET /api/users/profile 200 35ms
        cat: /run/secrets/db_password: No such file or directory
        C:\\new\\token\\x
        docker compose up -d --build
        AKIA is a prefix, AKIA-1 no key
        12345678:1 took 3 s
        xapp-dashboard-7d4b9c6f5d-abcde
        """;

    private static final Pattern KIND = Pattern.compile("<((?:(?:mix|hex|cap|b64)[0-9]+[./]?)+|hook)>");

    /** @param secret the first of the text; the others are like it */
    private record Sample(char split, String text, String masked, String secret, int at) {
        @Override
        public String toString() {
            return masked;
        }
    }

    private static Stream<Sample> secrets() {
        var random = new Random(7);
        return SECRETS.lines().map(line -> {
            var secrets = new ArrayList<String>();
            var text = KIND.matcher(line.substring(2)).replaceAll(kind -> {
                secrets.add(secret(kind.group(1), random));
                return secrets.getLast();
            });
            return new Sample(line.charAt(0), text, KIND.matcher(line.substring(2)).replaceAll("***"), secrets.getFirst(),
                text.indexOf(secrets.getFirst()));
        });
    }

    private static String secret(String kind, Random random) {
        if (kind.equals("hook")) {
            return "T0" + letters("cap", 8, random) + "/B0" + letters("cap", 8, random) + "/" + letters("mix", 24, random);
        }
        return Pattern.compile("(mix|hex|cap|b64)([0-9]+)").matcher(kind)
            .replaceAll(part -> letters(part.group(1), Integer.parseInt(part.group(2)), random));
    }

    /** Letters and digits in turns, so that each piece of them is one of a secret and no word. */
    private static String letters(String kind, int length, Random random) {
        var from = Map.of("mix", List.of("abcdefghijkmnop", "0123456789", "ABCDEFGHIJKLMN"), "hex", List.of("abcdef", "0123456789"),
            "cap", List.of("QRSTUVWXYZ", "234567"), "b64", List.of("qrstuvwxyz", "0123456789", "QRSTUVWX", "+/")).get(kind);
        var letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            var some = from.get(i % from.size());
            letters.append(some.charAt(random.nextInt(some.length())));
        }
        return letters.toString();
    }

    @Test
    void hasManySamplesOfBoth() {
        assertTrue(SECRETS.lines().distinct().count() >= 80, "secrets");
        assertTrue(INNOCENT.lines().distinct().count() >= 80, "innocent texts");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksASecretAtTheStartOfALine(Sample sample) {
        assertEquals(sample.masked, Secrets.BY_SHAPE.text(sample.text));
        assertEquals("before\n" + sample.masked + "\nafter it", Secrets.BY_SHAPE.text("before\n" + sample.text + "\nafter it"));
        assertEquals("before\r\n\t" + sample.masked + "\r\nafter it", Secrets.BY_SHAPE.text("before\r\n\t" + sample.text + "\r\nafter it"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksASecretInALine(Sample sample) {
        for (var before : List.of("it says ", "it says (", "x, `", "a=", "a='", "[31m", "2026-11-25T10:00:00Z web-1 | ", "\u001b[0;32m")) {
            assertEquals(before + sample.masked + " and more", Secrets.BY_SHAPE.text(before + sample.text + " and more"));
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksASecretInJson(Sample sample) {
        for (var before : List.of("", "it says: ", "first\\n", "first\\n\\t", "say \\\"")) {
            var start = "{\"x\":\"" + before;
            var end = "\\nlast\",\"y\":1}";
            assertEquals(start + escaped(sample.masked) + end, Secrets.BY_SHAPE.text(start + escaped(sample.text) + end));
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksASecretThatIsBrokenOverLines(Sample sample) {
        assertEquals(List.of("first", sample.masked, "last line"), Secrets.BY_SHAPE.lines(List.of("first", sample.text, "last line")),
            "whole");
        if (sample.split == 'w') {
            int length = sample.secret.length();
            for (int at : new int[] {1, 4, 6, length / 3, length / 2, length - 6, length - 4}) {
                int cut = sample.at + at;
                var lines = List.of("first", sample.text.substring(0, cut), sample.text.substring(cut), "last line");
                var masked = Secrets.BY_SHAPE.lines(lines);
                assertClean(sample, masked);
                assertEquals(List.of("first", "last line"), List.of(masked.get(0), masked.get(3)));
                assertTrue(masked.get(1).startsWith(sample.text.substring(0, sample.at)), masked.get(1));
                assertTrue(masked.get(2).endsWith(sample.text.substring(sample.at + length)), masked.get(2));
                assertEquals(String.join("\n", masked), Secrets.BY_SHAPE.text(String.join("\n", lines)), "as one text");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksASecretInATextThatIsFollowed(Sample sample) {
        var whole = Secrets.BY_SHAPE.following();
        assertEquals(List.of("first", sample.masked, "last line"), Stream.of("first", sample.text, "last line").map(whole::next).toList());
        if (sample.split == 'w') {
            int cut = sample.at + sample.secret.length() / 2;
            var broken = Secrets.BY_SHAPE.following();
            assertClean(sample, Stream.of(sample.text.substring(0, cut), sample.text.substring(cut),
                "last line").map(broken::next).toList());
        }
    }

    private static void assertClean(Sample sample, List<String> masked) {
        for (int i = 0; i + 6 <= sample.secret.length(); i++) {
            assertFalse(String.join("\n", masked).contains(sample.secret.substring(i, i + 6)), () -> sample.secret + " in " + masked);
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masksWhatIsMaskedNoFurther(Sample sample) {
        assertSame(sample.masked, Secrets.BY_SHAPE.text(sample.masked));
    }

    private static Stream<String> innocent() {
        return INNOCENT.lines();
    }

    @ParameterizedTest
    @MethodSource("innocent")
    void leavesWhatOnlyLooksLikeOne(String text) {
        assertSame(text, Secrets.BY_SHAPE.text(text));
        var more = text + "\nd1a2b3c4\nsee " + text + " and more";
        assertSame(more, Secrets.BY_SHAPE.text(more));
        var json = "{\"x\":\"first\\n" + escaped(text) + "\",\"y\":1}";
        assertSame(json, Secrets.BY_SHAPE.text(json));
    }

    @Test
    void leavesThemInOneTextToo() {
        assertSame(INNOCENT, Secrets.BY_SHAPE.text(INNOCENT));
        var lines = INNOCENT.lines().toList();
        assertSame(lines, Secrets.BY_SHAPE.lines(lines));
        var following = Secrets.BY_SHAPE.following();
        lines.forEach(line -> assertSame(line, following.next(line)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "Listening on 3000", "Server started", "d1a2b3c4 fix: a bug", "{\"user\": \"bob\"}",
        "NODE_ENV=production", "it's done", ""})
    void leavesTheLineBehindASecret(String line) {
        secrets().forEach(sample ->
            assertEquals(sample.masked + "\n" + line, Secrets.BY_SHAPE.text(sample.text + "\n" + line)));
    }

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

    @Test
    void takesLongLettersBehindAPrefixForATokenToo() {
        assertEquals("ghp_***", Secrets.BY_SHAPE.text("gh" + "p_" + "abcdefghijklmnopqrstuvwx"));
        assertSame("ghp_transformers", Secrets.BY_SHAPE.text("ghp_transformers"));
    }

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
