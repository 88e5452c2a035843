package lib.setup;

import java.util.ArrayList;
import java.util.List;

/**
 * What changes in a text, line by line. Lines that stay are not shown: settings hold other programs' secrets, and a difference is what
 * people paste into an issue.
 */
final class Difference {

    /** Above this the lines are not matched with each other: an entry has twenty. */
    private static final int MOST = 2000;

    private Difference() {
    }

    /** Lines with {@code - } and {@code + } before them, and {@code @@ line n} where a changed part begins. */
    static List<String> of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(old.size(), now.size()) - start && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        return lines(old.subList(start, old.size() - end), now.subList(start, now.size() - end), start);
    }

    private static List<String> lines(List<String> old, List<String> now, int offset) {
        boolean matched = old.size() <= MOST && now.size() <= MOST;
        int[][] common = matched ? new int[old.size() + 1][now.size() + 1] : null;
        for (int i = old.size() - 1; matched && i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(now.get(j)) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        boolean running = false;
        while (i < old.size() || j < now.size()) {
            if (matched && i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                i++;
                j++;
                running = false;
                continue;
            }
            if (!running) {
                lines.add("@@ line " + (offset + j + 1));
                running = true;
            }
            if (i < old.size() && (j == now.size() || !matched || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + old.get(i++));
            } else {
                lines.add("+ " + now.get(j++));
            }
        }
        return lines;
    }
}
