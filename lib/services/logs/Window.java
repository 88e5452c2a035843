package lib.services.logs;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a log's end as may be shown.
 *
 * @param lines the last ones that fit, oldest first; an overlong one is cut
 * @param older how many before them were left out
 */
public record Window(List<String> lines, int older) {

    /** Of one line: what is longer is a dump of something. */
    private static final int LONGEST = 2000;

    /** @param most lines */
    public static Window last(List<String> all, int most, int mostCharacters) {
        List<String> lines = new ArrayList<>();
        int characters = 0;
        for (int i = all.size() - 1; i >= 0 && lines.size() < most; i--) {
            String line = cut(all.get(i));
            characters += line.length() + 1;
            if (characters > mostCharacters) {
                break;
            }
            lines.add(line);
        }
        return new Window(lines.reversed(), all.size() - lines.size());
    }

    private static String cut(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "… (" + (line.length() - LONGEST) + " characters cut)";
    }
}
