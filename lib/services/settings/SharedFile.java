package lib.services.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;

/** The compose file or Dockerfile that a project keeps itself, in place of a repository's. Contract: projects/config/update. */
public final class SharedFile {

    private SharedFile() {
    }

    /** What an app has in place of its repository's file; "" for nothing. */
    public static String of(App app) {
        return app.text(field(app));
    }

    private static String field(App app) {
        return app.compose() ? "composeContent" : "dockerfileContent";
    }

    /**
     * The project through which an app's file can be changed.
     *
     * @return null when it shares its project with others, so that the instance has no file of the project
     */
    public static Project of(Api api, App app) {
        return api.projects().all().stream().filter(each -> each.id().equals(app.text("projectId")) && each.primaryId().equals(app.id()))
                .findFirst().orElse(null);
    }

    /**
     * Stores another one; what the route would clear is told to it as it is. Contract: projects/config/update, absent = CLEARED.
     *
     * @param primary the app that stands for the project's build
     * @param text    "" for the repository's own again
     * @throws Failure FAILED when the instance has another one afterwards; ANSWER_LOST when that cannot be told; else as the route fails
     */
    public static void store(Api api, Project project, App primary, String text) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("projectId", project.id());
        for (String field : List.of("gitRepo", "branch", "rootDir", "composePath", "dockerfilePath")) {
            request.put(field, primary.text(field));
        }
        request.put(field(primary), text);
        Failure lost = Uncertain.send(() -> api.apps().configureProject(request));
        if (!of(api.apps().get(primary.id())).strip().equals(text.strip())) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the file for " + project.name()
                    + ", but has another one", "nothing was deployed");
        }
    }
}
