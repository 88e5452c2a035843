package lib.sandbox.builds;

import java.util.Arrays;
import java.util.Locale;
import lib.sandbox.state.apps.App;

/**
 * How to make a deployment fail on purpose: a word in the name of the repository, of the image, or (uploads and inline Dockerfiles) of
 * the app.
 */
public enum Mishap {
    /** The compiler finds an error. */
    BROKEN,
    /** The container starts but never answers: an HTTP health check fails, none at all takes docker's proxy for the app. */
    UNHEALTHY,
    /** The container exits at its start; docker starts it again, for ever. */
    CRASHING,
    /** The container serves, so that traffic is switched to it; then it exits again and again, and docker starts it again. */
    RESTARTING,
    /** There is no such repository, or image. */
    MISSING,
    /** The repository can only be cloned with a token. */
    PRIVATE;

    /** Whether this is the one that the app runs into: the first whose word is in its name. */
    boolean hits(App app) {
        String name = nameOf(app);
        return this == Arrays.stream(values()).filter(each -> name.contains(each.name().toLowerCase(Locale.ROOT))).findFirst().orElse(null);
    }

    /** The last part of a repository's URL or an image's name, else the app's name. */
    static String nameOf(App app) {
        if (app.image != null && !app.image.isEmpty()) {
            return app.image.replaceFirst(".*/", "");
        }
        boolean named = app.gitRepo.isEmpty() || app.gitRepo.startsWith("upload://");
        return named ? app.name : Stack.lastPart(app.gitRepo);
    }
}
