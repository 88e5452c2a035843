package lib.services.projects;

import java.nio.charset.StandardCharsets;
import java.util.List;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.services.source.AppName;

/** What an instance takes as a project's name and description, checked before anything is sent. Contract: POST /api/projects/create. */
public final class ProjectRules {

    private static final int LONGEST_DESCRIPTION = 100;

    private ProjectRules() {
    }

    /** @throws Failure USAGE */
    public static void name(String name) {
        AppName.check(name, "a project");
    }

    /**
     * A description as the instance keeps it.
     *
     * @param given may be null, and stays so
     * @throws Failure USAGE
     */
    public static String description(String given) {
        String text = given == null ? null : given.strip();
        if (text != null && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_DESCRIPTION) {
            throw new Failure(Kind.USAGE, "the description is longer than 100 bytes", "say it shorter");
        }
        return text;
    }

    /**
     * Ends normally when no project has this name: the instance would put a number behind it.
     *
     * @param but the id of the one that may have it
     * @throws Failure CONFLICT
     */
    public static void refuseTaken(List<Project> all, String name, String but) {
        for (Project each : all) {
            if (each.name().equals(name) && !each.id().equals(but)) {
                throw new Failure(Kind.CONFLICT, "there is a project " + name + " already (" + each.id() + ")",
                        each.services().isEmpty() ? "it is empty: use it, or remove it: paas projects delete " + name
                                : "take another name");
            }
        }
    }
}
