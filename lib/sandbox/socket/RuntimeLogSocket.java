package lib.sandbox.socket;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import lib.sandbox.base.Background;
import lib.sandbox.http.Call;
import lib.sandbox.http.Socket;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.logs.RuntimeLogs.Feed;

/** What an app's container prints: the last 200 lines, then what comes, until the container ends. Contract: streams.md, 3. */
public record RuntimeLogSocket(State state, Background background, InstantSource clock) {

    private static final Duration CHECK = Duration.ofSeconds(2);
    /** Between two checks when all else takes no time. */
    private static final Duration LEAST = Duration.ofMillis(20);

    public void run(Socket socket, Call call) throws IOException, InterruptedException {
        LogFrames frames = new LogFrames(socket, clock);
        String id = call.query("appId");
        App found = state.apps().find(id);
        if (found == null) {
            frames.sendLast("App \"" + id + "\" not found.");
            return;
        }
        if (isBuilding(found)) {
            frames.send("App is currently building. Runtime logs will start once the container is up…");
        }
        // A row that is deleted meanwhile never gets another status: silence for ever, as on the server.
        for (; found == null || isBuilding(found); found = state.apps().find(id)) {
            background.pause(CHECK);
            Thread.sleep(LEAST);
        }
        follow(found, frames);
    }

    private void follow(App app, LogFrames frames) throws IOException, InterruptedException {
        String obstacle = Remote.obstacle(state.servers(), app.serverId, background);
        if (obstacle != null) {
            frames.sendLast(obstacle);
            return;
        }
        Feed feed = state.apps().output().logs().of(app.id).follow();
        if (feed == null) {
            frames.sendLast("Error response from daemon: No such container: " + app.name);
            return;
        }
        frames.socket().ignoreInput();
        try (feed) {
            for (String line = feed.next(); line != null; line = feed.next()) {
                frames.send(line);
            }
        }
    }

    private static boolean isBuilding(App app) {
        return app.status.equals("building");
    }
}
