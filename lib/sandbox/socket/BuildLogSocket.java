package lib.sandbox.socket;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import lib.sandbox.http.Call;
import lib.sandbox.http.Socket;
import lib.sandbox.state.State;

/**
 * The build log of an app: the stored one of its latest deployment, then the messages of this and all later ones, until the client leaves.
 * Who reads too slowly loses messages. Contract: streams.md, 2.
 */
public record BuildLogSocket(State state, InstantSource clock) {

    private static final int BUFFER = 256;

    public void run(Socket socket, Call call) throws IOException, InterruptedException {
        var frames = new LogFrames(socket, clock);
        var app = call.query("appId");
        if (app.isEmpty()) {
            var apps = state.apps();
            if (apps.isEmpty()) {
                frames.sendLast("No apps deployed yet.");
                return;
            }
            app = apps.getLast().id;
        }
        var live = new ArrayBlockingQueue<String>(BUFFER);
        try (var log = state.deployments().follow(app, live::offer)) {
            for (var line : log.before()) {
                frames.send(line);
            }
            socket.ignoreInput();
            while (true) {
                frames.send(live.take());
            }
        }
    }
}
