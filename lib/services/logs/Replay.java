package lib.services.logs;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins what a connection repeats to what was shown before it broke. The repeated lines are a container's last ones, at most
 * {@value LiveLog#REPLAYED}, without times or numbers: only their order tells which were seen.
 */
public final class Replay {

    /** Enough of a line to tell it from another: memory stays small however long lines get. */
    private static final int COMPARED = 500;

    private final List<String> last = new ArrayList<>();
    private long seen;

    /** A line of the container was shown. */
    public void shown(String line) {
        seen++;
        last.add(key(line));
        if (last.size() >= 4 * LiveLog.REPLAYED) {
            last.subList(0, last.size() - LiveLog.REPLAYED).clear();
        }
    }

    /** Another container writes from now on. */
    public void reset() {
        last.clear();
        seen = 0;
    }

    /**
     * Those of the repeated lines that were not shown; they count as shown then.
     *
     * @param replay at most {@link LiveLog#REPLAYED} lines
     */
    public List<String> fresh(List<String> replay) {
        List<String> keys = replay.stream().map(Replay::key).toList();
        int known = 0;
        for (int length = Math.min(last.size(), keys.size()); length > 0 && known == 0; length--) {
            // fewer lines than are repeated are all the container ever wrote: they begin with all that was seen of it
            boolean plausible = keys.size() >= LiveLog.REPLAYED || length == seen;
            if (plausible && keys.subList(0, length).equals(last.subList(last.size() - length, last.size()))) {
                known = length;
            }
        }
        List<String> fresh = replay.subList(known, replay.size());
        fresh.forEach(this::shown);
        return fresh;
    }

    private static String key(String line) {
        return line.length() <= COMPARED ? line : line.substring(0, COMPARED);
    }
}
