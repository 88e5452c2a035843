package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * A text kept in a file beside its test. With UPDATE_SNAPSHOTS=1 in the environment the file is written anew; look at the difference before
 * committing it.
 */
public final class Snapshot {
    private Snapshot() {
    }

    /** @param file below tests/, e.g. {@code cli/help.txt} */
    public static void check(String file, String actual) {
        var path = Checkout.file("tests").resolve(file);
        try {
            if ("1".equals(System.getenv("UPDATE_SNAPSHOTS"))) {
                Files.writeString(path, actual);
            }
            assertTrue(Files.exists(path), "no snapshot " + path + "; UPDATE_SNAPSHOTS=1 writes it. It would be:\n" + actual);
            assertEquals(Files.readString(path), actual, "another text than in tests/" + file + "; when it is meant: UPDATE_SNAPSHOTS=1");
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read or written", e);
        }
    }
}
