package lib.commands.addons;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AddonReference;
import lib.op.AppReference;
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
import lib.services.addons.Detaching;
import lib.services.addons.Link;
import lib.services.addons.LinkOptions;
import lib.services.addons.Variable;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes an add-on's variables out of an app. Contract: POST /api/addons/detach. */
@Examples({"paas addons detach orders-db web --redeploy", "paas addons detach orders-db web"})
@HelpPlace(under = Heading.ADDONS, place = 50)
@Command(name = "addons detach", description = "Take a database or a cache from an app")
@Operation(tool = "paas_detach_addon", title = "Detach an add-on from an app", effect = Effect.WRITE, overwrites = true,
        scopes = {"addons:manage", "apps:read", "apps:write"}, idempotent = true,
        about = "Takes an add-on's variables out of an app; those that were given other values stay. Its data is not touched. It counts "
                + "with the app's next deployment: redeploy starts one.")
public final class Detach implements Callable<Detach.Detached> {

    @Parameters(index = "0")
    AddonReference addon;

    @Parameters(index = "1")
    AppReference app;

    @Mixin
    LinkOptions options = new LinkOptions();

    private final Api api;
    private final Progress progress;

    public Detach(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Detached call() {
        Link link;
        try {
            link = Link.of(api, addon, app);
        } catch (Failure e) {
            return gone(e);
        }
        Detaching done;
        Started started;
        try (Api.Claim claim = api.claim(link.app().id())) {
            link = link.now(api);
            History before = link.before(api, options, "paas addons detach " + link.handle() + " " + link.named().name() + " --redeploy");
            done = Detaching.of(link, send(link));
            started = link.redeploy(api, before, link.addon().name() + " is detached from " + link.app().name());
        }
        Outcome outcome = started == null ? null : new Waiting(api, progress).of(started, options.wait(progress), List.of());
        return new Detached(Facts.of(done, options.redeploy(), outcome == null ? null : outcome.json()),
                outcome == null ? null : outcome.failure());
    }

    /** An app that went with its project is still down as attached, by its id: that much can be cleared (contract, detachAddon). */
    private Detached gone(Failure unknown) {
        String id = app.text().strip();
        if (unknown.kind() != Kind.NOT_FOUND) {
            throw unknown;
        }
        Addon left = addon.find(api);
        if (!left.attachedApps().contains(id)) {
            throw unknown;
        }
        try {
            Uncertain.send(() -> api.addons().detach(left.id(), id));
        } catch (Failure e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw e;
            }
        }
        check(left, id, id, null);
        return new Detached(new Facts(left.id(), left.name(), id, id, List.of(), List.of(), false,
                List.of("there is no app with this id any more"), null, null, Undo.none("the app is gone")), null);
    }

    /** The answer is 200 even when nothing was stored (contract, attachAddon): only another look tells. @return the app as it is now */
    private App send(Link link) {
        Failure lost = Uncertain.send(() -> api.addons().detach(link.addon().id(), link.app().id()));
        App after = api.apps().get(link.app().id());
        check(link.addon(), after.id(), after.name(), lost);
        return after;
    }

    private void check(Addon parted, String appId, String appName, Failure lost) {
        if (api.addons().get(parted.id()).attachedApps().contains(appId)) {
            throw Objects.requireNonNullElseGet(lost, () -> new Failure(Kind.FAILED, "the instance took it, but " + parted.name()
                    + " is still attached to " + appName, "look at the log of the instance"));
        }
    }

    /**
     * What was done.
     *
     * @param removed        names of the variables that went
     * @param kept           of the add-on's variables those that stayed, since they have other values
     * @param redeployNeeded whether the app runs with them until a redeploy
     * @param next           what makes it count; left out when nothing has to be done
     * @param deployment     the redeploy that was asked for; left out otherwise
     */
    public record Facts(String addonId, String addon, String appId, String app, List<String> removed, List<Variable> kept,
                        boolean redeployNeeded, @FreeText List<String> notes, @Nullable String next,
                        @Nullable Outcome.Deployed deployment, Undo undo) {

        private static Facts of(Detaching what, boolean redeploy, Outcome.Deployed deployment) {
            Link link = what.link();
            boolean needed = !what.removed().isEmpty() && !redeploy;
            return new Facts(link.addon().id(), link.addon().name(), link.app().id(), link.app().name(), what.removed(), what.kept(),
                    needed, what.notes(), needed ? "paas redeploy " + link.app().name() : null, deployment, what.undo(redeploy));
        }
    }

    /** @param failure why the redeploy is no success; null when all is well */
    public record Detached(Facts json, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("Detached " + json.addon + " from " + json.app + (json.removed.isEmpty()
                    ? ": none of its variables was there." : ", and with it " + String.join(", ", json.removed) + "."));
            json.kept.forEach(each -> page.line(each.name() + " stays: its value is not that of " + json.addon + "."));
            return Outcome.below(page, json.notes, json.next == null ? null : "Takes effect with: " + json.next, json.deployment);
        }

        @Override
        public List<String> ids() {
            return List.of(json.appId);
        }

        @Override
        public Undo undo() {
            return json.undo;
        }
    }
}
