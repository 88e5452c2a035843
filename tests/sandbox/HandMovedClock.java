package tests.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. */
final class HandMovedClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-07-02T14:32:00.120Z");

    void move(Duration by) {
        now = now.plus(by);
    }

    void moveSeconds(long seconds) {
        move(Duration.ofSeconds(seconds));
    }

    @Override
    public Instant instant() {
        return now;
    }
}
