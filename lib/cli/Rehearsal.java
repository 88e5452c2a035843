package lib.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What is done most, once each in one process, while the JVM records what that loads ({@code lib.install.Training}): so what a start needs
 * lies ready afterwards. It runs in a home of its own, against an instance that is played; what it prints goes nowhere, and what an editor
 * would say comes on standard input.
 */
public final class Rehearsal {

    private static final String[][] SMALL = {{"version"}, {"help"}, {"env"}};
    private static final String[][] LINES = {
        {"version"}, {"help"}, {"apps", "--help"}, {"env"}, {"status"}, {"apps"}, {"apps", "--json"}, {"app", "shop-web"}, {"projects"},
        {"deployments", "shop-web"}, {"__complete", "bash", "--", "apps", "--st"}, {"statsu"}};

    private Rehearsal() {
    }

    /** @param args "small" for what loads little, or "all" */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("small")) {
            for (String[] line : SMALL) {
                once(line.clone());
            }
            return;
        }
        for (String[] line : LINES) {
            once(line.clone());
        }
        String home = System.getenv("HOME");
        if (Files.exists(Path.of(home, "https.json"))) {
            Files.move(Path.of(home, "https.json"), Path.of(home, ".paas", "config.json"), StandardCopyOption.REPLACE_EXISTING);
            once(new String[] {"status"});
        }
        once(new String[] {"mcp"});
    }

    private static void once(String[] line) {
        Main main = new Main();
        try (ProcessContext context = main.context) {
            main.guarded(line);
        }
    }
}
