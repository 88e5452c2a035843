package lib.commands.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Project;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.source.AppName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an app another name. What that changes is seen by looking again. Contract: POST /api/apps/rename. */
@Examples({"paas rename web shop-web", "paas rename web shop-web --json"})
@HelpPlace(under = Heading.APPS, place = 115)
@Command(name = "rename", description = "Rename an app")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {"apps:write", "apps:read"}, idempotent = true)
public final class Rename implements Callable<Rename.Renamed> {

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", paramLabel = "<new-name>", description = "Its new name: 2-40 of a-z, 0-9 and -.")
    String name;

    private final Api api;

    public Rename(Api api) {
        this.api = api;
    }

    @Override
    public Renamed call() {
        AppName.check(name);
        App before;
        App after;
        List<App> apps;
        try (Api.Claim claim = api.claim(name)) {
            apps = api.apps().all();
            before = app.in(apps);
            if (before.name().equals(name)) {
                return new Renamed(before.id(), name, null, before.url(), before.texts("domains"), List.of(), null);
            }
            for (App each : apps) {
                if (each.name().equals(name)) {
                    // the instance would put four random letters behind it
                    throw new Failure(Kind.CONFLICT, "there is an app " + name + " already (" + each.id() + ")", "take another name");
                }
            }
            App renamed = before;
            Failure lost = Uncertain.send(() -> api.apps().rename(renamed.id(), name));
            after = api.apps().get(before.id());
            if (after.name().equals(before.name())) {
                throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the new name, but the app is still called "
                        + after.name(), "see: paas app " + after.name());
            }
        }
        return new Renamed(after.id(), after.name(), before.name(), after.url(), after.texts("domains"), notes(before, after),
                Undo.by("paas", "rename", after.name(), before.name()));
    }

    private List<String> notes(App before, App after) {
        List<String> notes = new ArrayList<>();
        if (!after.name().equals(name)) {
            notes.add("somebody took the name " + name + " meanwhile: it is called " + after.name());
        }
        if (!after.url().isEmpty()) {
            notes.add(after.url().equals(before.url()) ? "its address stays " + after.url()
                    : "its address is now " + after.url() + ", and was " + before.url());
        }
        List<String> domains = before.texts("domains");
        if (!domains.isEmpty()) {
            notes.add(after.texts("domains").equals(domains) ? "its domains stay: " + String.join(", ", domains)
                    : "its domains are now " + String.join(", ", after.texts("domains")) + ", and were " + String.join(", ", domains));
        }
        if (!before.text("activeDeployId").isEmpty()) {
            notes.add("its container keeps the former name until the next deployment");
        }
        project(before, after, notes);
        return notes;
    }

    /** A project that was made for the app alone has its name, and keeps it. */
    private void project(App before, App after, List<String> notes) {
        try {
            for (Project each : api.projects().all()) {
                if (each.id().equals(before.text("projectId")) && each.name().equals(before.name())) {
                    notes.add("its project is still called " + each.name() + ": paas projects rename " + each.name() + " " + after.name());
                }
            }
        } catch (Failure e) {
            // it is renamed: what is not known about projects is no reason to say otherwise
            return;
        }
    }

    /**
     * The app as it is now.
     *
     * @param before  its former name; left out where it has had this one
     * @param url     "" without a web port
     * @param domains its own
     * @param undo    left out where nothing was changed
     */
    public record Renamed(String id, String name, @Nullable String before, String url, List<String> domains, List<String> notes,
                          @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line(before == null ? "Nothing to change: it is called " + name + "." : "Renamed " + before + " to "
                    + name + ".");
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
