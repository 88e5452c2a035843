package lib.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of this program, and the Java that starts it.
 *
 * @param folder the copy's ({@link ProgramCopy})
 * @param java   the executable; null for a native program, which needs none
 * @param main   the class that starts the program
 */
public record Program(Path folder, String java, String main) {

    /**
     * The parts of what starts have loaded once, in the JVM's own form. Each is a file of its own, since the JVM lays out all that a file
     * holds, whatever a start needs of it.
     */
    enum Cache {
        /** Of the commands that load little. */
        SMALL("small.aot"),
        /** Of the MCP server. */
        SERVER("server.aot"),
        /** Of all else. */
        COMMANDS("paas.aot");

        private final String file;

        Cache(String file) {
            this.file = file;
        }
    }

    /** That part's file. It belongs to one build of the JVM and one class path, and is ignored else. */
    Path cache(Cache part) {
        return folder.resolve(part.file);
    }

    /** Whether it is one file that runs by itself. */
    public boolean isNative() {
        return java == null;
    }

    /** The file that is run of a native program. */
    public Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("01-")).findFirst()
                    .orElseThrow(() -> new java.nio.file.NoSuchFileException(folder.toString()));
        }
    }

    /** Its jars in the order of the class path. */
    public List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** For {@code -cp}: each by name, since the order of a wildcard is the file system's, and a cache holds for one order. */
    public String classPath() throws IOException {
        return jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The command line that starts a class of it. */
    List<String> line(List<String> options, String start, List<String> words) throws IOException {
        List<String> line = new ArrayList<>(List.of(java));
        line.addAll(JvmFlags.INSTALLED);
        line.addAll(options);
        line.addAll(List.of("-cp", classPath(), start));
        line.addAll(words);
        return line;
    }
}
