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

/** How the CLI is started as JBang would: this JVM, the options and the class path of paas.java, its main class. */
public final class Bundle {
    private static String classPath;

    private Bundle() {
    }

    /** @param jvmOptions more options of the JVM, put before the main class */
    public static List<String> command(List<String> jvmOptions, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Checkout.directive("paas.java", "RUNTIME_OPTIONS"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-classpath", classPath(), "lib.cli.Main"));
        command.addAll(arguments);
        return command;
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
