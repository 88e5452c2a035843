package tests.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Cli;
import tests.support.Home;

class VersionTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version"})
    void isAloneOnOneLine(String argument) {
        new Cli(new Home(folder)).run(argument).exits(0).prints("0.1.0\n").complains("");
    }

    @Test
    void asJson() {
        new Cli(new Home(folder)).run("version", "--json").exits(0).printsMatch("\\{\\s*\"version\"\\s*:\\s*\"0\\.1\\.0\"\\s*}\n")
            .complains("");
    }

    @Test
    void needsNoHome() {
        new Cli(new Home(Path.of("/proc/nonexistent"))).run("version").exits(0).prints("0.1.0\n").complains("");
    }

    @Test
    void takesNoArguments() {
        new Cli(new Home(folder)).run("version", "extra").failsWith(2, "");
    }
}
