package lib.sandbox.socket;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import lib.sandbox.base.Background;
import lib.sandbox.http.Call;
import lib.sandbox.http.Socket;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Deployments;
import lib.sandbox.state.logs.RuntimeLogs.Feed;

/** Log lines, each a JSON object in a text frame with the moment of its sending. Contract: streams.md, 2 and 3. */
public record LogSockets(State state, Background background, InstantSource clock) {

    private static final int BUFFER = 256;
    private static final Duration CHECK = Duration.ofSeconds(2);
    /** Between two checks when all else takes no time. */
    private static final Duration LEAST = Duration.ofMillis(20);

    /**
     * The build log of an app: the stored one of its latest deployment, then the messages of this and all later ones, until the client
     * leaves. Who reads too slowly loses messages.
     */
    public void ofBuilds(Socket socket, Call call) throws IOException, InterruptedException {
        String app = call.query("appId");
        if (app.isEmpty()) {
            List<App> apps = state.apps().all();
            if (apps.isEmpty()) {
                sendLast(socket, "No apps deployed yet.");
                return;
            }
            app = apps.getLast().id;
        }
        ArrayBlockingQueue<String> live = new ArrayBlockingQueue<>(BUFFER);
        try (Deployments.Following log = state.apps().deployments().follow(app, live::offer)) {
            for (String line : log.before()) {
                send(socket, line);
            }
            socket.ignoreInput();
            while (true) {
                send(socket, live.take());
            }
        }
    }

    /** What an app's container prints: the last 200 lines, then what comes, until the container ends. */
    public void ofContainer(Socket socket, Call call) throws IOException, InterruptedException {
        String id = call.query("appId");
        App found = state.apps().find(id);
        if (found == null) {
            sendLast(socket, "App \"" + id + "\" not found.");
            return;
        }
        if (isBuilding(found)) {
            send(socket, "App is currently building. Runtime logs will start once the container is up…");
        }
        // A row that is deleted meanwhile never gets another status: silence for ever, as on the server.
        for (; found == null || isBuilding(found); found = state.apps().find(id)) {
            background.pause(CHECK);
            Thread.sleep(LEAST);
        }
        String obstacle = state.servers().obstacle(found.serverId, background);
        Feed feed = obstacle == null ? state.apps().output().logs().of(id).follow() : null;
        if (feed == null) {
            sendLast(socket, obstacle == null ? "Error response from daemon: No such container: " + found.name : obstacle);
            return;
        }
        socket.ignoreInput();
        try (feed) {
            for (String line = feed.next(); line != null; line = feed.next()) {
                send(socket, line);
            }
        }
    }

    private static boolean isBuilding(App app) {
        return app.status.equals("building");
    }

    private void send(Socket socket, String message) throws IOException {
        socket.json(new Line(message, clock.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC)));
    }

    /** What has come in is read before the connection drops: unread, it would make the system take this last line back. */
    private void sendLast(Socket socket, String message) throws IOException {
        socket.ignoreInput();
        send(socket, message);
    }

    private record Line(String message, OffsetDateTime timestamp) { }
}
