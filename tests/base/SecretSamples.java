package tests.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts with secrets and texts that only look like it, for the tests of what is masked. */
final class SecretSamples {

    /**
     * A sample a line: how it breaks, and the text with its secret as {@code <kind and length>}, made up at run time so that no scanner
     * finds one here. In front: {@code w} the rest in the next line is known, since the token's letters or length or the quote say so;
     * {@code -} it is not, since any value may end at the end of a line, and the next line is a value's or a variable's own.
     */
    static final String SECRETS = """
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
    static final String INNOCENT = """
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
    record Sample(char split, String text, String masked, String secret, int at) {
        @Override
        public String toString() {
            return masked;
        }
    }

    static Stream<Sample> secrets() {
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
    static String letters(String kind, int length, Random random) {
        var from = Map.of("mix", List.of("abcdefghijkmnop", "0123456789", "ABCDEFGHIJKLMN"), "hex", List.of("abcdef", "0123456789"),
            "cap", List.of("QRSTUVWXYZ", "234567"), "b64", List.of("qrstuvwxyz", "0123456789", "QRSTUVWX", "+/")).get(kind);
        var letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            var some = from.get(i % from.size());
            letters.append(some.charAt(random.nextInt(some.length())));
        }
        return letters.toString();
    }

    static Stream<String> innocent() {
        return INNOCENT.lines();
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private SecretSamples() {
    }
}
