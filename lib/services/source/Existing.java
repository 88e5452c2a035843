package lib.services.source;

import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.services.release.Group;
import lib.services.settings.SharedFile;

/**
 * The app that a source was deployed as before.
 *
 * @param app    of a compose group its primary
 * @param source what it is to be built from now
 */
public record Existing(App app, Source source) {

    /**
     * Looks for it by its name; where none was typed, also by what it is built from.
     *
     * @param wanted the name that the app is to have
     * @param typed  whether somebody typed that name
     * @param fresh  whether a new app is insisted on
     * @return null when there is none
     * @throws Failure CONFLICT when a new one is insisted on and the name is taken, when several have the name, or are built from this
     */
    public static Existing of(Source source, String wanted, boolean typed, boolean fresh, List<App> apps) {
        List<App> called = apps.stream().filter(each -> each.name().equals(wanted)).toList();
        if (called.size() > 1) {
            // the first of them would be any
            throw new Failure(Kind.CONFLICT, called.size() + " apps are called " + wanted + ": " + String.join(", ", called.stream()
                    .map(each -> each.id() + " (" + each.status() + ", made " + each.createdAt() + ")").toList()),
                    "give one of them another name, by its id: paas rename <id> <name>");
        }
        App named = called.isEmpty() ? null : called.getFirst();
        if (fresh) {
            if (named != null) {
                throw new Failure(Kind.CONFLICT, "there is an app " + wanted + " already (" + named.id() + ")",
                        "a new one needs another name: paas deploy <name> --new …");
            }
            return null;
        }
        if ((named == null || !source.of(named)) && !typed && source instanceof GitSource git) {
            List<App> same = apps.stream().filter(each -> source.of(each) && Group.primary(apps, each).id().equals(each.id())
                    && each.branch().equals(git.branch()) && each.text("rootDir").equals(git.rootDir())).toList();
            if (same.size() > 1) {
                throw new Failure(Kind.CONFLICT, "several apps are built from this: "
                        + String.join(", ", same.stream().map(App::name).toList()),
                        "say which one: paas deploy " + same.getFirst().name() + "; or a new one: paas deploy <name>");
            }
            named = same.isEmpty() ? named : same.getFirst();
        }
        return named == null ? null : new Existing(Group.primary(apps, named), source);
    }

    /**
     * Whether the app itself is built again; else another one is to be put in its place.
     *
     * @param replace whether it may be replaced although it comes from elsewhere
     * @throws Failure CONFLICT when it is not what the source is meant for
     */
    public boolean refresh(boolean replace) {
        boolean beside = !(source instanceof GitSource) && (source instanceof UploadSource || !source.of(app));
        if (beside && (source.kindOf(app) || replace)) {
            return false;
        }
        if (!source.of(app)) {
            String way = source instanceof GitSource git && source.kindOf(app)
                    ? "move that app: paas update " + app.name() + " --git-repo " + git.address() + " --branch " + git.branch()
                    + " --redeploy"
                    : source instanceof GitSource ? "build that app again as it is: paas redeploy " + app.name()
                    : "put " + (source instanceof UploadSource ? "the folder" : source instanceof ImageSource ? "the image"
                    : "the Dockerfile") + " in its place: --replace";
            throw new Failure(Kind.CONFLICT, "there is an app " + app.name() + " already (" + app.id() + "), which comes from " + origin(),
                    "take another name: paas deploy <name> …; or " + way);
        }
        if (source instanceof GitSource git && git.named() == GitSource.Named.CHECKED_OUT) {
            if (!app.branch().isEmpty() && !app.branch().equals(git.branch())) {
                throw new Failure(Kind.CONFLICT, app.name() + " is built from the branch " + app.branch() + ", and this checkout is at "
                        + git.branch(), "build it as it is: paas redeploy " + app.name() + "; from this branch from now on: --branch "
                        + git.branch() + "; as another app: paas deploy <name>");
            }
            if (!app.text("rootDir").equals(git.rootDir()) && !git.rootDir().isEmpty()) {
                throw new Failure(Kind.CONFLICT, app.name() + " is built from " + (app.text("rootDir").isEmpty()
                        ? "the top of the repository" : "its folder " + app.text("rootDir")) + ", and this is " + git.rootDir(),
                        "build it as it is: paas redeploy " + app.name() + "; from this folder from now on: --root-dir " + git.rootDir()
                        + "; as another app: paas deploy <name>");
            }
        }
        return true;
    }

    /**
     * Ends normally when the app is on this server: an instance moves none.
     *
     * @param typed how the server was named
     * @throws Failure CONFLICT
     */
    public void staysOn(String serverId, String typed) {
        String own = app.text("serverId").isEmpty() ? Server.LOCALHOST : app.text("serverId");
        if (!own.equals(serverId)) {
            throw new Failure(Kind.CONFLICT, app.name() + " is on the server " + own + ", and an app stays where it was made",
                    "leave out --server; or make another app on " + typed + ": paas deploy <name> --new --server " + typed + " …");
        }
    }

    /**
     * The project whose Dockerfile is to be another one, where that is all there is to change: no app has to be put in another's place
     * then.
     *
     * @return null where the instance has no such way
     */
    public Project changed(Api api) {
        return source instanceof DockerfileSource && source.kindOf(app) ? SharedFile.of(api, app) : null;
    }

    private String origin() {
        return app.gitRepo().startsWith("upload:") ? "a folder that was sent"
                : !app.gitRepo().isEmpty() ? GitAddress.of(app.gitRepo()).text()
                : !app.text("image").isEmpty() ? "the image " + app.text("image") : "a Dockerfile";
    }
}
