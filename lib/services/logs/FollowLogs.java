package lib.services.logs;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Outage;
import lib.base.Pause;
import lib.http.WebSocket;
import lib.op.Feed;

/**
 * An app's log as it comes, across containers. The connection ends with its container, by a redeploy too, and just the same when the
 * network breaks: the app's state tells which, and lines that were shown before are not shown again. Old lines have the times that are
 * stored, new ones that of their message; what was written while no connection was open has none. Contract: streams, part 3.
 */
public final class FollowLogs {

    /** How many stored lines are looked through for a moment. */
    private static final int SEARCHED = 20_000;

    private static final Duration WHILE = Duration.ofSeconds(30);
    private static final long LONGEST_WAIT_MS = 5000;

    private final Api api;
    private final Feed feed;
    private final Predicate<LogLine> wanted;
    private final Replay seam = new Replay();
    private final Set<String> said = new HashSet<>();
    private final Outage outage = new Outage(null, this::say);
    private App app;
    private String deployment;
    private boolean lookLater;

    /** @param wanted asked for each line once, in order: which ones to show */
    public FollowLogs(Api api, Feed feed, App app, Predicate<LogLine> wanted) {
        this.api = api;
        this.feed = feed;
        this.app = app;
        this.wanted = wanted;
        this.deployment = app.text("activeDeployId");
    }

    /**
     * Never ends by itself.
     *
     * @param lines how many old lines to show first
     * @param since picks those of them that are new; null for all
     * @throws Failure NOT_FOUND when the app is deleted; NOT_ALLOWED
     */
    public void run(int lines, UnaryOperator<List<LogLine>> since) {
        long wait = 500;
        for (boolean first = true; ; ) {
            long start = System.nanoTime();
            try {
                List<LogLine> stored = first ? stored(lines, since) : null;
                try (WebSocket log = api.streams().runtimeLogs(app.id())) {
                    boolean open = begin(log, stored, lines, since);
                    first = false;
                    while (open) {
                        open = next(log);
                    }
                }
            } catch (Failure e) {
                outage.endure(e);
            }
            wait = System.nanoTime() - start > 10_000_000_000L ? 500 : Math.min(LONGEST_WAIT_MS, wait * 2);
            Pause.ofMillis(wait);
            awaitContainer();
        }
    }

    /** The stored lines have times; without them the others are still worth following. */
    private List<LogLine> stored(int lines, UnaryOperator<List<LogLine>> since) {
        try {
            return LogLine.all(api.apps().runtimeLogs(app.id(), since == null ? lines : SEARCHED));
        } catch (Failure e) {
            if (!e.kind().passing()) {
                throw e;
            }
            say(e.getMessage() + "; the old lines have no times");
            return List.of();
        }
    }

    /**
     * The lines that were there before; those shown already are left out.
     *
     * @param stored of the first connection; null for a later one
     */
    private boolean begin(WebSocket log, List<LogLine> stored, int most, UnaryOperator<List<LogLine>> since) {
        LiveLog.Replayed old = LiveLog.replay(log, WHILE);
        if (!old.about().isEmpty()) {
            say(old.about());
        }
        lookLater = !old.about().isEmpty();
        if (stored == null && !lookLater) {
            look();
        }
        List<String> fresh = seam.fresh(old.lines());
        List<LogLine> show = stored == null ? LogLine.untimed(fresh) : Joined.of(stored, fresh);
        show = since == null || stored == null ? show : since.apply(show);
        show.subList(stored == null ? 0 : Math.max(0, show.size() - most), show.size()).forEach(this::show);
        return old.open();
    }

    private boolean next(WebSocket log) {
        byte[] message = log.read(WHILE);
        if (message != null && message != WebSocket.NOTHING) {
            String time = LiveLog.time(message);
            for (String line : LiveLog.lines(message)) {
                if (LiveLog.about(line)) {
                    say(line);
                } else {
                    if (lookLater) {
                        lookLater = false;
                        look();
                    }
                    seam.shown(line);
                    show(new LogLine(time, line));
                }
            }
        }
        return message != null;
    }

    private void show(LogLine line) {
        said.clear();
        outage.over();
        if (wanted.test(line)) {
            feed.line(line.time(), line.text());
        }
    }

    /** Whether another container writes now. Asked after its first lines: while it is built, the old version is the active one. */
    private void look() {
        app = api.apps().get(app.id());
        if (!app.text("activeDeployId").equals(deployment)) {
            deployment = app.text("activeDeployId");
            seam.reset();
            say("a new version of " + app.name() + " is running");
        }
    }

    /** Waits until there is something to follow again. */
    private void awaitContainer() {
        while (true) {
            try {
                App now = api.apps().get(app.id());
                if (!now.status().equals("stopped") && !now.status().equals("failed")) {
                    if (now.status().equals("building")) {
                        say(now.name() + " is being deployed; the log of the new version follows");
                    } else if (now.text("activeDeployId").equals(deployment)) {
                        say("the log of " + now.name() + " ended; connecting again");
                    }
                    return;
                }
                say(now.name() + " is " + now.status() + "; its log goes on when it runs again");
            } catch (Failure e) {
                outage.endure(e.kind() != Kind.NOT_FOUND ? e : new Failure(Kind.NOT_FOUND, app.name() + " was deleted", "see: paas apps"));
            }
            Pause.ofMillis(3000);
        }
    }

    /** Once, until a line comes: what fails in turns for hours is said once as well. */
    private void say(String text) {
        if (said.add(text)) {
            feed.note(text);
        }
    }
}
