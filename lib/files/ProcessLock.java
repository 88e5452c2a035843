package lib.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lib.base.Pause;

/** One process at a time. The lock goes with its process, however that ends. */
public final class ProcessLock implements AutoCloseable {

    private static final int SECONDS = 30;
    private static final int LOOK_MS = 50;

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until nobody else holds it.
     *
     * @param file made when it is not there, and never removed
     * @return null when somebody holds it for half a minute
     * @throws IOException when the file cannot be made
     */
    public static ProcessLock take(Path file) throws IOException {
        return take(file, SECONDS);
    }

    /**
     * The same with a patience of one's own.
     *
     * @param seconds 0 to look once
     */
    public static ProcessLock take(Path file, int seconds) throws IOException {
        PrivateFile.folder(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (int i = 0; i <= seconds * 1000 / LOOK_MS; i++) {
                if (i > 0) {
                    Pause.ofMillis(LOOK_MS);
                }
                if (held(channel)) {
                    return new ProcessLock(channel);
                }
            }
            channel.close();
            return null;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean held(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
