package lib.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is replaced in one step: the new bytes are complete and on the disk beside it, readable for its owner alone, before they take
 * its name. At no moment is there less than the old file or the new one. A link stays one: the file that it leads to is read and replaced.
 */
public final class PrivateFile {

    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final int LINKS = 40;

    private final Path file;

    /** @param file may be a link, and need not be there */
    public PrivateFile(Path file) {
        this.file = file;
    }

    /** The file that links lead to, whether it is there yet or not. */
    public Path target() throws IOException {
        Path at = file.toAbsolutePath();
        for (int i = 0; i < LINKS && Files.isSymbolicLink(at); i++) {
            at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
        }
        return Files.exists(at) ? at.toRealPath() : at;
    }

    /**
     * The bytes; null when there is no file.
     *
     * @param most more bytes are refused
     * @throws IOException also for what is no plain file: a pipe would be waited for without end
     */
    public byte[] read(long most) throws IOException {
        try {
            // one look, through links: each call of a tool comes by here
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (found.isDirectory()) {
                throw new FileSystemException(target().toString(), null, "it is a folder, not a file");
            }
            if (!found.isRegularFile()) {
                throw new FileSystemException(target().toString(), null, "it is no plain file");
            }
            if (found.size() > most) {
                throw new FileSystemException(target().toString(), null, "it is larger than " + most / (1024 * 1024) + " MiB");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    /** Replaces or makes the file, and its folder, for the owner alone. */
    public void write(byte[] bytes) throws IOException {
        Path target = target();
        folder(target.getParent());
        Path fresh = beside(target, bytes, null);
        try {
            take(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Proves that {@link #write} can make its file, without leaving anything. */
    public void prepare() throws IOException {
        Path target = target();
        folder(target.getParent());
        Files.deleteIfExists(beside(target, new byte[0], null));
    }

    /**
     * Removes the file; a link goes with what it leads to, since that holds what is to be gone.
     *
     * @return whether there was one
     */
    public boolean remove() throws IOException {
        boolean there = Files.deleteIfExists(target());
        return Files.deleteIfExists(file) || there;
    }

    /** Makes a folder, and those above it, that others may at most read, whatever the umask allows. */
    public static void usualFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, mode("rwxr-xr-x"));
        }
    }

    /** Whether others than the owner may read or write the file; false where there is none, or no such rights. */
    public boolean exposed() {
        try {
            return POSIX && !PosixFilePermissions.toString(Files.getPosixFilePermissions(file)).endsWith("------");
        } catch (IOException none) {
            return false;
        }
    }

    /** Makes a folder for the owner alone, unless it is there; those above it as usual. */
    public static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            usualFolder(folder.getParent());
            try {
                Files.createDirectory(folder, mode("rwx------"));
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // another process was first; a file in its place fails at the next step
            }
        }
    }

    /** Makes an empty file for the owner alone, unless something has its name; a file that is there is for the owner alone from now on. */
    public static void empty(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createFile(file, mode("rw-------"));
            } catch (java.nio.file.FileAlreadyExistsException e) {
                // another process was first
            }
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && new PrivateFile(file).exposed()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** Takes the folder's rights for everybody but the owner. */
    public static void closed(Path folder) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** A complete file beside the target, on the disk; private, or with the rights and the owner of another one. */
    public static Path beside(Path target, byte[] bytes, Path like) throws IOException {
        Path fresh = Files.createTempFile(target.getParent(), ".paas-", ".tmp", mode("rw-------"));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
            if (POSIX && like != null) {
                Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(like));
                if (!Files.getOwner(like).equals(Files.getOwner(fresh))) {
                    Files.setOwner(fresh, Files.getOwner(like));
                }
            }
            return fresh;
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    /** Gives a complete file the target's name, and makes that outlive a power cut. */
    public static void take(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // some network file systems; the complete file is on disk already
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel channel = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notHere) {
            // where folders cannot be forced (Windows) the system does it in its own time; the file itself was forced
        }
    }

    private static FileAttribute<?>[] mode(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
