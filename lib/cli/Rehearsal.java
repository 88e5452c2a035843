package lib.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * What is done most, once each in one process, while the JVM records what that loads ({@code lib.install.Training}): so what a start needs
 * lies ready afterwards. It runs in a home of its own, against an instance that is played; what it prints goes nowhere, and what an editor
 * would say comes on standard input.
 */
public final class Rehearsal {

    private static final String[][] SMALL = {{"version"}, {"help"}, {"env"}, {"apps", "--help"}};
    private static final String[][] SERVER = {{"mcp"}};
    private static final String[][] COMMANDS = {
        {"status"}, {"apps"}, {"apps", "--json"}, {"app", "shop-web"}, {"projects"},
        {"deployments", "shop-web"}, {"__complete", "bash", "--", "apps", "--st"}, {"statsu"}};

    private Rehearsal() {
    }

    /** @param args the part: SMALL for what loads little, SERVER for the MCP server, COMMANDS for all else */
    public static void main(String[] args) throws IOException {
        all(switch (args[0]) {
            case "SMALL" -> SMALL;
            // without TLS, whose nine hundred classes an editor would wait for at each start: they come while it asks its first question
            case "SERVER" -> SERVER;
            default -> COMMANDS;
        });
        Path home = Path.of(System.getenv("HOME"));
        if (Files.exists(home.resolve("https.json"))) {
            Files.move(home.resolve("https.json"), home.resolve(".paas").resolve("config.json"), StandardCopyOption.REPLACE_EXISTING);
            once(new String[] {"status"});
            authorities();
        }
    }

    private static void all(String[][] lines) {
        for (String[] line : lines) {
            once(line.clone());
        }
    }

    /** The JVM's, which sign most instances' certificates. */
    private static void authorities() {
        try {
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).init((KeyStore) null);
            SSLSocketFactory.getDefault();
        } catch (GeneralSecurityException none) {
            // a start that needs them is slower then
        }
    }

    private static void once(String[] line) {
        Main main = new Main();
        try (ProcessContext context = main.context) {
            main.guarded(line);
        }
    }
}
