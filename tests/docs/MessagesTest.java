package tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Instance;

/**
 * What troubleshooting quotes is what the program prints: each piece between two … is a piece of one statement's texts in the sources, in
 * the order of the message; or the program is made to print it.
 */
class MessagesTest {

    private static final String HALF = "PAAS_TOKEN is set, but neither PAAS_API_URL nor PAAS_URL";
    private static final Pattern QUOTED = Pattern.compile("\\*\\*`([^`]+)`\\*\\*");
    /** A text of Java, or two that are joined with whatever between them. */
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    /** Those that no text holds in one piece, and what prints them. */
    private static final Map<String, List<String>> PRINTED = Map.of(
        "there is no app \"…\"", List.of("app", "nothing-of-the-kind"),
        "this is not surely a read: …, which may change something; nothing was sent",
        List.of("db", "query", "shop-db", "delete from orders"));

    @TempDir
    Path folder;

    @Test
    void everyMessageIsInTheSources() {
        List<String> sources = Checkout.sources("lib").stream().map(Checkout::read).map(MessagesTest::texts).toList();
        List<String> missing = new ArrayList<>();
        var quoted = quoted();
        assertTrue(quoted.size() >= 30, "only " + quoted.size() + " messages were found");
        for (String message : quoted) {
            Pattern pattern = Pattern.compile(regex(message));
            // what is put together in two statements has its pieces in one file
            List<String> pieces = Stream.of(message.split("…")).map(String::strip).filter(part -> part.length() > 2).toList();
            if (!PRINTED.containsKey(message) && !message.equals(HALF) && sources.stream().noneMatch(each -> pattern.matcher(each).find()
                || pieces.size() > 1 && pieces.stream().allMatch(each::contains))) {
                missing.add(message);
            }
        }
        assertEquals(List.of(), missing);
    }

    @Test
    void theOthersArePrinted() {
        try (Instance instance = Instance.demo()) {
            Cli cli = instance.cli(folder, "operator");
            PRINTED.forEach((message, words) -> {
                assertTrue(quoted().contains(message), message + " is not on the page any more");
                String said = cli.run(words.toArray(String[]::new)).stderr();
                assertTrue(Pattern.compile("error: " + regex(message)).matcher(said).find(), message + "\n" + said);
            });
            assertTrue(quoted().contains(HALF));
            cli.env("PAAS_TOKEN", "bpagt_" + "0f".repeat(32)).run("status").failsWith(4, HALF);
        }
    }

    private static List<String> quoted() {
        return QUOTED.matcher(Page.of("docs/troubleshooting.md").text()).results().map(found -> found.group(1)).toList();
    }

    private static String regex(String message) {
        return Stream.of(message.split("…")).filter(part -> !part.isBlank()).map(String::strip).map(Pattern::quote)
            .reduce((one, other) -> one + "[^\\n]*" + other).orElseThrow();
    }

    /** The reasons in brackets that the page explains. */
    @Test
    void theReasonsAreThoseOfTheProgram() {
        String sources = Checkout.read("lib/http/NetworkFailure.java");
        for (String reason : List.of("connection refused", "unknown host", "no connection within ", "it does not speak TLS",
            " through the proxy ")) {
            assertTrue(sources.contains("\"" + reason), reason);
            assertTrue(Page.of("docs/troubleshooting.md").text().contains("`" + reason.strip()), reason);
        }
    }

    /** The texts of a source: what is joined with + stands in one line, what is between them is …; each statement a line of its own. */
    private static String texts(String source) {
        StringBuilder texts = new StringBuilder();
        for (String statement : source.split(";\\s*\\n|\\{\\s*\\n|->")) {
            TEXT.matcher(statement).results().forEach(found -> texts.append(found.group(1).replace("\\\"", "\"")).append('…'));
            texts.append('\n');
        }
        return texts.toString();
    }
}
