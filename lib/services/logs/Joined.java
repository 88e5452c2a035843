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
     * Every line once, in order: the end of the stored ones is looked for among the repeated ones, in one piece or, where the container
     * was stopped and started, in several, since what it wrote in between is not stored. What the repeated ones have besides goes where it
     * stood among them, without a time.
     *
     * @param stored   asked for before the repeated ones, so that none of them is newer
     * @param repeated oldest first
     */
    public static List<LogLine> of(List<LogLine> stored, List<String> repeated) {
        int[] places = places(stored.subList(Math.max(0, stored.size() - repeated.size()), stored.size()), repeated);
        int older = stored.size() - places.length;
        List<LogLine> all = new ArrayList<>(stored.subList(0, older));
        int next = 0;
        for (int i = 0; i < places.length; i++) {
            all.addAll(LogLine.untimed(repeated.subList(next, places[i])));
            all.add(stored.get(older + i));
            next = places[i] + 1;
        }
        all.addAll(LogLine.untimed(repeated.subList(next, repeated.size())));
        return all;
    }

    /**
     * Where the last of the stored lines stand among the repeated ones: as many as are found, in their order, and rather side by side.
     *
     * @return of as many last lines, rising; empty when not even the very last is found
     */
    private static int[] places(List<LogLine> stored, List<String> repeated) {
        List<String> wanted = stored.stream().map(each -> key(each.text())).toList();
        List<String> there = repeated.stream().map(Joined::key).toList();
        int[][] follows = new int[wanted.size()][there.size()];
        int[] behind = new int[there.size() + 1];
        int most = 0;
        int first = wanted.size();
        int at = 0;
        for (int i = wanted.size() - 1; i >= 0; i--) {
            int[] worth = new int[there.size() + 1];
            int apart = -1;
            for (int j = there.size() - 1; j >= 0; j--) {
                boolean last = i == wanted.size() - 1;
                // the line behind it stands next to it, else the best of those further on: which costs half a line
                boolean beside = behind[j + 1] > 0 && (apart < 0 || behind[j + 1] >= behind[apart] - 1);
                int rest = last ? 0 : beside ? behind[j + 1] : apart < 0 ? -1 : behind[apart] - 1;
                if (rest >= 0 && wanted.get(i).equals(there.get(j))) {
                    worth[j] = rest + 2;
                    follows[i][j] = beside ? j + 1 : apart;
                    if (worth[j] > most || worth[j] == most && first == i) {
                        most = worth[j];
                        first = i;
                        at = j;
                    }
                }
                if (behind[j + 1] > 0 && (apart < 0 || behind[j + 1] >= behind[apart])) {
                    apart = j + 1;
                }
            }
            behind = worth;
        }
        int[] places = new int[wanted.size() - first];
        for (int i = 0; i < places.length; i++) {
            places[i] = at;
            at = follows[first + i][at];
        }
        return places;
    }

    private static String key(String line) {
        return line.length() <= COMPARED ? line : line.substring(0, COMPARED);
    }
}
