package lib.services.backups;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.PrivateFile;
import lib.files.RawPath;
import lib.files.Reason;

/**
 * A file of its owner's alone, since an archive holds all secrets of an instance. It grows beside its place and takes it in one step when
 * it
 * is complete; whatever happens before leaves nothing.
 */
public final class FileSink implements Sink, AutoCloseable {

    private final Path target;
    private final boolean force;
    private final Path fresh;
    private final FileChannel channel;

    private FileSink(Path target, boolean force, Path fresh, FileChannel channel) {
        this.target = target;
        this.force = force;
        this.fresh = fresh;
        this.channel = channel;
    }

    /**
     * Proves that the file can be made.
     *
     * @param output the file, or the folder to put it in; null for the folder where the program runs
     * @param name   of the archive
     * @param force  whether a file that is there gives way
     * @throws Failure CONFLICT when there is a file; USAGE for what is no file's name; FAILED when it cannot be written
     */
    public static FileSink at(String output, String name, boolean force) {
        Path target = target(output, name);
        if (Files.exists(target) && !force) {
            throw taken(target);
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new Failure(Kind.USAGE, RawPath.whole(target) + " is no plain file", "name another with --output");
        }
        try {
            Path fresh = PrivateFile.beside(target, new byte[0], null);
            // Ctrl-C ends the process without coming back here
            fresh.toFile().deleteOnExit();
            return new FileSink(target, force, fresh, FileChannel.open(fresh, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static Path target(String output, String name) {
        Path given = RawPath.typedWhole(output == null ? "" : output);
        if (output != null && !Files.isDirectory(given)) {
            return given;
        }
        // the name is the instance's: it must not lead anywhere else
        if (!name.matches("[\\w][\\w.+-]*")) {
            throw new Failure(Kind.USAGE, "the name of this backup is no name for a file here", "name one with --output");
        }
        return given.resolve(name);
    }

    private static Failure taken(Path target) {
        return new Failure(Kind.CONFLICT, RawPath.whole(target) + " is there already",
                "name another file with --output, or write over it with --force");
    }

    private static Failure unwritable(Path target, IOException e) {
        return new Failure(Kind.FAILED, "cannot write " + RawPath.whole(target) + " (" + Reason.of(e) + ")",
                "see that its folder is there and can be written to, and that the disk has room; nothing was saved");
    }

    @Override
    public void write(byte[] bytes, int length) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    @Override
    public boolean rewind() {
        try {
            channel.truncate(0);
            return true;
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Everything has come: the file takes its place. @return where it is */
    public Path done() {
        try {
            channel.force(true);
            channel.close();
            if (force) {
                PrivateFile.take(fresh, target);
            } else {
                place();
            }
            return target;
        } catch (FileAlreadyExistsException e) {
            throw taken(target);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** A second name fails where there is a file by now, which a move would write over. */
    private void place() throws IOException {
        try {
            Files.createLink(target, fresh);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.move(fresh, target);
        }
    }

    /** Leaves nothing but the file at its place, if it has come there. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            // it goes when the program ends
        }
    }
}
