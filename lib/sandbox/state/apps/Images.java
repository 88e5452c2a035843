package lib.sandbox.state.apps;

import java.util.List;
import lib.sandbox.base.Rows;

/** The images that were built on this server, {@code <app name>:<deployment>}. Contract: the five newest of an app name are kept. */
public final class Images extends Rows<String> {

    private static final int LIMIT = 5;

    Images() {
        super(name -> name);
    }

    /** The name that the image of a deployment has. */
    public static String name(String appName, String deploymentId) {
        return appName + ":" + deploymentId;
    }

    /**
     * Adds one as the newest.
     *
     * @return what had to go for it
     */
    public synchronized List<String> add(String image) {
        put(image);
        List<String> same = all().stream().filter(each -> repository(each).equals(repository(image))).toList();
        List<String> old = same.subList(0, Math.max(0, same.size() - LIMIT));
        old.forEach(this::remove);
        return old;
    }

    /** Removes the whole repository of an app's name, also what another app that had the name before still runs on. */
    public synchronized void forget(String appName) {
        all().stream().filter(image -> repository(image).equals(appName)).forEach(this::remove);
    }

    private static String repository(String image) {
        return image.substring(0, image.lastIndexOf(':'));
    }
}
