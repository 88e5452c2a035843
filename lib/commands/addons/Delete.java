package lib.commands.addons;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Addon;
import lib.api.Addons;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AddonReference;
import lib.op.CommandLineOnly;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Undo;
import lib.services.addons.Launch;
import lib.services.addons.LaunchOptions;
import lib.services.addons.Link;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes an add-on for good. Contract: POST /api/addons/delete. */
@Examples({"paas addons delete orders-db", "paas addons delete orders-db --delete-data --yes"})
@HelpPlace(under = Heading.ADDONS, place = 60)
@Command(name = "addons delete", description = "Delete a database or a cache for good")
@Operation(effect = Effect.DESTRUCTIVE, scopes = {"addons:manage", "apps:read"})
public final class Delete implements Callable<Delete.Deleted>, Destructive {

    @Parameters(index = "0")
    AddonReference addon;

    @Option(names = "--delete-data", description = "Its volume, too; else that stays on the server, where only docker gets at it.")
    boolean deleteData;

    @Mixin
    LaunchOptions wait = new LaunchOptions();

    @CommandLineOnly
    @Option(names = "--force", description = "Even while it is being made.")
    boolean force;

    private final Api api;
    private final Progress progress;

    public Delete(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Consequences consequences() {
        List<Addon> all = api.addons().all();
        Addon doomed = addon.in(all);
        List<App> apps = api.apps().all();
        refuse(doomed, apps);
        if (!wait.wanted(progress)) {
            over(doomed, Addons.handle(all, doomed), false);
        }
        List<String> lines = new ArrayList<>();
        lines.add("add-on: " + doomed.name() + " (" + doomed.type() + ", " + doomed.id() + "), " + doomed.status());
        lines.add(deleteData ? "data: the volume " + doomed.volume() + " goes, too" : "data: the volume " + doomed.volume()
                + " stays on the server; no add-on can ever have it again, only docker gets at it");
        lines.add("backups of the instance may hold a dump of it, which restoring one does not load");
        users(all, doomed, apps).forEach(each -> lines.add("used by: " + each.app().name() + ", whose variables stay and lead nowhere "
                + "then (" + String.join(", ", each.own()) + "); first: paas addons detach " + each.handle() + " " + each.app().name()));
        return new Consequences(Addons.handle(all, doomed), lines);
    }

    private static List<Link> users(List<Addon> all, Addon doomed, List<App> apps) {
        return apps.stream().filter(each -> doomed.attachedApps().contains(each.id())).map(each -> new Link(all, doomed, each, each))
                .toList();
    }

    /** Contract: deleteAddon. */
    private static void refuse(Addon doomed, List<App> apps) {
        if (!doomed.composeApp().isEmpty()) {
            String owner = apps.stream().filter(each -> each.id().equals(doomed.composeApp())).map(App::name).findFirst()
                    .orElse(doomed.composeApp());
            throw new Failure(Kind.CONFLICT, doomed.name() + " comes from the compose file of " + owner + " and goes only with it",
                    "delete the whole app: paas delete " + owner);
        }
    }

    private Addon over(Addon doomed, String handle, boolean waits) {
        return new Launch(api, progress).over(doomed, waits, force, "deleted now, it would reappear once it is ready",
                "paas addons delete " + handle);
    }

    @Override
    public Deleted call() {
        List<Addon> all = api.addons().all();
        Addon doomed = addon.in(all);
        List<App> apps = api.apps().all();
        refuse(doomed, apps);
        boolean early = over(doomed, Addons.handle(all, doomed), wait.wanted(progress)).building();
        Failure lost = Uncertain.send(() -> api.addons().delete(doomed.id(), deleteData));
        // the answer is 200 even when it lives on (contract, deleteAddon): only another look tells
        if (api.addons().all().stream().anyMatch(each -> each.id().equals(doomed.id()))) {
            throw lost != null ? lost : new Failure(Kind.FAILED, doomed.name() + " was told to go, but it is still there",
                    "look at the log of the instance");
        }
        List<String> notes = new ArrayList<>();
        if (early) {
            notes.add("it was still being made: if that goes on, it reappears at the end");
        }
        users(all, doomed, apps).stream().filter(each -> !each.own().isEmpty()).forEach(each -> notes.add(each.app().name() + " keeps "
                + String.join(", ", each.own()) + "; they go with: paas update " + each.app().name() + " --unset "
                + String.join(" --unset ", each.own())));
        return new Deleted(doomed.id(), doomed.name(), deleteData ? null : doomed.volume(), notes, deleteData
                ? Undo.none("its data is gone with it")
                : Undo.none("its data lies in the volume " + doomed.volume() + " still, but no add-on can have that again"));
    }

    /**
     * What is gone.
     *
     * @param notes  what it leaves behind in apps
     * @param volume which stays on the server with the data; left out when that is gone, too
     */
    public record Deleted(String id, String name, @Nullable String volume, @FreeText List<String> notes, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Deleted " + name + (volume == null ? " and its data." : "; its volume " + volume + " stays."));
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
