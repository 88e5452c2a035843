package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;

class DisconnectTest {
    private static final String DONE = "Disconnected. Local config removed.\n";
    private static final String LIVES = " and its token live on: to revoke it, delete it in the dashboard under Agent Access "
        + "(paas disconnect --revoke does both).\n";

    @TempDir
    Path folder;
    private Home home;
    private Cli cli;

    @BeforeEach
    void setUp() {
        home = new Home(folder);
        cli = new Cli(home);
    }

    @Test
    void removesTheConnectionAndSaysTheSameAgain() {
        home.connected("http://127.0.0.1:1", "bpagt_0123456789");
        cli.run("disconnect").exits(0).prints(DONE + "The agent \"test CLI\"" + LIVES).complains("");
        home.checkNoConfig();
        cli.run("disconnect").exits(0).prints(DONE).complains("");
    }

    @Test
    void whereNobodyEverConnected() {
        cli.run("disconnect").exits(0).prints(DONE).complains("");
        assertEquals(java.util.List.of(), Home.names(folder), "left behind in the home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{broken", "{\"version\":99}", "[]"})
    void removesAFileThatCannotBeRead(String content) {
        home.writeConfig(content);
        cli.run("disconnect").exits(0).prints(DONE + "The agent" + LIVES).complains("");
        home.checkNoConfig();
    }

    @Test
    void leavesOtherFilesAlone() throws Exception {
        home.connected("http://127.0.0.1:1", "bpagt_0123456789");
        Files.writeString(home.folder().resolve("notes.txt"), "mine");
        cli.run("disconnect").exits(0);
        assertEquals(java.util.List.of("notes.txt"), Home.names(home.folder()));
    }

    @Test
    void aLinkGoesWithTheTokenThatItLeadsTo() throws Exception {
        var real = Files.writeString(folder.resolve("real.json"), "{\"version\":1,\"url\":\"http://h\",\"token\":\"bpagt_0123456789\"}");
        Files.createDirectory(home.folder());
        Files.createSymbolicLink(home.config(), real);
        cli.run("disconnect").exits(0).prints(DONE + "The agent" + LIVES);
        home.checkNoConfig();
        assertFalse(Files.exists(real), "the token is still there");
        cli.run("status").failsWith(4, "");
    }

    @Test
    void aFolderInItsPlaceIsAnErrorThatNamesIt() throws Exception {
        Files.createDirectories(home.config().resolve("inside"));
        cli.run("disconnect").failsWith(1, "").complainsPart(home.config().toString());
        assertTrue(Files.exists(home.config().resolve("inside")));
    }

    @Test
    void asJson() throws Exception {
        home.connected("http://127.0.0.1:1", "bpagt_0123456789");
        var run = cli.run("disconnect", "--json").exits(0).complains("");
        assertEquals(new ObjectMapper().readTree("{\"removed\":true,\"config\":\"" + home.config()
            + "\",\"agent\":\"test CLI\"}"), new ObjectMapper().readTree(run.stdout()), run.toString());
        home.checkNoConfig();
    }
}
