package lib.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;

/** Words for what a file system refused; Java's own messages are often the bare path. */
public final class Reason {

    private Reason() {
    }

    public static String of(IOException error) {
        return switch (error) {
            case AccessDeniedException e -> "no permission";
            case NotDirectoryException e -> "not a folder";
            case java.nio.file.FileAlreadyExistsException e -> "a file is in the place of the folder";
            case java.nio.file.NoSuchFileException e -> "there is no such folder";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        };
    }
}
