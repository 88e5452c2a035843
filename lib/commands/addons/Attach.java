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
import lib.op.CommandLineOnly;
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
import lib.services.addons.Attaching;
import lib.services.addons.Launch;
import lib.services.addons.Link;
import lib.services.addons.LinkOptions;
import lib.services.addons.Variable;
import lib.services.release.History;
import lib.services.release.Outcome;
import lib.services.release.Started;
import lib.services.release.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives an app the variables that lead to an add-on. Contract: POST /api/addons/attach. */
@Examples({"paas addons attach orders-db web --redeploy", "paas addons attach orders-db web --dry-run"})
@HelpPlace(under = Heading.ADDONS, place = 40)
@Command(name = "addons attach", description = "Give an app a database or a cache")
@Operation(tool = "paas_attach_addon", title = "Attach an add-on to an app", effect = Effect.WRITE, overwrites = true,
        scopes = {"addons:manage", "apps:read", "apps:write"}, idempotent = true,
        about = "Copies an add-on's variables (DATABASE_URL, REDIS_URL, host, user, password …) into an app, over those of the same name. "
                + "The app gets them with its next deployment: redeploy starts one.")
public final class Attach implements Callable<Attach.Attached> {

    @Parameters(index = "0")
    AddonReference addon;

    @Parameters(index = "1")
    AppReference app;

    @Mixin
    LinkOptions options = new LinkOptions();

    @CommandLineOnly
    @Option(names = "--dry-run", description = "Show what it would do, send nothing.")
    boolean dryRun;

    private final Api api;
    private final Progress progress;

    public Attach(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Attached call() {
        Link link = Link.of(api, addon, app);
        String command = "paas addons attach " + link.handle() + " " + link.named().name();
        check(link, command);
        if (dryRun) {
            Attaching would = Attaching.of(link);
            would.warnings("would be").forEach(progress::note);
            return new Attached(Facts.of(would, false, false, null), null);
        }
        new Launch(api, progress).over(link.addon(), options.wait(progress), options.force(),
                "what is attached now is forgotten once it is ready", command);
        Attaching done;
        Started started;
        try (Api.Claim claim = api.claim(link.app().id())) {
            link = link.now(api);
            check(link, command);
            History before = link.before(api, options, command + " --redeploy");
            done = Attaching.of(link);
            done.warnings("will be").forEach(progress::note);
            send(link);
            started = link.redeploy(api, before, link.addon().name() + " is attached to " + link.app().name());
        }
        Outcome outcome = started == null ? null : new Waiting(api, progress).of(started, options.wait(progress), List.of());
        return new Attached(Facts.of(done, true, options.redeploy(), outcome == null ? null : outcome.json()),
                outcome == null ? null : outcome.failure());
    }

    /** What the instance would refuse, and what would lead nowhere. */
    private void check(Link link, String command) {
        String server = link.app().text("serverId").isEmpty() ? Addon.LOCAL : link.app().text("serverId");
        if (!server.equals(link.addon().server())) {
            throw new Failure(Kind.CONFLICT, link.addon().name() + " is on the server " + link.addon().server() + " and "
                    + link.app().name() + " on " + server + ": an app reaches only what is on its own", "make one there: paas addons "
                    + "create <name> --type " + link.addon().type() + " --server " + server);
        }
        if (link.addon().status().equals("failed") && !options.force()) {
            throw new Failure(Kind.CONFLICT, link.addon().name() + " did not start: nothing answers there", "make another one, and "
                    + "remove this: paas addons delete " + link.handle() + " --delete-data; all the same: " + command + " --force");
        }
    }

    /** The answer is 200 even when nothing was stored (contract, attachAddon): only another look tells. */
    private void send(Link link) {
        Failure lost = Uncertain.send(() -> api.addons().attach(link.addon().id(), link.app().id()));
        App after = api.apps().get(link.app().id());
        boolean there = after.envVars().keySet().containsAll(link.addon().variables().keySet())
                && api.addons().get(link.addon().id()).attachedApps().contains(after.id());
        if (!there) {
            throw Objects.requireNonNullElseGet(lost, () -> new Failure(Kind.FAILED, "the instance took it, but " + link.app().name()
                    + " has not got all variables of " + link.addon().name(), "look at the log of the instance; see: paas app "
                    + link.app().name()));
        }
    }

    /**
     * What was or would be done.
     *
     * @param variables      that the app has of it
     * @param replaced       those of them that had another value before
     * @param applied        false when nothing was sent: a dry run
     * @param redeployNeeded whether the app runs without them until a redeploy
     * @param next           what makes them count; left out when nothing has to be done
     * @param deployment     the redeploy that was asked for; left out otherwise
     * @param undo           left out when nothing was sent
     */
    public record Facts(String addonId, String addon, String appId, String app, List<String> variables, List<Variable> replaced,
                        boolean applied, boolean redeployNeeded, @FreeText List<String> notes, @Nullable String next,
                        @Nullable Outcome.Deployed deployment, @Nullable Undo undo) {

        private static Facts of(Attaching what, boolean applied, boolean redeploy, Outcome.Deployed deployment) {
            Link link = what.link();
            boolean needed = what.changes() && !redeploy;
            return new Facts(link.addon().id(), link.addon().name(), link.app().id(), link.app().name(),
                    List.copyOf(link.addon().variables().keySet()), what.replaced(), applied, needed, what.notes(),
                    needed && applied ? "paas redeploy " + link.app().name() : null, deployment, applied ? what.undo(redeploy) : null);
        }
    }

    /** @param failure why the redeploy is no success; null when all is well */
    public record Attached(Facts json, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line((json.applied ? "Attached " : "Would attach ") + json.addon + " to " + json.app + ": "
                    + String.join(", ", json.variables) + (json.applied ? "." : " (nothing was sent)."));
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
