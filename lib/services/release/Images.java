package lib.services.release;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lib.api.App;
import lib.api.Deployment;

/**
 * Which images of an app are still there to roll back to, worked out from its history: the instance keeps the five newest built ones of an
 * app name (contract, apps/rollback), and a rollback builds none. The history itself holds about 100 deployments of all apps, so what is
 * not
 * in it is not known here.
 */
public final class Images {

    /** Contract, apps/rollback. */
    public static final int KEPT = 5;

    private final List<Deployment> history;

    /** @param history of one app, newest first */
    public Images(List<Deployment> history) {
        this.history = history;
    }

    /** The images of its successful deployments, the one built last first, each once. */
    public List<String> built() {
        Set<String> built = new LinkedHashSet<>();
        // its oldest entry is the build; later ones of the same image are rollbacks
        for (Deployment each : history.reversed()) {
            if (succeeded(each)) {
                built.add(each.image());
            }
        }
        return new ArrayList<>(built).reversed();
    }

    /** Whether the image is among the newest of its name. */
    public boolean kept(String image) {
        return built().stream().filter(each -> repository(each).equals(repository(image))).limit(KEPT).anyMatch(image::equals);
    }

    /** Whether the image is still kept after one more build. */
    boolean outlives(String image) {
        return built().stream().filter(each -> repository(each).equals(repository(image))).limit(KEPT - 1).anyMatch(image::equals);
    }

    /**
     * The newest successful deployment whose image is kept and was built before the one now serving.
     *
     * @param serving the image now serving; "" when it is not known, then any but the newest counts
     * @return null when there is none
     */
    public Deployment before(String serving) {
        List<String> built = built();
        String image = null;
        int at = built.indexOf(serving);
        for (String each : built.subList(Math.max(0, at < 0 && serving.isEmpty() ? Math.min(1, built.size()) : at + 1), built.size())) {
            if (kept(each) && !each.equals(serving)) {
                image = each;
                break;
            }
        }
        String wanted = image;
        return wanted == null ? null : history.stream().filter(each -> succeeded(each) && each.image().equals(wanted)).findFirst()
                .orElse(null);
    }

    /** The deployments that can be rolled back to, newest first, an image each. */
    public List<Deployment> candidates(String serving) {
        Set<String> seen = new LinkedHashSet<>(List.of(serving));
        return history.stream().filter(each -> succeeded(each) && kept(each.image()) && seen.add(each.image())).toList();
    }

    /** Whether the image that an app runs on was built under this name: it keeps it over a rename. */
    public static boolean builtAs(String name, App app) {
        String repository = repository(app.text("activeImage"));
        return repository.equals(name) || repository.equals("paas-" + name);
    }

    private static boolean succeeded(Deployment each) {
        return each.status().equals("success") && each.hasImage();
    }

    private static String repository(String image) {
        int tag = image.lastIndexOf(':');
        return tag < 0 ? image : image.substring(0, tag);
    }
}
