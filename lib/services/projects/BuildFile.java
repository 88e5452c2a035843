package lib.services.projects;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.TextFile;

/** The compose file or Dockerfile that takes the place of a repository's. Contract: projects/config/update. */
public final class BuildFile {

    /** A request has 2 MiB (contract, BODY LIMITS); a Dockerfile without a repository 64 KiB. */
    private static final int LARGEST = 1 << 20;
    private static final int LARGEST_DOCKERFILE = 1 << 16;
    private static final Pattern SERVICES = Pattern.compile("(?m)^[\"']?services[\"']?[ \\t]*:");

    private BuildFile() {
    }

    /** @throws Failure USAGE when it cannot be read, is empty or too large */
    public static String read(String file) {
        String text = TextFile.read(file, LARGEST, "is larger than 1 MiB: is it a compose file or a Dockerfile?",
                "name a compose file or a Dockerfile in UTF-8");
        if (text.isBlank()) {
            throw new Failure(Kind.USAGE, file + " is empty", "the repository's own file again: --repository-file");
        }
        return text;
    }

    /**
     * Holds it against what the project is built from.
     *
     * @param file its name
     * @param text null for none, "" for the repository's
     * @throws Failure USAGE
     */
    public static void check(String file, String text, String deployType) {
        if (text == null || text.isEmpty()) {
            return;
        }
        if (deployType.equals("compose")) {
            if (!SERVICES.matcher(text).find()) {
                throw new Failure(Kind.USAGE, file + " is no compose file: it has no services");
            }
        } else if (!text.toUpperCase(Locale.ROOT).contains("FROM ")) {
            throw new Failure(Kind.USAGE, file + " is no Dockerfile: it has no FROM");
        } else if (deployType.equals("dockerfile-inline") && text.getBytes(StandardCharsets.UTF_8).length > LARGEST_DOCKERFILE) {
            throw new Failure(Kind.USAGE, file + " is larger than the 64 KiB that the instance takes");
        }
    }
}
