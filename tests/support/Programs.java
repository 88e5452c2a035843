package tests.support;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of this machine a test needs; without one it is skipped and says what to install. */
public final class Programs {
    private Programs() {
    }

    /** @param install what brings it, e.g. {@code apt-get install chromium} */
    public static Path need(String name, String install) {
        return find(name).orElseGet(() -> abort(name + " is not on the PATH: " + install));
    }

    public static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    }
}
