package lib.sandbox.socket;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import lib.sandbox.http.Call;
import lib.sandbox.http.Socket;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Deployments;

/**
 * The build log of an app: the stored one of its latest deployment, then the messages of this and all later ones, until the client leaves.
 * Who reads too slowly loses messages. Contract: streams.md, 2.
 */
public record BuildLogSocket(State state, InstantSource clock) {

    private static final int BUFFER = 256;

    public void run(Socket socket, Call call) throws IOException, InterruptedException {
        LogFrames frames = new LogFrames(socket, clock);
        String app = call.query("appId");
        if (app.isEmpty()) {
            List<App> apps = state.apps().all();
            if (apps.isEmpty()) {
                frames.sendLast("No apps deployed yet.");
                return;
            }
            app = apps.getLast().id;
        }
        ArrayBlockingQueue<String> live = new ArrayBlockingQueue<>(BUFFER);
        try (Deployments.Following log = state.apps().deployments().follow(app, live::offer)) {
            for (String line : log.before()) {
                frames.send(line);
            }
            socket.ignoreInput();
            while (true) {
                frames.send(live.take());
            }
        }
    }
}
