package lib.services.release;

import java.time.Duration;
import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Outage;
import lib.base.Pause;
import lib.op.Progress;
import lib.services.release.Outcome.Deployed;

/**
 * Waits for the end of a deployment, by its entry in the history alone: the app's status says running too early and too late (contract,
 * DEPLOY AND WAIT).
 */
public final class Waiting {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LAST_LINES = 20;
    private static final int MOST_NEW_LINES = 50;
    private static final long LONGEST_PAUSE_MS = 3000;
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

    private final Api api;
    private final Progress progress;

    public Waiting(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /**
     * What became of a deployment that was started.
     *
     * @param wait  whether to wait for the end; else the answer is the deployment as it was started
     * @param notes what the caller should know about how it was started
     * @throws Failure as {@link #end}
     */
    public Outcome of(Started started, boolean wait, List<String> notes) {
        return wait ? end(started.app(), started.deployment().id(), null, notes) : new Outcome(facts(started.app(), started.deployment(),
                notes), null);
    }

    /**
     * Waits until the deployment is over, or the time is up. Nothing is stopped by the latter, nor by Ctrl-C.
     *
     * @param limit how long; null for the caller's own patience, or an hour: a build has no time limit of its own. A caller with patience
     *              of its own gets a building deployment as a normal
     *              result, since it can call again; for others it is a failure (TIMED_OUT)
     * @throws Failure NOT_FOUND when the entry vanishes (the app was deleted); as a request fails, when the instance stays away for
     *                       two minutes
     */
    public Outcome end(App app, String deploymentId, Duration limit, List<String> notes) {
        boolean callsAgain = progress.patience() != null;
        Duration patience = limit != null ? limit : callsAgain ? progress.patience() : LONGEST;
        progress.onInterrupt("The deployment goes on without you; " + again(deploymentId));
        Deployment last = watch(app, deploymentId, patience);
        progress.onInterrupt(null);
        if (last.finished()) {
            App now = last.status().equals("success") ? current(app) : app;
            return new Outcome(facts(now, last, notes), failure(now, last));
        }
        return new Outcome(facts(app, last, notes), callsAgain ? null
                : new Failure(Kind.TIMED_OUT, "the deployment of " + app.name() + " is not over after " + patience.toSeconds() + " s",
                        "it goes on; " + again(deploymentId)));
    }

    private Deployment watch(App app, String id, Duration patience) {
        long start = System.nanoTime();
        Outage outage = new Outage(LONGEST_OUTAGE, progress::step);
        int shown = 0;
        for (long pause = 250; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 3 / 2)) {
            try {
                Deployment now = api.deployments().find(id);
                if (now == null) {
                    throw new Failure(Kind.NOT_FOUND, "the deployment " + id + " of " + app.name() + " is not in the history any more",
                            "was the app deleted? see: paas apps");
                }
                outage.over();
                shown = show(app, now, shown);
                if (now.finished() || System.nanoTime() - start >= patience.toNanos()) {
                    return now;
                }
            } catch (Failure e) {
                // an instance that restarts is away for a moment, and the deployment's end is written down there
                outage.endure(e);
            }
            Pause.ofMillis(Math.min(pause, Math.max(1, patience.toMillis() - (System.nanoTime() - start) / 1_000_000)));
        }
    }

    /** One line at a terminal, every new line elsewhere. */
    private int show(App app, Deployment now, int shown) {
        List<String> log = now.logs();
        if (log.size() > shown && progress.watched()) {
            progress.step("building " + app.name() + ": " + log.getLast().strip());
        } else if (log.size() > shown) {
            log.subList(Math.max(shown, log.size() - MOST_NEW_LINES), log.size()).forEach(line -> progress.step(line.stripTrailing()));
        } else if (log.isEmpty()) {
            progress.step("building " + app.name());
        }
        return log.size();
    }

    private App current(App app) {
        try {
            return api.apps().get(app.id());
        } catch (Failure e) {
            // the end is known; only the address may be the old one
            return app;
        }
    }

    private static Deployed facts(App app, Deployment deployment, List<String> notes) {
        boolean failed = deployment.status().equals("failed");
        List<String> log = deployment.logs();
        String cause = failed ? Cause.of(log) : "";
        return new Deployed(app.id(), app.name(), deployment.id(), deployment.status(), app.url(),
                deployment.duration().isEmpty() ? null : deployment.duration(), cause.isEmpty() ? null : cause,
                failed ? List.copyOf(log.subList(Math.max(0, log.size() - LAST_LINES), log.size())) : List.of(), notes,
                deployment.finished() ? null : "paas_wait_deployment, or: paas deployments wait " + deployment.id());
    }

    private static Failure failure(App app, Deployment ended) {
        return ended.status().equals("success") ? null : new Failure(Kind.FAILED, "the deployment of " + app.name() + " failed"
                + (ended.duration().equals("interrupted") ? ": the instance restarted in the middle" : ""),
                ended.duration().equals("interrupted") ? "start it again: paas redeploy " + app.name()
                        : "all of its log: paas build-logs " + app.name() + " " + ended.id());
    }

    private static String again(String deploymentId) {
        return "look again: paas deployments wait " + deploymentId;
    }
}
