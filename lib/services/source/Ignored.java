package lib.services.source;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import lib.base.Failure;

/** Whether a file that holds secrets could end up in a repository. */
public final class Ignored {

    private static final int NOT_IGNORED = 1;

    private Ignored() {
    }

    /** True when the file lies in a git checkout and git would take it in; false where git cannot say. */
    public static boolean exposed(String file) {
        try {
            Path path = Path.of(file).toAbsolutePath().normalize();
            return new Git(path.getParent()).ask("check-ignore", "-q", "--", path.getFileName().toString()).code() == NOT_IGNORED;
        } catch (Failure | InvalidPathException noGit) {
            return false;
        }
    }
}
