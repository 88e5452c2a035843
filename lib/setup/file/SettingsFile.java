package lib.setup.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A settings file that belongs to another program. It is replaced in one step, its former bytes lie beside it before that, and at no moment
 * is there less than the old file or the new one: whoever is killed in between has lost nothing.
 */
public final class SettingsFile {

    /** What has just been done, for whoever watches. */
    public enum Step { BACKUP_WRITTEN, BACKED_UP, WRITTEN, CHECKED, REPLACED }

    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int LINKS = 40;
    /** Far above any real file: a program's history can lie in it. */
    private static final long MOST = 256L * 1024 * 1024;

    private final Path file;
    private final Consumer<Step> watcher;

    /** @param file may be a symbolic link: the file it leads to is the one that is replaced */
    public SettingsFile(Path file) {
        this(file, step -> { });
    }

    /** @param watcher told of each step */
    public SettingsFile(Path file, Consumer<Step> watcher) {
        this.file = file;
        this.watcher = watcher;
    }

    /** The bytes; null when there is no file. */
    public byte[] read() throws IOException {
        Path target = target();
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "it is a folder");
        }
        try {
            if (Files.size(target) > MOST) {
                throw new FileSystemException(target.toString(), null, "it is larger than 256 MiB");
            }
            return Files.readAllBytes(target);
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    /**
     * Replaces the file, unless somebody has changed it meanwhile.
     *
     * @param before what was read; null when there was no file
     * @param after  the new bytes; null to remove the file
     * @param backup a name beside the file for the former bytes, private; nothing is kept when there was no file
     * @return whether it was still as before; otherwise nothing was changed but the backup
     */
    public boolean replace(byte[] before, byte[] after, String backup) throws IOException {
        Path target = target();
        Files.createDirectories(target.getParent());
        if (before != null) {
            if (!Files.isWritable(target)) {
                throw new FileSystemException(target.toString(), null, "it is read-only");
            }
            Path fresh = write(target, before, null);
            watcher.accept(Step.BACKUP_WRITTEN);
            move(fresh, target.resolveSibling(backup));
            watcher.accept(Step.BACKED_UP);
        }
        if (after == null) {
            boolean same = Arrays.equals(before, read());
            if (same) {
                Files.deleteIfExists(target);
            }
            return same;
        }
        Path fresh = write(target, after, before == null ? null : target);
        try {
            watcher.accept(Step.WRITTEN);
            if (!Arrays.equals(before, read())) {
                return false;
            }
            watcher.accept(Step.CHECKED);
            move(fresh, target);
            force(target.getParent());
            watcher.accept(Step.REPLACED);
            return true;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Writes a file of our own, without a backup. @param bytes null to remove it */
    public void write(byte[] bytes) throws IOException {
        Path target = target();
        if (bytes == null) {
            Files.deleteIfExists(target);
            return;
        }
        Files.createDirectories(target.getParent());
        move(write(target, bytes, null), target);
    }

    /** The file that links lead to, whether it is there yet or not. */
    private Path target() throws IOException {
        Path at = file.toAbsolutePath();
        for (int i = 0; i < LINKS && Files.isSymbolicLink(at); i++) {
            at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
        }
        return Files.exists(at) ? at.toRealPath() : at;
    }

    /** A complete file beside the target; private, or with the rights and the owner of another one. */
    private static Path write(Path target, byte[] bytes, Path like) throws IOException {
        Path fresh = Files.createTempFile(target.getParent(), ".paas-", ".tmp", privately());
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        if (POSIX && like != null) {
            Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(like));
            if (!Files.getOwner(like).equals(Files.getOwner(fresh))) {
                Files.setOwner(fresh, Files.getOwner(like));
            }
        }
        return fresh;
    }

    private static FileAttribute<?>[] privately() {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    private static void move(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // some network file systems; the complete file is on disk already
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** So that the new name survives a power cut, too. Where folders cannot be forced (Windows), the system does it in its own time. */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // the file itself was forced
        }
    }
}
