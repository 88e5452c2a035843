package lib.sandbox.state.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * How a kind of program writes its log: pieces, each a line or an error with the lines that belong to it. The kinds and what stands in
 * braces in a piece are in {@code lib/sandbox/state/logs/voices.yaml}.
 */
public record Voice(List<String> words, List<String> usual, List<String> error) {

    private static final Map<String, Voice> KINDS = load();
    private static final int ONE_ERROR_IN = 14;
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

    /** By the words of a name such as an app's, a service's or a repository's; the last word that says something decides. */
    public static Voice of(String name) {
        List<String> parts = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")).reversed();
        return parts.stream().flatMap(part -> KINDS.values().stream().filter(voice -> voice.words.stream().anyMatch(part::startsWith)))
            .findFirst().orElse(KINDS.get("plain"));
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

    @SuppressWarnings("unchecked")
    private static Map<String, Voice> load() {
        try (Reader text = new InputStreamReader(Voice.class.getResourceAsStream("/lib/sandbox/state/logs/voices.yaml"), UTF_8)) {
            Map<String, Voice> kinds = new LinkedHashMap<>();
            ((Map<String, Map<String, List<String>>>) new Load(LoadSettings.builder().build()).loadFromReader(text))
                .forEach((name, kind) -> kinds.put(name, new Voice(kind.get("words"), kind.get("usual"), kind.get("error"))));
            return kinds;
        } catch (IOException e) {
            throw new UncheckedIOException("lib/sandbox/state/logs/voices.yaml cannot be read", e);
        }
    }
}
