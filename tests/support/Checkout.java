package tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout the tests run in: its root folder, its files, and the directives of its JBang scripts. */
public final class Checkout {
    private static final Path ROOT = find(Path.of("").toAbsolutePath());

    private Checkout() {
    }

    /** The folder that holds paas.java. */
    public static Path root() {
        return ROOT;
    }

    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    public static String read(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** The Java sources below a folder, as paths relative to the root with slashes, sorted. */
    public static List<String> sources(String folder) {
        try (Stream<Path> walk = Files.walk(file(folder))) {
            return walk.filter(path -> path.toString().endsWith(".java"))
                .map(path -> ROOT.relativize(path).toString().replace('\\', '/'))
                .sorted()
                .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    /** The files in a folder, as paths relative to the root with slashes, sorted. */
    public static List<String> files(String folder) {
        try (Stream<Path> list = Files.list(file(folder))) {
            return list.map(path -> ROOT.relativize(path).toString().replace('\\', '/')).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed", e);
        }
    }

    /** The values of a JBang directive of a script, e.g. {@code SOURCES}: a list with one entry for every blank-separated word. */
    public static List<String> directive(String script, String name) {
        return read(script).lines()
            .filter(line -> line.startsWith("//" + name + " "))
            .flatMap(line -> Stream.of(line.substring(name.length() + 3).strip().split("\\s+")))
            .toList();
    }

    private static Path find(Path start) {
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("paas.java")) && Files.isDirectory(folder.resolve("lib"))) {
                return folder;
            }
        }
        throw new IllegalStateException("run the tests inside a checkout: no paas.java in or above " + start);
    }
}
