package lib.install;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps an installed copy quick when its Java has changed: a start that went without its cache has it made anew by a process of its own in
 * the background, and says nothing of it. Somebody waits for that start's end; nobody waits for this.
 */
public final class Retraining {

    /** The copy that was started; set by the launcher ({@link LaunchScript}). A constant, so that asking for it loads nothing. */
    public static final String COPY = "paas.copy";

    private static final String TRIED = "tried-";
    private static final Duration AGAIN = Duration.ofHours(1);

    private Retraining() {
    }

    /**
     * Has the caches made anew, unless that is being done, or was tried lately.
     *
     * @param main the class that starts the program
     */
    public static void begin(String main) {
        try {
            Path copy = Path.of(System.getProperty(COPY));
            Program program = new Program(copy, own(), main);
            if (claimed(copy)) {
                new ProcessBuilder(program.line(List.of("-Xmx256m"), Retraining.class.getName(), List.of(copy.toString(), main)))
                        .directory(copy.toFile()).redirectInput(Path.of(nothing()).toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            }
        } catch (IOException | RuntimeException notNow) {
            // a slower start is no failure, and not this command's matter
        }
    }

    /** One try an hour with each Java, however many commands start at once. */
    private static boolean claimed(Path copy) throws IOException {
        String java = own() + System.getProperty("java.vm.version") + System.getProperty("java.vm.vendor");
        Path tried = copy.resolve(TRIED + Integer.toHexString(java.hashCode()));
        try {
            if (Files.exists(tried) && Files.getLastModifiedTime(tried).toInstant().isBefore(Instant.now().minus(AGAIN))) {
                Files.deleteIfExists(tried);
            }
            Files.createFile(tried);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }

    /** The background process. @param args the copy, and the class that starts the program */
    public static void main(String[] args) throws IOException {
        Path copy = Path.of(args[0]);
        Program program = new Program(copy, own(), args[1]);
        Training.Outcome outcome = new Training(program).run(0);
        if (outcome == Training.Outcome.TRAINED || outcome == Training.Outcome.FITTED) {
            new Installation(copy.getParent().getParent().getParent().getParent()).javaMoved(program);
            if (outcome == Training.Outcome.TRAINED) {
                forget(copy);
            }
        }
    }

    /** It has worked: the next change is answered at once. */
    static void forget(Path copy) throws IOException {
        try (Stream<Path> files = Files.list(copy)) {
            for (Path tried : files.filter(file -> file.getFileName().toString().startsWith(TRIED)).toList()) {
                Files.deleteIfExists(tried);
            }
        }
    }

    private static String own() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java").toString();
    }

    private static String nothing() {
        return System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null";
    }
}
