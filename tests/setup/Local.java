package tests.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import lib.commands.connection.Setup;
import lib.config.ConfigFile;
import lib.files.Machine;
import lib.op.Dialog;
import lib.op.Result;
import picocli.CommandLine;
import tests.support.Home;

/** Setup in this JVM, in a throw-away home, with a program of one small file: for tests of hundreds of runs. */
final class Local {
    private final Path home;
    private final Machine machine;

    Local(Path home) {
        this.home = home;
        new Home(home).connected("http://127.0.0.1:9", "bpagt_0f0f");
        try {
            Files.writeString(Files.createDirectories(home.resolve("program")).resolve("a.txt"), "a");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Predicate<String> exists = path -> Files.exists(Path.of(path));
        machine = new Machine(Machine.Os.LINUX, home.toString(), home.toString(), Map.of(), exists, "0.1.0", "lib.cli.Main",
            "/opt/java/bin/java",
            List.of(home.resolve("program").toString()));
    }

    /** What the machine's own paths are called in files that are compared. */
    String neutral(String text) {
        return text.replace(home.toString(), "/home/ada").replaceAll("runtime/0\\.1\\.0/[0-9a-f]{12}", "runtime/0.1.0/hash");
    }

    Result run(String... arguments) throws IOException {
        var setup = new Setup(new ConfigFile(java.util.Map.of("HOME", home.toString())), Dialog.NOBODY, machine);
        new CommandLine(setup).parseArgs(arguments);
        return setup.call();
    }
}
