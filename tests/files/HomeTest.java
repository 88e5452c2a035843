package tests.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.AboutTheJvm;
import tests.support.Cli;
import tests.support.Home;

/** Where a token is saved is never a guess: a home that is none is said, and what needs none runs. */
class HomeTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"status", "env", "disconnect", "apps", "setup", "connect http://127.0.0.1:1 --legacy"})
    void aRelativeHomeIsRefused(String command) throws Exception {
        var cli = new Cli(new Home(folder)).env("HOME", "some/where");
        cli.run(command.split(" ")).exits(1)
            .complainsPart("error: HOME is not an absolute path: some/where\nhint: set HOME to a folder of yours\n");
        assertFalse(Files.exists(folder.resolve("some")), "made below the current folder");
    }

    @Test
    void aHomeThatDoesNotExistIsRefused() {
        new Cli(new Home(folder)).env("HOME", folder.resolve("gone").toString()).run("status")
            .failsWith(1, "the home folder " + folder.resolve("gone") + " does not exist\nhint: set HOME to a folder of yours\n");
    }

    /** As for a uid without an account in a container: Java then says "?" for the home. */
    @Test
    @AboutTheJvm("sets what the JVM takes for the account's home")
    void withoutAnyHomeNothingIsSavedBelowTheCurrentFolder() {
        new Cli(new Home(folder)).env("HOME", "").jvm("-Duser.home=?").run("disconnect")
            .failsWith(1, "there is no home folder to keep the connection in\nhint: set HOME to a folder of yours\n");
        assertEquals(java.util.List.of(), Home.names(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "help", "help status", "status --help"})
    void whatNeedsNoConnectionNeedsNoHome(String command) {
        new Cli(new Home(folder)).env("HOME", "some/where").run(command.split(" ")).exits(0).complains("");
    }

    @Test
    @AboutTheJvm("sets what the JVM takes for the account's home")
    void theAccountsHomeIsTakenWhereHomeIsNotSet() {
        new Home(folder).connected("http://127.0.0.1:1", "bpagt_" + "0f".repeat(32));
        new Cli(new Home(folder)).env("HOME", null).jvm("-Duser.home=" + folder).run("status").exits(8);
    }
}
