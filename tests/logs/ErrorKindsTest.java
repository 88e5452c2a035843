package tests.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import lib.services.logs.ErrorKinds;
import lib.services.logs.Errors;
import lib.services.logs.LogLine;
import org.junit.jupiter.api.Test;

/** Errors of a log, each kind once, and the line that says what happened. */
class ErrorKindsTest {
    private static final List<LogLine> LOG = LogLine.untimed("""
        GET /orders 200
        2026-07-10 10:00:01 ERROR order 4711 failed: connect ETIMEDOUT 172.18.0.6:8080
            at TCPConnectWrap.afterConnect (node:net:1555:16)
            at async placeOrder (/app/orders.js:41:9)
        GET /orders 200
        java.lang.IllegalStateException: no stock of 0a1b2c3d4e
        \tat shop.Stock.take(Stock.java:12)
        Caused by: java.io.IOException: closed
        \t... 38 common frames omitted
        2026-07-10 10:07:59 ERROR order 4802 failed: connect ETIMEDOUT 172.18.0.6:8080
            at TCPConnectWrap.afterConnect (node:net:1555:16)
            at async placeOrder (/app/orders.js:41:9)
        GET /health 200
        """.lines().toList());

    @Test
    void eachKindIsToldOnce() {
        assertEquals("""
            java.lang.IllegalStateException: no stock of 0a1b2c3d4e
            \tat shop.Stock.take(Stock.java:12)
            Caused by: java.io.IOException: closed
            \t... 38 common frames omitted
            2026-07-10 10:07:59 ERROR order 4802 failed: connect ETIMEDOUT 172.18.0.6:8080 (the newest of 2 like it)
                at TCPConnectWrap.afterConnect (node:net:1555:16)
                at async placeOrder (/app/orders.js:41:9)""", String.join("\n", ErrorKinds.of(Errors.of(LOG)).stream().map(LogLine::whole)
                .toList()));
    }

    @Test
    void theNewestSaysWhatItIsAndNotWhere() {
        assertEquals("2026-07-10 10:07:59 ERROR order 4802 failed: connect ETIMEDOUT 172.18.0.6:8080",
            ErrorKinds.newest(Errors.of(LOG)).whole());
        assertEquals("java.lang.IllegalStateException: no stock of 0a1b2c3d4e", ErrorKinds.newest(Errors.of(LOG.subList(0, 9))).whole());
        var python = LogLine.untimed(List.of("Traceback (most recent call last):", "  File \"/app/a.py\", line 3, in <module>", "    run()",
            "ValueError: no port"));
        assertEquals("ValueError: no port", ErrorKinds.newest(Errors.of(python)).whole());
        assertEquals(null, ErrorKinds.newest(List.of()));
    }
}
