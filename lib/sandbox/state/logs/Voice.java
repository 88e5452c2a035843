package lib.sandbox.state.logs;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.sandbox.files.Resource;

/**
 * How a kind of program writes its log: pieces, each a line or an error with the lines that belong to it. The kinds and what stands in
 * braces in a piece are in {@code lib/sandbox/state/logs/voices.yaml}.
 */
public record Voice(List<String> words, List<String> usual, List<String> error) {

    private static final List<Voice> KINDS = List.of(Resource.of("state/logs/voices.yaml", Voice[].class));
    private static final int ONE_ERROR_IN = 14;
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    /** By the words of a name such as an app's, a service's or a repository's; the last word that says something decides. */
    public static Voice of(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).reversed();
        return parts.stream().flatMap(part -> KINDS.stream().filter(voice -> voice.words.stream().anyMatch(part::startsWith)))
            .findFirst().orElse(KINDS.getLast());
    }

    /** What it writes next, at this time: now and then an error. */
    public List<String> next(RandomGenerator random, OffsetDateTime time) {
        return random.nextInt(ONE_ERROR_IN) == 0 ? error(random, time) : usual(random, time);
    }

    /** What it writes when all is well. */
    public List<String> usual(RandomGenerator random, OffsetDateTime time) {
        return piece(usual, random, time);
    }

    /** What it writes when something goes wrong. */
    public List<String> error(RandomGenerator random, OffsetDateTime time) {
        return piece(error, random, time);
    }

    private static List<String> piece(List<String> pieces, RandomGenerator random, OffsetDateTime time) {
        String piece = pieces.get(random.nextInt(pieces.size()));
        return List.of(BRACES.matcher(piece).replaceAll(found -> Matcher.quoteReplacement(said(found.group(1), random, time))).split("\n"));
    }

    private static String said(String braces, RandomGenerator random, OffsetDateTime time) {
        if (braces.matches("[0-9]+-[0-9]+")) {
            String[] range = braces.split("-");
            return "" + random.nextInt(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
        } else if (braces.startsWith("time ")) {
            return time.format(DateTimeFormatter.ofPattern(braces.substring(5), Locale.ROOT));
        }
        String[] choices = braces.split("\\|", -1);
        return braces.equals("hex") ? "%06x".formatted(random.nextInt(1 << 24)) : choices[random.nextInt(choices.length)];
    }
}
