package lib.services.logs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
 * network
 * breaks: the app's state tells which, and lines that were shown before are not shown again. Contract: streams, part 3.
 */
public final class FollowLogs {

    /** The old lines come in one go; a pause this long ends them. */
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration WHILE = Duration.ofSeconds(30);
    private static final long LONGEST_WAIT_MS = 5000;

    private final Api api;
    private final Feed feed;
    private final Predicate<String> wanted;
    private final Replay seam = new Replay();
    private App app;
    private String deployment;
    private String said = "";
    private final Outage outage;

    public FollowLogs(Api api, Feed feed, App app, Predicate<String> wanted) {
        this.api = api;
        this.feed = feed;
        this.app = app;
        this.wanted = wanted;
        this.outage = new Outage(null, this::say);
        this.deployment = app.text("activeDeployId");
    }

    /**
     * Never ends by itself.
     *
     * @param lines how many old lines to show first; the instance has at most 200
     * @throws Failure NOT_FOUND when the app is deleted; NOT_ALLOWED
     */
    public void run(int lines) {
        long wait = 500;
        for (boolean first = true; ; first = false) {
            long start = System.nanoTime();
            try (WebSocket log = api.streams().runtimeLogs(app.id())) {
                boolean open = begin(log, first, lines);
                while (open) {
                    open = next(log);
                }
            } catch (Failure e) {
                outage.endure(e);
            }
            wait = System.nanoTime() - start > 10_000_000_000L ? 500 : Math.min(LONGEST_WAIT_MS, wait * 2);
            Pause.ofMillis(wait);
            awaitContainer();
        }
    }

    /** The lines that were there before; those shown already are left out. */
    private boolean begin(WebSocket log, boolean first, int most) {
        List<String> replay = new ArrayList<>();
        boolean open = true;
        while (open && replay.size() < Replay.REPLAYED) {
            byte[] message = log.read(replay.isEmpty() ? WHILE : PAUSE);
            open = message != null;
            if (message == WebSocket.NOTHING) {
                break;
            }
            for (String line : open ? lines(message) : List.<String>of()) {
                if (!about(line)) {
                    replay.add(line);
                }
            }
        }
        if (!first) {
            look();
        }
        List<String> fresh = seam.fresh(replay);
        fresh.subList(first ? Math.max(0, fresh.size() - most) : 0, fresh.size()).forEach(this::show);
        return open;
    }

    private boolean next(WebSocket log) {
        byte[] message = log.read(WHILE);
        if (message != null && message != WebSocket.NOTHING) {
            for (String line : lines(message)) {
                seam.shown(line);
                show(line);
            }
        }
        return message != null;
    }

    /** A message can have line breaks in it (streams, part 2). */
    private static List<String> lines(byte[] message) {
        return WebSocket.line(message).lines().map(LogLine::plain).toList();
    }

    private void show(String line) {
        said = "";
        outage.over();
        if (wanted.test(line)) {
            feed.line(line);
        }
    }

    /** Words of the instance in place of a log. */
    private boolean about(String line) {
        boolean about = line.startsWith("App is currently building. Runtime logs will start") || line.equals("App \"" + app.id()
                + "\" not found.")
                || line.startsWith("Failed to open log stream: ") || line.startsWith("Failed to start docker logs: ")
                || line.startsWith("Failed to load server config.")
                || line.startsWith("Failed to connect to remote server: ") || line.startsWith("Failed to create SSH session: ");
        if (about) {
            say(line);
        }
        return about;
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

    /** Once, until a line comes in between. */
    private void say(String text) {
        if (!text.equals(said)) {
            said = text;
            feed.note(text);
        }
    }
}
