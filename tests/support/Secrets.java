package tests.support;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What no output of the CLI may hold: the texts a test names, and any agent token but in the output of {@code paas env} and of
 * {@code paas agents}.
 */
final class Secrets {
    private static final Pattern AGENT_TOKEN = Pattern.compile("bpagt_[0-9a-zA-Z]{4,}");

    private final List<String> texts = new ArrayList<>();

    void add(String text) {
        texts.add(text);
    }

    /** @param output everything one run wrote, on whatever stream */
    void check(List<String> command, String output) {
        for (var text : texts) {
            if (output.contains(text)) {
                fail("a secret is in the output of " + command.subList(0, Math.min(2, command.size())) + ":\n" + output);
            }
        }
        boolean shown = command.contains("env") || command.contains("agents");
        if (!shown && AGENT_TOKEN.matcher(output).find()) {
            fail("an agent token is in the output of " + command.subList(0, Math.min(2, command.size())) + ":\n" + output);
        }
    }
}
