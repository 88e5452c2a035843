package tests.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * WebSockets of a {@link HostileServer}: any frames in any pieces, or a real shell behind a real pseudo-terminal. The end is a drop, as the
 * instance does it.
 */
public final class Sockets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TICKET = "{\"ticket\":\"" + "0123456789abcdef".repeat(4) + "\",\"expiresIn\":60}";

    private Sockets() {
    }

    /** What one connection does; its return drops the connection. */
    public interface Script {
        void run(Peer peer) throws IOException, InterruptedException;
    }

    /** An instance with the app {@code web} (a1b2c3d4e5) that hands out tickets. */
    public static HostileServer instance() {
        return HostileServer.healthy().on("POST /api/auth/ws-ticket", HostileServer.json(TICKET))
            .on("GET /api/apps", HostileServer.json("[{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"running\","
                + "\"activeDeployId\":\"d1\",\"url\":\"http://web.example\"}]"));
    }

    public static HostileServer.Talk socket(Script script) {
        return (request, in, out) -> {
            var key = request.header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
            out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                + sha1(key) + "\r\n\r\n")
                .getBytes(ISO_8859_1));
            out.flush();
            script.run(new Peer(in, out));
        };
    }

    /**
     * A shell that is typed at as an instance's.
     *
     * @param piece bytes a frame at most, so that characters and escape sequences are split
     */
    public static HostileServer.Talk shell(Path folder, int piece, List<String> typed, String... command) {
        return socket(peer -> {
            var shell = new PtyProcessBuilder(command).setEnvironment(Map.of("PATH", System.getenv("PATH"), "TERM", "xterm-256color",
                "LANG", "C.UTF-8",
                "HOME", folder.toString())).setDirectory(Files.createDirectories(folder).toString()).setRedirectErrorStream(true).start();
            Thread.ofPlatform().daemon().start(() -> type(peer, shell, typed));
            try {
                var buffer = new byte[piece];
                for (int n = shell.getInputStream().read(buffer); n >= 0; n = shell.getInputStream().read(buffer)) {
                    peer.binary(Arrays.copyOf(buffer, n));
                }
            } finally {
                shell.destroyForcibly();
            }
        });
    }

    private static void type(Peer peer, PtyProcess shell, List<String> typed) {
        try {
            for (var message = peer.read(); message != null; message = peer.read()) {
                var json = JSON.readTree(message);
                typed.add(message);
                if (json.path("type").asText().equals("resize")) {
                    shell.setWinSize(new WinSize(json.path("cols").asInt(), json.path("rows").asInt()));
                } else {
                    shell.getOutputStream().write(json.path("data").asText().getBytes(UTF_8));
                    shell.getOutputStream().flush();
                }
            }
        } catch (IOException e) {
            // the client left, or the shell did
        }
        shell.destroyForcibly();
    }

    /** A list that collects what a client sent. */
    public static List<String> record() {
        return new CopyOnWriteArrayList<>();
    }

    private static String sha1(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The client, as the server sees it. */
    public static final class Peer {
        private final DataInputStream in;
        private final OutputStream out;

        private Peer(InputStream in, OutputStream out) {
            this.in = new DataInputStream(in);
            this.out = out;
        }

        public void text(String text) throws IOException {
            frame(0x81, text.getBytes(UTF_8));
        }

        /** A line of a log, as the instance sends it. */
        public void line(String message) throws IOException {
            text(JSON.writeValueAsString(Map.of("message", message, "timestamp", "2026-07-01T10:00:00Z")));
        }

        public void binary(byte[] bytes) throws IOException {
            frame(0x82, bytes);
        }

        public synchronized void frame(int head, byte[] bytes) throws IOException {
            var frame = new ByteArrayOutputStream();
            frame.write(head);
            if (bytes.length < 126) {
                frame.write(bytes.length);
            } else {
                frame.write(126);
                frame.write(bytes.length >> 8);
                frame.write(bytes.length);
            }
            frame.write(bytes);
            out.write(frame.toByteArray());
            out.flush();
        }

        /** The next text; null when the client has closed. Pings are answered. */
        public String read() throws IOException {
            while (true) {
                int head = in.read();
                if (head < 0) {
                    return null;
                }
                int length = in.read() & 0x7f;
                length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
                var mask = in.readNBytes(4);
                var bytes = in.readNBytes(length);
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] ^= mask[i % 4];
                }
                switch (head & 0xf) {
                    case 1 -> {
                        return new String(bytes, UTF_8);
                    }
                    case 8 -> {
                        return null;
                    }
                    case 9 -> frame(0x8a, bytes);
                    default -> { }
                }
            }
        }

        /** Blocks until the client has closed or dropped the connection. */
        public void awaitEnd() throws IOException {
            while (read() != null) {
                // whatever it says
            }
        }
    }
}
