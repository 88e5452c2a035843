package tests.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.files.Machine;
import tests.support.Bundle;
import tests.support.Run;

/** A machine of the test's own, and programs on it. */
final class Here {
    private Here() {
    }

    /** One that has a home and these variables; its program is one small file. */
    static Machine machine(Path home, Machine.Os os, Map<String, String> variables) throws IOException {
        var program = Files.createDirectories(home.resolveSibling("program"));
        Files.writeString(program.resolve("a.txt"), "a");
        return new Machine(os, home.toString(), home.getParent().toString(), variables, path -> Files.exists(Path.of(path)), "0.1.0",
            "lib.cli.Main", "/opt/java/bin/java", List.of(program.toString()));
    }

    static Machine machine(Path home, Map<String, String> variables) throws IOException {
        return machine(home, Machine.Os.LINUX, variables);
    }

    /** The bundle as JBang would start it: an install takes longer on a busy machine than other commands may. */
    static List<String> bundle(String... words) {
        return Bundle.untrained(List.of(words));
    }

    /** The variables of a person's terminal, without a shell. */
    static Map<String, String> terminal(Path home) {
        return Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "LANG", "C.UTF-8");
    }

    /** Runs a program with these variables and no others. */
    static Run run(Map<String, String> variables, List<String> line) throws IOException, InterruptedException {
        return finish(start(variables, line), line);
    }

    static Process start(Map<String, String> variables, List<String> line) throws IOException {
        var builder = new ProcessBuilder(line).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().putAll(new HashMap<>(variables));
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** For what says little: a pipe's worth on each stream. */
    static Run finish(Process process, List<String> line) throws IOException, InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Run(line, process.waitFor(), new String(process.getInputStream().readAllBytes()),
            new String(process.getErrorStream().readAllBytes()));
    }
}
