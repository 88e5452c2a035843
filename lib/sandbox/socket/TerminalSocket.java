package lib.sandbox.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.sandbox.base.Background;
import lib.sandbox.files.Folders;
import lib.sandbox.http.Call;
import lib.sandbox.http.Socket;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.servers.Servers;

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
        boolean up = state.apps().output().logs().of(app.id).isUp();
        boolean there = up && state.servers().obstacle(app.serverId, background) == null;
        run(socket, there ? List.of("/bin/bash", "/bin/sh") : List.of(), variables(app),
            "No shell (/bin/bash or /bin/sh) found in the container image.", !Servers.isLocal(app.serverId));
    }

    /** With its secrets in clear; none of an app that has none, or is deleted at this moment. */
    private Map<String, String> variables(App app) {
        App stored = state.apps().stored(app.id);
        return stored == null || stored.envVars == null ? Map.of() : stored.envVars;
    }

    /** A shell on a server. In the sandbox each of them is this machine, and there, too, the shell gets its own folder. */
    public void ofHost(Socket socket, Call call) throws IOException, InterruptedException {
        String server = call.query("serverId");
        String obstacle = state.servers().obstacle(server, background);
        if (obstacle != null) {
            end(socket, obstacle);
            return;
        }
        run(socket, List.of("/bin/bash", "/bin/zsh", "/bin/sh"), Map.of(), "No shell (/bin/bash, /bin/zsh or /bin/sh) found on the host.",
            !Servers.isLocal(server));
    }

    /**
     * @param variables what a container has of its app
     * @param remote    whether the terminal has a size from the start, as over SSH
     */
    private static void run(Socket socket, List<String> candidates, Map<String, String> variables, String none, boolean remote)
            throws IOException, InterruptedException {
        Shell shell;
        try {
            shell = Shell.start(candidates, variables);
        } catch (IOException e) {
            end(socket, e instanceof FileNotFoundException ? none : "Failed to start terminal session: " + e.getMessage());
            return;
        }
        try (shell) {
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
        if ("input".equals(message.type)) {
            shell.type(message.data.getBytes(UTF_8));
        } else if ("resize".equals(message.type) && sized) {
            shell.resize((int) message.cols, (int) message.rows);
        }
    }

    /** What has come in is read before the connection drops: unread, it would make the system take this last line back. */
    private static void end(Socket socket, String line) throws IOException {
        socket.ignoreInput();
        socket.binary((line + "\r\n").getBytes(UTF_8));
    }

    private record Message(String type, String data, long cols, long rows) { }

    /**
     * A real shell under a real pseudo-terminal. It starts in an empty temporary folder that goes when it ends, with an environment that
     * has nothing of this process's; otherwise it has the rights of whoever started the sandbox. The terminal has no size until it is
     * given one.
     */
    private record Shell(PtyProcess process, Path folder) implements AutoCloseable {

        private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        private static final int MOST_BYTES = 8192;
        private static final byte[] NOTHING = new byte[0];

        /** Starts the first of these programs that is there; a FileNotFoundException when none is. */
        static Shell start(List<String> candidates, Map<String, String> variables) throws IOException {
            String program = candidates.stream().filter(each -> Files.isExecutable(Path.of(each))).findFirst()
                .orElseThrow(() -> new FileNotFoundException("no shell"));
            Path folder = Files.createTempDirectory("paas-sandbox-shell-");
            Map<String, String> environment = new HashMap<>(variables);
            environment.keySet().removeIf(name -> !name.matches("[A-Za-z_][A-Za-z0-9_]*"));
            environment.putAll(Map.of("PATH", PATH, "HOME", folder.toString(), "TERM", "xterm-256color", "LANG", "C.UTF-8"));
            try {
                return new Shell(new PtyProcessBuilder(new String[] {program}).setEnvironment(environment)
                    .setDirectory(folder.toString()).setRedirectErrorStream(true).start(), folder);
            } catch (IOException | RuntimeException | LinkageError e) {
                Folders.delete(folder);
                throw new IOException(e.getMessage(), e);
            }
        }

        /** The next bytes of the terminal, at most 8192; none when the shell has ended. */
        byte[] read() {
            try {
                byte[] buffer = new byte[MOST_BYTES];
                int count = process.getInputStream().read(buffer);
                return count <= 0 ? NOTHING : Arrays.copyOf(buffer, count);
            } catch (IOException ended) {
                return NOTHING;     // how a pseudo-terminal says that nobody is at its other end
            }
        }

        /** Types this; nothing happens once the shell has ended. */
        void type(byte[] keys) {
            try {
                process.getOutputStream().write(keys);
                process.getOutputStream().flush();
            } catch (IOException ended) {
                return;
            }
        }

        void resize(int columns, int rows) {
            process.setWinSize(new WinSize(columns, rows));
        }

        /** Ends the shell and what it started; does not wait. */
        void end() {
            ProcessHandle.of(process.pid()).ifPresent(shell -> shell.descendants().forEach(ProcessHandle::destroyForcibly));
            process.destroyForcibly();
        }

        /** Ends the shell and deletes its folder. */
        @Override
        public void close() {
            end();
            Folders.delete(folder);
        }
    }
}
