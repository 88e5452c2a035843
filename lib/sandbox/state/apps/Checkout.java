package lib.sandbox.state.apps;

import java.util.Map;
import lib.sandbox.base.Rows;

/**
 * The build directory of an app as its last build (or the upload) left it.
 *
 * @param files every file's path from the root with its text; {@code ""} for those whose text nobody needs, such as sources and images
 */
public record Checkout(String appId, Map<String, String> files) {

    public Checkout {
        files = Map.copyOf(files);
    }

    /** The one that an app has; an empty one when it has none. */
    public static Checkout of(App app, Rows<Checkout> checkouts) {
        Checkout found = checkouts.find(app.id);
        return found == null ? new Checkout(app.id, Map.of()) : found;
    }

    /** Whether there is such a file below the root directory of the app, which is {@code ""} or as in {@code services/api}. */
    public boolean has(String rootDir, String path) {
        return files.containsKey(path(rootDir, path));
    }

    /** The text of a file below the root directory; {@code ""} when there is none. */
    public String text(String rootDir, String path) {
        return files.getOrDefault(path(rootDir, path), "");
    }

    private static String path(String rootDir, String path) {
        String clean = path.startsWith("./") ? path.substring(2) : path;
        String folder = rootDir.replaceAll("^(\\./)+|/+$", "");
        return folder.isEmpty() ? clean : folder + "/" + clean;
    }
}
