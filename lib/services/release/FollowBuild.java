package lib.services.release;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Outage;
import lib.base.Pause;
import lib.op.Feed;
import lib.services.logs.LogLine;

/**
 * A build's log as it grows, to the build's end. It is read from the history, which loses no line and knows the end; the WebSocket of build
 * logs drops lines for a slow reader and goes on with the next deployment (streams, parts 2 and 6).
 */
public final class FollowBuild {

    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);
    private static final long SHORTEST_MS = 500;
    private static final long LONGEST_MS = 3000;
    private static final int LAST_WORDS = 400;

    private final Api api;
    private final Feed feed;

    public FollowBuild(Api api, Feed feed) {
        this.api = api;
        this.feed = feed;
    }

    /**
     * @param lines how many of the lines that are there already to show
     * @throws Failure FAILED when the deployment failed; NOT_FOUND when it vanishes from the history
     */
    public void run(App app, Deployment first, int lines) {
        int shown = Math.max(0, first.logs().size() - lines);
        if (shown > 0) {
            feed.note(shown + " older lines are not shown");
        }
        boolean looping = false;
        long wait = SHORTEST_MS;
        Outage outage = new Outage(LONGEST_OUTAGE, feed::note);
        for (Deployment now = first; ; ) {
            List<String> log = now.logs();
            log.subList(Math.min(shown, log.size()), log.size()).forEach(line -> feed.line("", LogLine.plain(line)));
            if (!looping && !now.finished() && log.size() > shown) {
                looping = loops(app, log);
            }
            wait = log.size() > shown ? SHORTEST_MS : Math.min(LONGEST_MS, wait * 3 / 2);
            shown = Math.max(shown, log.size());
            if (now.finished()) {
                end(app, now);
                return;
            }
            Pause.ofMillis(wait);
            try {
                now = find(app, now.id());
                outage.over();
            } catch (Failure e) {
                outage.endure(e);
            }
        }
    }

    /** Whether its container restarts in a loop; said when it does. */
    private boolean loops(App app, List<String> log) {
        List<String> words = log.stream().map(LogLine::plain).map(StartUp::of).filter(Objects::nonNull).toList();
        Restarts restarts = Restarts.in(words.subList(Math.max(0, words.size() - LAST_WORDS), words.size()));
        if (restarts != null) {
            feed.note("the new container of " + app.name() + " does not stay up: " + restarts.words());
        }
        return restarts != null;
    }

    private Deployment find(App app, String id) {
        Deployment found = api.deployments().find(id);
        if (found == null) {
            throw new Failure(Kind.NOT_FOUND, "the deployment " + id + " of " + app.name() + " is not in the history any more",
                    "was the app deleted? see: paas apps");
        }
        return found;
    }

    private void end(App app, Deployment ended) {
        if (ended.status().equals("success")) {
            feed.note("Deployment " + ended.id() + " of " + app.name() + ": success" + (ended.duration().isEmpty() ? "" : ", "
                    + ended.duration()));
            return;
        }
        if (ended.duration().equals("interrupted")) {
            throw new Failure(Kind.FAILED, "the deployment " + ended.id() + " of " + app.name()
                    + " was interrupted: the instance restarted in the middle", "start it again: paas redeploy " + app.name());
        }
        String cause = Cause.of(ended.logs());
        throw new Failure(Kind.FAILED, "the deployment " + ended.id() + " of " + app.name() + " failed" + (cause.isEmpty() ? "" : ": "
                + cause),
                "build it again: paas redeploy " + app.name());
    }
}
