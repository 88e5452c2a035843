package lib.services.logs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lines that repeat as fewer with a count: a thousand times the same says no more than once, and the start-up lines of a container that
 * crashes say no more in the thirtieth round.
 */
public final class Folded {

    /** Lines of a round at most; an instance repeats 200 lines, and two rounds are needed to see one. */
    private static final int LONGEST_ROUND = 100;
    private static final int LEAST_SAVED = 2;

    /** Moments that a program writes itself: they differ from round to round and say nothing else. */
    private static final Pattern TIMES = Pattern.compile(
            "\\d{4}[-/]\\d{2}[-/]\\d{2}[T "
            + "]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:?\\d{2})?|^\\W?\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?");

    private Folded() {
    }

    /** Neighbours with the same text. */
    private record Run(int text, LogLine first, LogLine last, int count) {

        private boolean like(Run other) {
            return text == other.text && count == other.count;
        }

        private String shown() {
            return count == 1 ? first.whole() : first.whole() + " (" + count + " times" + at() + ")";
        }

        private String at() {
            return last.time().isEmpty() ? "" : ", last at " + last.time();
        }
    }

    /**
     * Neighbours with the same text become the first of them, with the count and the time of the last. Of several lines that come again and
     * again in the same order the first round stays, and behind it how many rounds there are.
     */
    public static List<String> of(List<LogLine> lines) {
        List<Run> runs = runs(lines);
        List<String> folded = new ArrayList<>();
        for (int at = 0; at < runs.size();) {
            int round = 0;
            int covered = 0;
            for (int length = 2; length <= LONGEST_ROUND && at + 2 * length <= runs.size(); length++) {
                int count = 1;
                while (same(runs, at, at + count * length, length)) {
                    count++;
                }
                if (count * length > covered && count * length - length - 1 >= LEAST_SAVED) {
                    round = length;
                    covered = count * length;
                }
            }
            if (covered == 0) {
                folded.add(runs.get(at++).shown());
                continue;
            }
            runs.subList(at, at + round).forEach(run -> folded.add(run.shown()));
            folded.add("(the " + round + " lines above come " + covered / round + " times" + runs.get(at + covered - 1).at() + ")");
            at += covered;
        }
        return folded;
    }

    private static boolean same(List<Run> runs, int round, int other, int length) {
        if (other + length > runs.size()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!runs.get(round + i).like(runs.get(other + i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Run> runs(List<LogLine> lines) {
        Map<String, Integer> texts = new HashMap<>();
        List<Run> runs = new ArrayList<>();
        for (LogLine line : lines) {
            int text = texts.computeIfAbsent(TIMES.matcher(line.text()).replaceAll("\0"), key -> texts.size());
            Run before = runs.isEmpty() ? null : runs.getLast();
            if (before != null && before.text == text) {
                runs.set(runs.size() - 1, new Run(text, before.first, line, before.count + 1));
            } else {
                runs.add(new Run(text, line, line, 1));
            }
        }
        return runs;
    }
}
