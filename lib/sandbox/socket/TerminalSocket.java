package lib.sandbox.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lib.sandbox.base.Background;
import lib.sandbox.http.Call;
import lib.sandbox.http.Socket;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;

/**
 * A shell behind a WebSocket: JSON in text frames comes in, raw bytes of the terminal go out in binary frames. The connection drops when
 * the shell ends, and the shell ends with the connection.
 */
public record TerminalSocket(State state, Background background) {

    private static final int MOST = 65_535;

    /** A shell in the container of an app, were there one: here it has the app's variables, and an empty folder of its own. */
    public void ofApp(Socket socket, Call call) throws IOException, InterruptedException {
        App app = state.apps().find(call.query("appId"));
        if (app == null) {
            end(socket, "App not found.");
            return;
        }
        if (!app.status.equals("running")) {
            end(socket, "Container is not running. Start the app to open a terminal.");
            return;
        }
        // The server probes for a shell before all else, so that a container that died and a machine that is away have none.
        boolean there = state.apps().output().logs().isUp(app.id) && Remote.obstacle(state.servers(), app.serverId, background) == null;
        run(socket, there ? List.of("/bin/bash", "/bin/sh") : List.of(), state.apps().stored(app.id).envVars,
            "No shell (/bin/bash or /bin/sh) found in the container image.", !Remote.isLocal(app.serverId));
    }

    /** A shell on a server. In the sandbox each of them is this machine, and there, too, the shell gets its own folder. */
    public void ofHost(Socket socket, Call call) throws IOException, InterruptedException {
        String server = call.query("serverId");
        String obstacle = Remote.obstacle(state.servers(), server, background);
        if (obstacle != null) {
            end(socket, obstacle);
            return;
        }
        run(socket, List.of("/bin/bash", "/bin/zsh", "/bin/sh"), null, "No shell (/bin/bash, /bin/zsh or /bin/sh) found on the host.",
            !Remote.isLocal(server));
    }

    /** @param remote whether the terminal has a size from the start, as over SSH */
    private static void run(Socket socket, List<String> candidates, Map<String, String> variables, String none, boolean remote)
            throws IOException, InterruptedException {
        Shell started;
        try {
            started = Shell.start(candidates, variables);
        } catch (IOException e) {
            end(socket, "Failed to start terminal session: " + e.getMessage());
            return;
        }
        if (started == null) {
            end(socket, none);
            return;
        }
        try (Shell shell = started) {
            if (remote) {
                shell.resize(80, 40);
            }
            socket.whenGone(shell::end);
            socket.listen(Message.class, message -> take(message, shell));
            for (byte[] bytes = shell.read(); bytes.length > 0; bytes = shell.read()) {
                socket.binary(bytes);
            }
        }
    }

    private static void take(Message message, Shell shell) {
        boolean sized = message.cols > 0 && message.rows > 0 && message.cols <= MOST && message.rows <= MOST;
        switch (message.type) {
            case "input" -> shell.type(message.data.getBytes(UTF_8));
            case "resize" -> {
                if (sized) {
                    shell.resize((int) message.cols, (int) message.rows);
                }
            }
            default -> { }
        }
    }

    /** What has come in is read before the connection drops: unread, it would make the system take this last line back. */
    private static void end(Socket socket, String line) throws IOException, InterruptedException {
        socket.ignoreInput();
        socket.binary((line + "\r\n").getBytes(UTF_8));
    }

    private record Message(String type, String data, long cols, long rows) { }
}
