package lib.services.release;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lib.services.logs.Errors;

/**
 * A container that dies and is started again, over and over: docker does that until a health check's time is up, and the instance says
 * nothing of it. What it prints repeats itself, with an error in each round.
 *
 * @param times     how often it was started again, as far as the lines go back
 * @param lastWords the line of a round that most likely says why
 */
public record Restarts(int times, String lastWords) {

    /** Fewer rounds can be chance. */
    private static final int FEWEST_ROUNDS = 3;
    private static final int LONGEST_ROUND = 100;
    private static final int COMPARED = 300;
    /** Times, numbers of processes and addresses differ from round to round. */
    private static final Pattern VARYING = Pattern.compile("0x[0-9a-f]+|\\b[0-9a-f]{8,}\\b|\\d+(?:[.,:]\\d+)*");

    /**
     * What the end of a log tells.
     *
     * @param lines of a container, oldest first
     * @return null when it does not repeat itself
     */
    public static Restarts in(List<String> lines) {
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            if (!line.isBlank()) {
                said.add(line);
            }
        }
        List<String> keys = said.stream().map(Restarts::key).toList();
        for (int round = 1; round <= Math.min(LONGEST_ROUND, keys.size() / FEWEST_ROUNDS); round++) {
            int same = 0;
            while (same + round < keys.size() && keys.get(keys.size() - 1 - same).equals(keys.get(keys.size() - 1 - same - round))) {
                same++;
            }
            List<String> last = said.subList(said.size() - round, said.size());
            if (same >= round * (FEWEST_ROUNDS - 1) && last.stream().anyMatch(Errors::in)) {
                String why = Cause.of(last);
                return new Restarts((same + round) / round - 1, why.isEmpty() ? last.getLast().strip() : why);
            }
        }
        return null;
    }

    private static String key(String line) {
        return VARYING.matcher(line.length() > COMPARED ? line.substring(0, COMPARED) : line).replaceAll("#");
    }

    /** In words, as the end of a sentence about it. */
    public String words() {
        return "restarted " + times + " times; last words: " + lastWords;
    }
}
