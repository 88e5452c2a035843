package lib.services.release;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.Deployment;
import lib.services.logs.LogLine;

/** What a new container said while it started: it stands in the build's log, marked, and nowhere else once that container is gone. */
public final class StartUp {

    private static final Pattern WORDS = Pattern.compile("^\\s*📦 \\[[^\\]]+\\] ?(.*)$");

    private StartUp() {
    }

    /**
     * The words of the newest deployment's container.
     *
     * @param deployments newest first, that one with its log
     */
    public static List<String> words(List<Deployment> deployments) {
        List<String> words = new ArrayList<>();
        for (String line : deployments.isEmpty() ? List.<String>of() : deployments.getFirst().logs()) {
            String said = of(LogLine.plain(line));
            if (said != null) {
                words.add(said);
            }
        }
        return words;
    }

    /** What the container said in this line of a build's log; null when it is none of its lines. */
    public static String of(String line) {
        Matcher words = WORDS.matcher(line);
        return words.matches() ? words.group(1) : null;
    }
}
