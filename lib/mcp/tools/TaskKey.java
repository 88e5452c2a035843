package lib.mcp.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import lib.base.Failure;
import lib.files.Home;
import lib.files.PrivateFile;

/**
 * What seals the names of tasks: {@code ~/.paas/task.key}, made when the first task is. Where it cannot be kept, the key is that of this
 * process, and its tasks are not found by a later one.
 */
final class TaskKey {

    private static final int BYTES = 32;

    private final Map<String, String> environment;
    private byte[] key;

    TaskKey(Map<String, String> environment) {
        this.environment = environment;
    }

    synchronized byte[] get() {
        if (key == null) {
            key = kept();
        }
        return key;
    }

    private byte[] kept() {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            Path folder = Home.of(environment).resolve(".paas");
            PrivateFile file = new PrivateFile(folder.resolve("task.key"));
            byte[] there = file.read(BYTES + 1L);
            if (there != null && there.length == BYTES) {
                return there;
            }
            PrivateFile.folder(folder);
            file.write(fresh);
            // another process may have made it at the same time: the one that is there counts
            byte[] now = file.read(BYTES + 1L);
            return now != null && now.length == BYTES ? now : fresh;
        } catch (IOException | Failure e) {
            return fresh;
        }
    }

    /** What tells one token from another and says nothing of it. */
    static String digest(String token) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(("task\n" + token).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(all, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
