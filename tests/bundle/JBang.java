package tests.bundle;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tests.support.Checkout;
import tests.support.Home;
import tests.support.Run;

/**
 * The checkout's own {@code jbang} wrapper in a throw-away HOME and JBANG_DIR. What costs minutes to fetch anew (JBang itself and the
 * Maven repository) is taken from the run's own, everything a user's machine would keep of paas is not.
 */
final class JBang {

    private final Home home;
    private final Path folder;
    private final Path repository;

    JBang(Path temporary) throws IOException {
        this.home = new Home(Files.createDirectories(temporary.resolve("home")));
        this.folder = Files.createDirectories(temporary.resolve("jbang"));
        this.repository = Path.of(System.getenv().getOrDefault("JBANG_REPO", System.getenv("HOME") + "/.m2/repository"));
        String outer = System.getenv("JBANG_DIR");
        Path wrapper = (outer == null ? Path.of(System.getenv("HOME"), ".jbang") : Path.of(outer)).resolve("wrapper");
        if (Files.isDirectory(wrapper)) {
            copy(wrapper, folder.resolve("wrapper"));
        }
    }

    Home home() {
        return home;
    }

    /** Runs the wrapper in a folder without a catalog of its own. */
    Run run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(Checkout.file("jbang").toString()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    /** Runs a program with the throw-away home; its streams may not hold a warning of the JVM. */
    Run run(List<String> line) {
        try {
            Path out = Files.createTempFile("paas-test-", ".out");
            Path err = Files.createTempFile("paas-test-", ".err");
            ProcessBuilder builder = new ProcessBuilder(line).directory(home.path().toFile())
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            var variables = builder.environment();
            variables.clear();
            variables.put("PATH", System.getenv("PATH"));
            variables.put("JAVA_HOME", System.getProperty("java.home"));
            variables.put("LANG", "C.UTF-8");
            variables.put("HOME", home.path().toString());
            variables.put("JBANG_DIR", folder.toString());
            variables.put("JBANG_REPO", repository.toString());
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(8, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return fail(line + " did not end within 8 minutes; stderr:\n" + Files.readString(err));
            }
            Run run = new Run(line, process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(line + " cannot be run", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while " + line + " ran", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
