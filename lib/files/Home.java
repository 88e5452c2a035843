package lib.files;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * The person's home folder: $HOME, on Windows %USERPROFILE%, else the one of the account. Java itself looks only at the account, and would
 * miss a throw-away home.
 */
public final class Home {

    private Home() {
    }

    /**
     * @return absolute, a folder that exists
     * @throws Failure FAILED when there is no such folder: what is saved below anything else would be lost, or land where others read it
     */
    public static Path of(Map<String, String> environment) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        String variable = windows ? "USERPROFILE" : "HOME";
        String told = environment.get(variable);
        boolean set = told != null && !told.isBlank();
        String home = set ? told : System.getProperty("user.home", "");
        Path folder;
        try {
            folder = Path.of(home);
        } catch (InvalidPathException e) {
            throw new Failure(Kind.FAILED, "the name of your home folder cannot be read in this locale",
                    "set LC_ALL=C.UTF-8, or another UTF-8 locale");
        }
        if (!folder.isAbsolute()) {
            throw new Failure(Kind.FAILED, set ? variable + " is not an absolute path: " + home
                    : "there is no home folder to keep the connection in",
                    "set " + variable + " to a folder of yours");
        }
        if (!Files.isDirectory(folder)) {
            throw new Failure(Kind.FAILED, "the home folder " + home + " does not exist", "set " + variable + " to a folder of yours");
        }
        return folder;
    }
}
