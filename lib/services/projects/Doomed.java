package lib.services.projects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.services.addons.Attachments;
import lib.services.release.Group;

/**
 * A project that is to go, and what goes with it.
 *
 * @param apps its services
 */
public record Doomed(Project project, List<App> apps) {

    /** Name and id. */
    public String words() {
        return project.name() + " (" + project.id() + ")" + (project.description().isEmpty() ? "" : ", " + project.description());
    }

    /** The apps to be deleted: of a compose group its primary alone, since the others go with it. */
    public List<App> roots() {
        Map<String, App> roots = new LinkedHashMap<>();
        for (App each : apps) {
            App primary = Group.primary(apps, each);
            roots.putIfAbsent(primary.id(), primary);
        }
        return List.copyOf(roots.values());
    }

    /** One fact a line. */
    public List<String> lines(Api api) {
        List<String> lines = new ArrayList<>();
        lines.add("project: " + words() + (apps.isEmpty() ? ", empty" : ""));
        for (App each : apps) {
            lines.add("app: " + each.name() + " (" + each.id() + "), " + each.status() + (each.url().isEmpty() ? "" : ", " + each.url()));
            add(lines, "  domains: ", each.texts("domains"));
            add(lines, "  volumes, which stay: ", each.texts("volumes"));
        }
        if (!apps.isEmpty()) {
            Attachments.add(api, apps.stream().map(App::id).toList(), lines);
            lines.add("images, build folders, logs, history and cron jobs of these apps are removed");
        }
        return lines;
    }

    private static void add(List<String> lines, String what, List<String> values) {
        if (!values.isEmpty()) {
            lines.add(what + String.join(", ", values));
        }
    }
}
