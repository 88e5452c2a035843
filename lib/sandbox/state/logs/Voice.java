package lib.sandbox.state.logs;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** How a kind of program writes its log. Each piece is one line, or an error with the lines that belong to it. */
public enum Voice {

    /** A Node server with a coloured log. */
    NODE("node", "web", "shop", "storefront", "next", "vite", "express") {
        @Override
        public List<String> usual(RandomGenerator random, OffsetDateTime time) {
            return List.of(pick(random,
                INFO + "GET /products/" + pick(random, "tea-kettle", "oak-stool", "wool-blanket", "desk-lamp") + " 200 " + ms(random, 4, 60),
                INFO + "GET / 200 " + ms(random, 2, 20),
                INFO + "POST /cart 201 " + ms(random, 10, 90),
                INFO + "GET /healthz 200 " + ms(random, 0, 3),
                INFO + "session " + hex(random) + " signed in",
                WARN + "cart " + hex(random) + ": \"desk-lamp\" is out of stock"));
        }

        @Override
        List<String> error(RandomGenerator random, OffsetDateTime time) {
            return List.of(ERROR + "POST /checkout 502 " + ms(random, 5000, 5100) + " - the orders service did not answer",
                "Error: connect ETIMEDOUT 172.18.0.6:8080",
                "    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1637:16)",
                "    at async placeOrder (/app/src/checkout.js:" + random.nextInt(20, 90) + ":11)");
        }
    },

    /** A Spring service. */
    JAVA("api", "java", "spring", "gradle", "maven", "quarkus") {
        @Override
        public List<String> usual(RandomGenerator random, OffsetDateTime time) {
            int order = random.nextInt(48_000, 49_000);
            return List.of(spring(random, time, "INFO", pick(random,
                "OrderController      : order " + order + " accepted, " + random.nextInt(1, 6) + " items",
                "PaymentClient        : payment of order " + order + " settled in " + ms(random, 80, 400),
                "OrderRepository      : order " + order + " saved",
                "StockSync            : " + random.nextInt(1, 40) + " articles updated")));
        }

        @Override
        List<String> error(RandomGenerator random, OffsetDateTime time) {
            return List.of(
                spring(random, time, "ERROR", "PaymentClient        : payment of order " + random.nextInt(48_000, 49_000) + " failed, will retry"),
                "java.net.SocketTimeoutException: Read timed out",
                "\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)",
                "\tat lane.harbor.orders.PaymentClient.settle(PaymentClient.java:" + random.nextInt(40, 120) + ")",
                "\t... 38 common frames omitted");
        }
    },

    /** A Python program behind gunicorn. */
    PYTHON("report", "python", "py", "django", "flask", "fastapi", "ml") {
        @Override
        public List<String> usual(RandomGenerator random, OffsetDateTime time) {
            return List.of(access(random, time, "GET /weekly?region=" + pick(random, "north", "south", "east", "west"), 200));
        }

        @Override
        List<String> error(RandomGenerator random, OffsetDateTime time) {
            return List.of("[" + time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xx")) + "] [7] [ERROR] Error handling request /weekly",
                "Traceback (most recent call last):",
                "  File \"/app/reports/views.py\", line " + random.nextInt(20, 90) + ", in weekly",
                "    return totals[region]",
                "KeyError: 'overseas'",
                access(random, time, "GET /weekly?region=overseas", 500));
        }
    },

    /** A PostgreSQL server. */
    POSTGRES("db", "postgres", "database") {
        @Override
        public List<String> usual(RandomGenerator random, OffsetDateTime time) {
            return List.of(postgres(random, time) + pick(random,
                "LOG:  checkpoint complete: wrote " + random.nextInt(3, 90) + " buffers (0.3%); write=4.1 s, sync=0.01 s, total=4.2 s",
                "LOG:  connection authorized: user=wiki database=wiki",
                "LOG:  duration: " + random.nextInt(200, 900) + ".412 ms  statement: select id, slug from pages order by changed desc"));
        }

        @Override
        List<String> error(RandomGenerator random, OffsetDateTime time) {
            var head = postgres(random, time);
            return List.of(head + "ERROR:  duplicate key value violates unique constraint \"pages_slug_key\"",
                head + "DETAIL:  Key (slug)=(start) already exists.",
                head + "STATEMENT:  insert into pages (slug, title) values ($1, $2)");
        }
    },

    /** Any other program: a web server's access log. */
    PLAIN() {
        @Override
        public List<String> usual(RandomGenerator random, OffsetDateTime time) {
            return List.of(access(random, time, "GET /" + pick(random, "", "pages/start", "pages/minutes", "search?q=budget", "style.css"), 200));
        }

        @Override
        List<String> error(RandomGenerator random, OffsetDateTime time) {
            return List.of(access(random, time, "GET /pages/" + hex(random), pick(random, 404, 500, 502)));
        }
    };

    private static final String INFO = "\u001b[32minfo\u001b[39m: ";
    private static final String WARN = "\u001b[33mwarn\u001b[39m: ";
    private static final String ERROR = "\u001b[31merror\u001b[39m: ";
    private static final int ONE_ERROR_IN = 14;

    private final List<String> words;

    Voice(String... words) {
        this.words = List.of(words);
    }

    /** By the words of a name such as an app's, a service's or a repository's; the last word that says something decides. */
    public static Voice of(String name) {
        var parts = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).reversed();
        return parts.stream().flatMap(part -> Stream.of(values()).filter(voice -> voice.words.stream().anyMatch(part::startsWith)))
            .findFirst().orElse(PLAIN);
    }

    /** What it writes next, at this time: now and then an error. */
    public List<String> next(RandomGenerator random, OffsetDateTime time) {
        return random.nextInt(ONE_ERROR_IN) == 0 ? error(random, time) : usual(random, time);
    }

    /** What it writes when all is well. */
    public abstract List<String> usual(RandomGenerator random, OffsetDateTime time);

    abstract List<String> error(RandomGenerator random, OffsetDateTime time);

    private static String spring(RandomGenerator random, OffsetDateTime time, String level, String rest) {
        return "%s %5s 1 --- [orders-api] [nio-8080-exec-%d] lane.harbor.orders.%s".formatted(
            time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX")), level, random.nextInt(1, 9), rest);
    }

    private static String postgres(RandomGenerator random, OffsetDateTime time) {
        return time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")) + " UTC [" + random.nextInt(20, 99) + "] ";
    }

    private static String access(RandomGenerator random, OffsetDateTime time, String request, int status) {
        return "10.0.3.%d - - [%s] \"%s HTTP/1.1\" %d %d \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"".formatted(random.nextInt(2, 250),
            time.format(DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss xx", Locale.ROOT)), request, status, random.nextInt(300, 24_000));
    }

    private static String ms(RandomGenerator random, int from, int to) {
        return random.nextInt(from, to) + "ms";
    }

    private static String hex(RandomGenerator random) {
        return "%06x".formatted(random.nextInt(1 << 24));
    }

    @SafeVarargs
    private static <T> T pick(RandomGenerator random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
