package lib.services.logs;

import java.util.ArrayList;
import java.util.List;

/**
 * Two views of one container's output as one: the stored lines have times and go back over containers, but begin when traffic is switched
 * and end with the container's first restart; the repeated ones have no times, are {@value LiveLog#REPLAYED} at most, and end now.
 */
public final class Joined {

    /** Enough of a line to tell it from another. */
    private static final int COMPARED = 500;

    private Joined() {
    }

    /**
     * Every line once, in order: where the end of the stored ones is found among the repeated ones, what those have before it goes before
     * it, and what they have after it goes after it. Repeated lines that are not stored have no time.
     *
     * @param stored   asked for before the repeated ones, so that none of them is newer
     * @param repeated oldest first
     */
    public static List<LogLine> of(List<LogLine> stored, List<String> repeated) {
        if (repeated.isEmpty()) {
            return stored;
        }
        int length = 0;
        int at = 0;
        for (int i = 0; i < repeated.size(); i++) {
            int common = common(stored, repeated, i);
            if (common > length) {
                length = common;
                at = i + 1 - common;
            }
        }
        List<LogLine> all = new ArrayList<>(stored.subList(0, stored.size() - length));
        all.addAll(LogLine.untimed(repeated.subList(0, at)));
        all.addAll(stored.subList(stored.size() - length, stored.size()));
        all.addAll(LogLine.untimed(repeated.subList(at + length, repeated.size())));
        return all;
    }

    /** How many lines of the stored end are the repeated ones up to this one. */
    private static int common(List<LogLine> stored, List<String> repeated, int last) {
        int common = 0;
        while (common <= last && common < stored.size()
                && key(stored.get(stored.size() - 1 - common).text()).equals(key(repeated.get(last - common)))) {
            common++;
        }
        return common;
    }

    private static String key(String line) {
        return line.length() <= COMPARED ? line : line.substring(0, COMPARED);
    }
}
