package lib.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import lib.base.CleanText;

/** Moments as people say them. */
final class Ago {

    private static final int NOW = 10;
    private static final int CLOCKS_DIFFER = 15;

    private Ago() {
    }

    /** {@code 5 min ago}, {@code 3 h ago}, {@code 12 days ago}, {@code in 5 h}; what is no RFC 3339 time stays as it is. */
    static String of(String rfc3339) {
        try {
            return of(Duration.between(OffsetDateTime.parse(rfc3339).toInstant(), Instant.now()));
        } catch (DateTimeException noTime) {
            return CleanText.line(rfc3339);
        }
    }

    static String of(Duration age) {
        long seconds = age.toSeconds();
        // clocks differ by a little: what is not quite yet is now
        return seconds <= -CLOCKS_DIFFER ? "in " + words(-seconds) : seconds < NOW ? "just now" : words(seconds) + " ago";
    }

    private static String words(long seconds) {
        return seconds < 100 ? seconds + " s"
                : seconds < 100 * 60 ? seconds / 60 + " min"
                : seconds < 48 * 3600 ? seconds / 3600 + " h"
                : seconds < 100 * 86400L ? seconds / 86400 + " days"
                : seconds < 700 * 86400L ? seconds / (30 * 86400) + " months"
                : seconds / (365 * 86400) + " years";
    }
}
