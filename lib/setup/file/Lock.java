package lib.setup.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One setup at a time writes. The lock goes with its process, however that ends. */
public final class Lock implements AutoCloseable {

    private static final int SECONDS = 30;

    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until nobody else holds it.
     *
     * @throws IOException when somebody holds it for half a minute, or the file cannot be made
     */
    public static Lock take(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (int i = 0; i < SECONDS * 20; i++) {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new Lock(channel);
                }
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("another paas setup has been writing for half a minute");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
