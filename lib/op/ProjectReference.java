package lib.op;

import java.util.List;
import lib.api.Project;

/** A project, by its name in any letter case or by its id. */
@Reference.About(value = "Name or id of the project.", completes = "projects")
public record ProjectReference(String text) implements Reference {

    /**
     * The project in a list that is already there.
     *
     * @throws lib.base.Failure NOT_FOUND with the names that come close
     */
    public Project in(List<Project> projects) {
        return Project.find(projects, text);
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
