package lib.services.terminal;

import java.util.List;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** What an instance writes into a terminal instead of a shell. Contract: streams, part 5. */
public final class Refusal {

    private static final List<String> OTHERS = List.of("Failed to start terminal session:", "Failed to load server config.",
            "Failed to parse SSH private key:",
            "Failed to connect to remote server:", "Failed to create SSH session:", "Failed to request PTY:", "Failed to setup std",
            "Failed to start terminal:", "Failed to start shell:");

    private Refusal() {
    }

    /**
     * Ends normally unless the text is such a message.
     *
     * @param text all that the terminal was sent, as plain text
     * @throws Failure what it means
     */
    public static void check(String text, App app) {
        String said = text.strip();
        if (said.indexOf('\n') >= 0) {
            return;
        }
        if (said.equals("App not found.")) {
            throw new Failure(Kind.NOT_FOUND, "the instance has no app " + app.name() + " any more", "see: paas apps");
        }
        if (said.startsWith("Container is not running.")) {
            throw new Failure(Kind.FAILED, app.name() + " is not running, so there is no container to run anything in",
                    "start it: paas start " + app.name());
        }
        if (said.startsWith("No shell (")) {
            throw new Failure(Kind.FAILED, "the container of " + app.name() + " has no shell, or it has died",
                    "see whether it runs: paas logs " + app.name());
        }
        if (OTHERS.stream().anyMatch(said::startsWith)) {
            throw new Failure(Kind.FAILED, "the instance could not open a terminal: " + said, "look at the instance's own log");
        }
    }
}
