package lib.services.source;

import java.util.List;
import java.util.Map;
import lib.api.Api;
import lib.api.App;

/** Where an app comes from: a Git repository, an image, a Dockerfile, a folder. */
public interface Source {

    /** A name for an app that was given none, made to fit {@link AppName}; "" when nothing suggests one. */
    String proposedName();

    /** What the person should know about it before anything is sent, a sentence each. */
    List<String> notes();

    /**
     * Makes the app; its first deployment is running when this returns.
     *
     * @param settings name, and what else was asked for (contract, DeployRequest), with {@code projectId} when it becomes a service of
     *                 that project; never null values
     * @throws lib.base.Failure USAGE for a setting that means nothing here; else as the route fails
     */
    App create(Api api, Map<String, Object> settings);

    /** Whether an app was made of this very source, so that a new version of it is what is wanted. */
    boolean of(App app);

    /** Whether an app comes from such a source, so that this is what its next version is made of. */
    boolean kindOf(App app);

    /** What may help when the build of this source failed with this log; null when nothing is known. */
    default String advice(List<String> log) {
        return null;
    }
}
