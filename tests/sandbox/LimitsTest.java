package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rate limit and the lock-out, by a clock that the test moves. */
class LimitsTest {

    private static final String LOCKED = "Too many failed attempts. Try again later.";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests().withLimits(true), clock);
    private final Wire admin = Wire.admin(sandbox);
    private final Wire anonymous = Wire.anonymous(sandbox);
    private final Wire wrong = anonymous.as("wrong");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void fortyAtOnceThenTwentyASecond() {
        for (int i = 0; i < 40; i++) {
            anonymous.get("/api/health").succeeds();
        }
        tooMany(anonymous.get("/api/health"));
        tooMany(anonymous.get("/nowhere"));
        tooMany(admin.get("/api/apps"));
        anonymous.send("OPTIONS", "/api/apps", null).has(204);

        clock.move(Duration.ofMillis(50));
        anonymous.get("/api/health").succeeds();
        tooMany(anonymous.get("/api/health"));

        clock.moveSeconds(1);
        for (int i = 0; i < 20; i++) {
            anonymous.get("/api/health").succeeds();
        }
        tooMany(anonymous.get("/api/health"));

        clock.moveSeconds(3600);
        for (int i = 0; i < 40; i++) {
            anonymous.get("/api/health").succeeds();
        }
        tooMany(anonymous.get("/api/health"));
    }

    @Test
    void fiveWrongTokensAreFreeAndEachFurtherOneLocksTwiceAsLong() {
        fiveWrong();
        long seconds = 2;
        for (int i = 0; i < 8; i++) {
            locked(wrong.get("/api/apps"), seconds);
            locked(admin.get("/api/apps"), seconds);
            locked(anonymous.get("/api/apps"), seconds);
            clock.moveSeconds(seconds - 1);
            locked(wrong.get("/api/apps"), 1);
            clock.moveSeconds(1);
            seconds = Math.min(900, seconds * 2);
        }
        assertEquals(512, seconds);
        locked(wrong.get("/api/apps"), 512);
        clock.moveSeconds(512);
        locked(wrong.get("/api/apps"), 900);
        clock.moveSeconds(900);
        locked(wrong.get("/api/apps"), 900);
    }

    @Test
    void retryAfterIsRoundedUp() {
        fiveWrong();
        locked(wrong.get("/api/apps"), 2);
        clock.move(Duration.ofMillis(1));
        locked(wrong.get("/api/apps"), 2);
        clock.move(Duration.ofMillis(1998));
        locked(wrong.get("/api/apps"), 1);
    }

    @Test
    void whatNeedsNoTokenIsAnsweredWhileLocked() {
        fiveWrong();
        locked(wrong.get("/api/apps"), 2);
        anonymous.get("/api/health").succeeds();
        anonymous.post("/api/connect/agent/exchange", "{}").refuses(400, "Invalid request");
        locked(admin.post("/api/auth/verify", "{}"), 2);
    }

    @Test
    void aRightTokenClearsTheCount() {
        fiveWrong();
        admin.get("/api/apps").succeeds();
        fiveWrong();
        locked(wrong.get("/api/apps"), 2);
        clock.moveSeconds(2);
        admin.get("/api/apps").succeeds();
        fiveWrong();
    }

    @Test
    void theCountIsForgottenAfterTwentyMinutesButNotBeforeFifteen() {
        fiveWrong();
        clock.move(Duration.ofMinutes(14));
        locked(wrong.get("/api/apps"), 2);
        clock.move(Duration.ofMinutes(21));
        fiveWrong();
    }

    @Test
    void aMissingTokenIsNotCounted() {
        for (int i = 0; i < 10; i++) {
            anonymous.get("/api/apps").refuses(401, "Unauthorized");
        }
        fiveWrong();
        locked(wrong.get("/api/apps"), 2);
    }

    @Test
    void verifyCountsToo() {
        for (int i = 0; i < 5; i++) {
            anonymous.post("/api/auth/verify", "{\"token\":\"wrong\"}").refuses(401, "Unauthorized");
        }
        locked(anonymous.post("/api/auth/verify", "{\"token\":\"wrong\"}"), 2);
        locked(admin.get("/api/apps"), 2);
    }

    @Test
    void withoutLimitsNothingIsCounted() {
        try (var open = Sandbox.start(Options.forTests(), clock)) {
            for (int i = 0; i < 60; i++) {
                Wire.anonymous(open).as("wrong").get("/api/apps").refuses(401, "Unauthorized");
            }
        }
    }

    private void fiveWrong() {
        for (int i = 0; i < 5; i++) {
            wrong.get("/api/apps").refuses(401, "Unauthorized").hasHeader("Retry-After", "");
        }
    }

    private static void locked(Reply reply, long seconds) {
        reply.refuses(429, LOCKED).hasHeader("Retry-After", "" + seconds);
    }

    private static void tooMany(Reply reply) {
        reply.refuses(429, "Too many requests").hasHeader("Retry-After", "1");
    }
}
