package lib.commands.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.SystemRoutes;
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
import lib.op.Progress;
import lib.op.Range;
import lib.op.Result;
import lib.op.Undo;
import lib.services.update.Following;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Looks for a newer release, or has the instance install it and follows it through its restart. Contract: /api/system/update and below.
 */
@Examples({"paas system update", "paas system update --apply", "paas system update --apply --no-wait"})
@HelpPlace(under = Heading.INSTANCE, place = 810)
@Command(name = "system update", description = "Look for a newer release, or install it",
        footer = "The instance makes a backup first, and restarts at the end: builds that run then fail. No profile may do this: it "
                + "takes the "
        + "admin token, asked for, or of PAAS_ADMIN_TOKEN.")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = "system:manage")
public final class UpdateSystem implements Callable<UpdateSystem.Updated> {

    private static final int SECONDS = 1800;

    @Option(names = "--apply", description = "Install it.")
    boolean apply;

    @Option(names = "--wait", description = "Wait until the new version runs; the default at a terminal.")
    boolean wait;

    @Option(names = "--no-wait", description = "Do not wait.")
    boolean noWait;

    @Range(min = 1, max = 86_400)
    @Option(names = {"--wait-timeout", "--timeout-seconds"}, paramLabel = "<seconds>",
            description = "How long to wait, 1 to 86400 (default 1800).")
    Integer timeoutSeconds;

    private final Api api;
    private final Progress progress;

    public UpdateSystem(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Updated call() {
        SystemRoutes.Release release = api.system().check(true);
        if (!release.configured()) {
            throw new Failure(Kind.FAILED, "the instance does not know where its releases come from",
                    "set UPDATE_REPO=owner/repository on the server, and restart it");
        }
        Facts facts = new Facts(release.current(), release.latest(), release.newer() ? "available" : "up-to-date",
                release.notes().isEmpty() ? null : release.notes(), release.url().isEmpty() ? null : release.url(), null);
        return !apply || !release.newer() ? new Updated(facts, null) : applied(release, facts);
    }

    private Updated applied(SystemRoutes.Release release, Facts facts) {
        progress.step("Starting the update to " + release.latest() + ": the instance makes a backup first");
        List<String> target = new ArrayList<>();
        Failure lost = Uncertain.send(() -> target.add(api.system().apply()));
        Undo undo = Undo.none("an instance knows no way back to an older release; the backup that it made first is in paas backups");
        Following following = new Following(api, progress, release.current(), target.isEmpty() ? release.latest() : target.getFirst());
        if (lost != null && !following.begun()) {
            throw lost;
        }
        if (noWait || !wait && !progress.watched()) {
            return new Updated(facts.now("started", undo), null);
        }
        progress.onInterrupt("The update goes on without you; look again: paas system update");
        Failure failure = following.end(timeoutSeconds == null ? SECONDS : timeoutSeconds);
        progress.onInterrupt(null);
        return new Updated(facts.now(failure == null ? "updated" : following.over() ? "failed" : "running", undo), failure);
    }

    /**
     * @param version what ran before
     * @param latest  the newest release
     * @param state   up-to-date, available, started, running, updated or failed
     * @param notes   what its makers say of it; left out for nothing
     * @param url     its page; left out for none
     * @param undo    left out when nothing was sent
     */
    public record Facts(String version, String latest, String state, @Nullable @FreeText String notes, @Nullable String url,
                        @Nullable Undo undo) {

        private Facts now(String other, Undo way) {
            return new Facts(version, latest, other, notes, url, way);
        }
    }

    /** @param failure why the new release does not run; null when all is well */
    public record Updated(Facts json, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line(switch (json.state) {
                case "up-to-date" -> "Up to date: " + json.version + " runs, and " + json.latest + " is the newest release.";
                case "available" -> json.version + " runs, and there is " + json.latest + ": paas system update --apply";
                case "started" -> "The update from " + json.version + " to " + json.latest
                        + " has begun; the instance restarts at its end. "
                        + "Look again: paas system";
                case "updated" -> "Updated from " + json.version + " to " + json.latest + ": it runs.";
                default -> "The update from " + json.version + " to " + json.latest + " did not come to its end.";
            });
            if (json.state.equals("available") && json.notes != null) {
                page.line("").text(json.notes.strip() + "\n");
            }
            return json.url != null && json.state.equals("available") ? page.line("").line(json.url) : page;
        }

        @Override
        public Undo undo() {
            return json.undo;
        }

        @Override
        public List<String> ids() {
            return List.of(json.latest);
        }
    }
}
