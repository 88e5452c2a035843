package lib.services.release;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Outage;
import lib.base.Pause;
import lib.op.Progress;
import lib.services.logs.LogLine;
import lib.services.release.Outcome.Deployed;

/**
 * Waits for the end of a deployment, by its entry in the history alone: the app's status says running too early and too late (contract,
 * DEPLOY AND WAIT).
 */
public final class Waiting {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LAST_LINES = 20;
    private static final long LONGEST_PAUSE_MS = 3000;
    private static final long SECOND_MS = 1000;
    /** A program takes a moment from its start to its first answer. */
    private static final long AGAIN_MS = 3000;
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
        if (wait) {
            return end(started.app(), started.deployment().id(), null, notes, started);
        }
        Deployment now = started.deployment();
        // what fails at once is over before anybody could wait
        return new Outcome(facts(started.app(), now, notes, started), now.finished() ? failure(started.app(), now) : null);
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
        return end(app, deploymentId, limit, notes, null);
    }

    /** @param fresh what this call started, so that its app may be asked for its first answer; null for one that was there */
    private Outcome end(App app, String deploymentId, Duration limit, List<String> notes, Started fresh) {
        boolean callsAgain = progress.patience() != null;
        Duration patience = limit != null ? limit : callsAgain ? progress.patience() : LONGEST;
        progress.onInterrupt("The deployment goes on without you; " + again(deploymentId));
        BuildWatch watch = new BuildWatch(progress, app.name());
        Deployment last = watch(app, deploymentId, patience, watch);
        progress.onInterrupt(null);
        List<String> all = new ArrayList<>(notes);
        all.addAll(watch.notes());
        if (last.finished()) {
            boolean live = last.status().equals("success");
            App now = live ? current(app) : app;
            if (live && (fresh != null || watch.seenRunning())) {
                knock(now, all);
            }
            return new Outcome(facts(now, last, all, fresh), failure(now, last), watch.told());
        }
        return new Outcome(facts(app, last, all, fresh), callsAgain ? null
                : new Failure(Kind.TIMED_OUT, "the deployment of " + app.name() + " is not over after " + patience.toSeconds() + " s",
                        "it goes on; " + again(deploymentId)));
    }

    private Deployment watch(App app, String id, Duration patience, BuildWatch watch) {
        long start = System.nanoTime();
        Outage outage = new Outage(LONGEST_OUTAGE, progress::step);
        for (long pause = 250; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 3 / 2)) {
            try {
                Deployment now = api.deployments().find(id);
                if (now == null) {
                    throw new Failure(Kind.NOT_FOUND, "the deployment " + id + " of " + app.name() + " is not in the history any more",
                            "was the app deleted? see: paas apps");
                }
                outage.over();
                watch.show(now);
                if (now.finished() || System.nanoTime() - start >= patience.toNanos()) {
                    return now;
                }
            } catch (Failure e) {
                // an instance that restarts is away for a moment, and the deployment's end is written down there
                outage.endure(e);
            }
            pause(Math.min(pause, Math.max(1, patience.toMillis() - (System.nanoTime() - start) / 1_000_000)), watch);
        }
    }

    /** A person sees the seconds go by; the instance is not asked for that. */
    private static void pause(long milliseconds, BuildWatch watch) {
        long left = milliseconds;
        for (; left > SECOND_MS; left -= SECOND_MS) {
            Pause.ofMillis(SECOND_MS);
            watch.tick();
        }
        Pause.ofMillis(left);
    }

    /** With a health path the instance has asked already; without one it took docker's proxy for an answer. */
    private void knock(App app, List<String> notes) {
        if (app.url().isEmpty() || !app.text("healthPath").isEmpty() || app.compose()) {
            return;
        }
        String silent = Knock.at(app.url(), api.session().url());
        if (silent != null) {
            Pause.ofMillis(AGAIN_MS);
            silent = Knock.at(app.url(), api.session().url());
        }
        if (silent != null) {
            String note = "it is live, but its address " + silent + ": an app has to listen on 0.0.0.0 at the port in PORT; an "
                    + "instance keeps the former version when nothing answers at a health path: paas update " + app.name()
                    + " --health-path /";
            notes.add(note);
            progress.note(note);
        }
    }

    private App current(App app) {
        try {
            return api.apps().get(app.id());
        } catch (Failure e) {
            // the end is known; only the address may be the old one
            return app;
        }
    }

    private static Deployed facts(App app, Deployment deployment, List<String> notes, Started started) {
        boolean failed = deployment.status().equals("failed");
        List<String> log = deployment.logs();
        String cause = Cause.of(deployment);
        List<String> last = log.subList(Math.max(0, log.size() - LAST_LINES), log.size());
        return new Deployed(app.id(), app.name(), deployment.id(), deployment.status(),
                deployment.status().equals("success") ? app.url() : app.servedUrl(),
                deployment.duration().isEmpty() ? null : deployment.duration(), cause.isEmpty() ? null : cause,
                failed ? last.stream().map(LogLine::plain).toList() : List.of(), notes,
                deployment.finished() ? null : "paas deployments wait " + deployment.id(),
                // where it failed, what was before serves as it did
                started == null || failed && !started.made() ? null : started.undo());
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
