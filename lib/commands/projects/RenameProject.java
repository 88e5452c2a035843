package lib.commands.projects;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.ProjectReference;
import lib.op.Result;
import lib.op.Undo;
import lib.services.projects.ProjectRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a project another name or description. Contract: POST /api/projects/rename. */
@Examples({"paas projects rename shop store", "paas projects rename shop --description \"Web shop\""})
@HelpPlace(under = Heading.PROJECTS, place = 40)
@Command(name = "projects rename", description = "Rename a project, or describe it")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"apps:write", "apps:read"}, idempotent = true)
public final class RenameProject implements Callable<RenameProject.Renamed> {

    @Parameters(index = "0")
    ProjectReference project;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<new-name>", description = "Its new name; default: as it is.")
    String name;

    @Option(names = "--description", paramLabel = "<text>", description = "What it is, in at most 100 bytes; \"\" for none.")
    String description;

    private final Api api;

    public RenameProject(Api api) {
        this.api = api;
    }

    @Override
    public Renamed call() {
        if (name == null && description == null) {
            throw new Failure(Kind.USAGE, "there is nothing to change", "give a new name, or --description <text>");
        }
        String words = ProjectRules.description(description);
        try (Api.Claim claim = api.claim("project " + (name == null ? project : name))) {
            return changed(words);
        }
    }

    private Renamed changed(String words) {
        List<Project> all = api.projects().all();
        Project before = project.in(all);
        String wanted = name == null ? before.name() : name;
        if (!wanted.equals(before.name())) {
            ProjectRules.name(wanted);
            ProjectRules.refuseTaken(all, wanted, before.id());
        }
        boolean renamed = !wanted.equals(before.name());
        boolean described = words != null && !words.equals(before.description());
        if (!renamed && !described) {
            return new Renamed(before.id(), before.name(), null, set(before.description()), List.of(), null);
        }
        Failure lost = Uncertain.send(() -> api.projects().rename(before.id(), wanted, words));
        Project now = api.projects().get(before.id()).project();
        if (renamed && now.name().equals(before.name()) || described && !now.description().equals(words)) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the change of " + before.name()
                    + ", but the project is as it was", "see: paas projects show " + before.name());
        }
        List<String> undo = new ArrayList<>(List.of("paas", "projects", "rename", now.name()));
        if (renamed) {
            undo.add(before.name());
        }
        if (described) {
            undo.addAll(List.of("--description", before.description()));
        }
        return new Renamed(now.id(), now.name(), renamed ? before.name() : null, set(now.description()), notes(wanted, now, renamed),
                Undo.by(undo));
    }

    private static List<String> notes(String wanted, Project now, boolean renamed) {
        List<String> notes = new ArrayList<>();
        if (!now.name().equals(wanted)) {
            notes.add("somebody took the name " + wanted + " meanwhile: it is called " + now.name());
        }
        if (renamed && !now.services().isEmpty()) {
            notes.add("its apps keep their names; a new service is called " + now.name() + "-<name>");
        }
        return notes;
    }

    private static String set(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * @param before      its former name; left out where that is as it was
     * @param description left out for none
     * @param undo        left out where nothing was changed
     */
    public record Renamed(String id, String name, @Nullable String before, @Nullable @FreeText String description, List<String> notes,
                          @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line(undo == null ? "Nothing to change: the project " + name + " is like that."
                    : before == null ? "Changed the description of " + name + "." : "Renamed the project " + before + " to " + name + ".");
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
