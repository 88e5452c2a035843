package lib.setup.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import lib.files.PrivateFile;

/**
 * A settings file that belongs to another program. It is replaced in one step, its former bytes lie beside it before that, and at no moment
 * is there less than the old file or the new one: whoever is killed in between has lost nothing.
 */
public final class SettingsFile {

    /** What has just been done, for whoever watches. */
    public enum Step { BACKUP_WRITTEN, BACKED_UP, WRITTEN, CHECKED, REPLACED }

    /** Far above any real file: a program's history can lie in it. */
    private static final long MOST = 256L * 1024 * 1024;

    private final PrivateFile file;
    private final Consumer<Step> watcher;

    /** @param file may be a symbolic link: the file it leads to is the one that is replaced */
    public SettingsFile(Path file) {
        this(file, step -> { });
    }

    /** @param watcher told of each step */
    public SettingsFile(Path file, Consumer<Step> watcher) {
        this.file = new PrivateFile(file);
        this.watcher = watcher;
    }

    /** The bytes; null when there is no file. */
    public byte[] read() throws IOException {
        return file.read(MOST);
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
        Path target = file.target();
        PrivateFile.usualFolder(target.getParent());
        if (before != null) {
            if (!Files.isWritable(target)) {
                throw new FileSystemException(target.toString(), null, "it is read-only");
            }
            Path fresh = PrivateFile.beside(target, before, null);
            watcher.accept(Step.BACKUP_WRITTEN);
            PrivateFile.take(fresh, target.resolveSibling(backup));
            watcher.accept(Step.BACKED_UP);
        }
        if (after == null) {
            boolean same = Arrays.equals(before, read());
            if (same) {
                Files.deleteIfExists(target);
            }
            return same;
        }
        Path fresh = PrivateFile.beside(target, after, before == null ? null : target);
        try {
            watcher.accept(Step.WRITTEN);
            if (!Arrays.equals(before, read())) {
                return false;
            }
            watcher.accept(Step.CHECKED);
            PrivateFile.take(fresh, target);
            watcher.accept(Step.REPLACED);
            return true;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
