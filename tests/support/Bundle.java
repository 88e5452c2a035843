package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the CLI is started as JBang would: this JVM, the options and the class path of paas.java, its main class. Or the native binary that
 * {@code --binary} names.
 */
public final class Bundle {
    /** Who starts the tests may ignore Ctrl-C (a shell in the background) or SIGHUP (nohup), and that is inherited: switched on again. */
    private static final List<String> INTERRUPTIBLE = ignoresInterrupts() ? List.of("env", "--default-signal=INT,HUP") : List.of();
    private static String classPath;
    private static Trained trained;
    private static Path binary;

    private Bundle() {
    }

    /** From now on the program is this file, and no JVM is started for it. */
    public static void binary(Path file) {
        try {
            binary = file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be run", e);
        }
    }

    /** The file that is run instead of a JVM; null for none. */
    public static Path binary() {
        return binary;
    }

    /** The program of the process that a run is: what a list of processes has as its command. */
    public static Path program() {
        return binary != null ? binary : Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Makes all runs after it cheaper to start. */
    public static void train() {
        try {
            trained = Trained.of(java(), classPath());
        } catch (IOException e) {
            throw new UncheckedIOException("the training run failed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted during the training run", e);
        }
    }

    private static List<String> java() {
        var command = new ArrayList<>(List.of(program().toString()));
        command.addAll(Checkout.directive("paas.java", "RUNTIME_OPTIONS"));
        return command;
    }

    /** As JBang starts it, to the last jar and option, whether it was trained or not. */
    public static List<String> untrained(List<String> arguments) {
        return binary != null ? command(List.of(), arguments) : command(null, List.of(), arguments);
    }

    /** @param jvmOptions more options of the JVM, put before the main class; a run with any does without what was trained */
    public static List<String> command(List<String> jvmOptions, List<String> arguments) {
        if (binary != null) {
            if (!jvmOptions.isEmpty()) {
                throw new IllegalStateException("a test that sets options of the JVM has to say so: @AboutTheJvm");
            }
            var command = new ArrayList<>(INTERRUPTIBLE);
            command.add(program().toString());
            command.addAll(arguments);
            return command;
        }
        return command(jvmOptions.isEmpty() ? trained : null, jvmOptions, arguments);
    }

    private static List<String> command(Trained by, List<String> jvmOptions, List<String> arguments) {
        var command = new ArrayList<>(INTERRUPTIBLE);
        command.addAll(java());
        command.addAll(by != null ? by.options() : jvmOptions);
        command.addAll(List.of("-classpath", by != null ? by.classPath() : classPath(), "lib.cli.Main"));
        command.addAll(arguments);
        return command;
    }

    private static boolean ignoresInterrupts() {
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 3) != 0);
        } catch (IOException e) {
            return false; // no Linux: nothing is known
        }
    }

    /** The class path of paas.java alone: a class the bundle does not declare must be missing in the tests, too. */
    private static synchronized String classPath() {
        if (classPath == null) {
            classPath = Files.isExecutable(Checkout.file("jbang")) ? askJBang() : ownWithoutTests();
        }
        return classPath;
    }

    private static String askJBang() {
        try {
            var process = new ProcessBuilder("./jbang", "info", "classpath", "paas.java").directory(Checkout.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process.getOutputStream().close();
            var path = new String(process.getInputStream().readAllBytes()).strip();
            assertEquals(0, process.waitFor(), "exit code of: ./jbang info classpath paas.java");
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException("./jbang cannot be run", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while asking JBang for the class path", e);
        }
    }

    private static String ownWithoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).getFileName().toString().equals("All.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    }
}
