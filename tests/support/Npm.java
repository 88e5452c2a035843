package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Programs from npm, installed once a test run into a temporary folder that goes with the JVM. They are other people's clients: what they
 * accept is the proof, not what we think they do.
 */
public final class Npm {
    private static final int MINUTES = 5;
    private static Path folder;

    private Npm() {
    }

    /**
     * @param packages each with its exact version, e.g. {@code @modelcontextprotocol/inspector@2.12.0}
     * @return the folder with their programs, {@code node_modules/.bin}
     */
    public static synchronized Path programs(String... packages) {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("paas-npm-");
                Runtime.getRuntime().addShutdownHook(new Thread(Npm::remove));
                Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            }
            var missing = new ArrayList<String>();
            for (var each : packages) {
                if (!Files.exists(installed(each))) {
                    missing.add(each);
                }
            }
            if (!missing.isEmpty()) {
                install(missing);
            }
            return folder.resolve("node_modules/.bin");
        } catch (IOException e) {
            throw new UncheckedIOException("npm packages cannot be installed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while installing npm packages", e);
        }
    }

    private static Path installed(String wanted) {
        return folder.resolve("node_modules").resolve(wanted.substring(0, wanted.lastIndexOf('@')));
    }

    private static void install(List<String> packages) throws IOException, InterruptedException {
        var log = folder.resolve("install.log");
        var line = new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--save-exact"));
        line.addAll(packages);
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        // npm's own place for it is the person's home
        builder.environment().put("npm_config_cache", folder.resolve("cache").toString());
        var process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("npm install took more than " + MINUTES + " minutes: " + packages);
        }
        assertEquals(0, process.exitValue(), () -> "npm install " + packages + "\n" + text(log));
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    private static void remove() {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // what is left lies in the temporary folder
        }
    }
}
