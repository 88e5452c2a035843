package lib.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import lib.base.CleanText;

/** Moments as people say them. */
final class Ago {

    private Ago() {
    }

    /** {@code 5 min ago}, {@code 3 h ago}, {@code 12 days ago}; what is no RFC 3339 time stays as it is. */
    static String of(String rfc3339) {
        try {
            return of(Duration.between(OffsetDateTime.parse(rfc3339).toInstant(), Instant.now()));
        } catch (DateTimeException noTime) {
            return CleanText.line(rfc3339);
        }
    }

    static String of(Duration age) {
        if (age.isNegative()) {
            // clocks differ by a little; what is not yet is now
            return "just now";
        }
        long seconds = age.toSeconds();
        return seconds < 10 ? "just now"
                : seconds < 100 ? seconds + " s ago"
                : seconds < 100 * 60 ? seconds / 60 + " min ago"
                : seconds < 48 * 3600 ? seconds / 3600 + " h ago"
                : seconds < 100 * 86400L ? seconds / 86400 + " days ago"
                : seconds < 700 * 86400L ? seconds / (30 * 86400) + " months ago"
                : seconds / (365 * 86400) + " years ago";
    }
}
