package lib.sandbox.state.apps;

import java.util.ArrayList;
import java.util.List;
import lib.sandbox.base.Snapshot.Kept;

/** The images that were built on this server, {@code <app name>:<deployment>}. Contract: the five newest of an app name are kept. */
public final class Images {

    private static final int LIMIT = 5;

    private final List<String> images = new ArrayList<>();      // oldest first

    /** The name that the image of a deployment has. */
    public static String name(String appName, String deploymentId) {
        return appName + ":" + deploymentId;
    }

    public synchronized boolean exists(String image) {
        return images.contains(image);
    }

    /**
     * Adds one as the newest.
     *
     * @return what had to go for it
     */
    public synchronized List<String> add(String image) {
        images.add(image);
        List<String> same = images.stream().filter(each -> repository(each).equals(repository(image))).toList();
        List<String> old = same.subList(0, Math.max(0, same.size() - LIMIT));
        images.removeAll(old);
        return old;
    }

    /** Removes the whole repository of an app's name, also what another app that had the name before still runs on. */
    public synchronized void forget(String appName) {
        images.removeIf(image -> repository(image).equals(appName));
    }

    public List<Kept<?>> kept() {
        return List.of(Kept.list("images", String.class, this::all, this::load));
    }

    private synchronized List<String> all() {
        return List.copyOf(images);
    }

    private synchronized void load(List<String> saved) {
        images.clear();
        images.addAll(saved);
    }

    private static String repository(String image) {
        return image.substring(0, image.lastIndexOf(':'));
    }
}
