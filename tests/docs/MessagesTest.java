package tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/**
 * What troubleshooting quotes is what the program prints: each piece between two … is a piece of one text in the sources (joined over lines),
 * in the order of the message.
 */
class MessagesTest {

    private static final Pattern QUOTED = Pattern.compile("\\*\\*`([^`]+)`\\*\\*");
    /** A text of Java, or two that are joined with whatever between them. */
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    @Test
    void everyMessageIsInTheSources() {
        String sources = Checkout.sources("lib").stream().map(Checkout::read).reduce("", (all, each) -> all + "\n" + texts(each));
        List<String> missing = new ArrayList<>();
        var quoted = QUOTED.matcher(Page.of("docs/troubleshooting.md").text()).results().map(found -> found.group(1)).toList();
        assertTrue(quoted.size() >= 30, "only " + quoted.size() + " messages were found");
        for (String message : quoted) {
            String regex = Stream.of(message.split("…")).filter(part -> !part.isBlank()).map(String::strip).map(Pattern::quote)
                .reduce((one, other) -> one + "[^\\n]*" + other).orElseThrow();
            if (!Pattern.compile(regex).matcher(sources).find()) {
                missing.add(message);
            }
        }
        assertEquals(List.of(), missing);
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
