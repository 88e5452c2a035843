package tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import tests.support.HostileServer;
import tests.support.Sockets;

/** What {@code paas logs -f} takes of memory after a fifth and at the end of 100,000 lines. */
final class Follow {

    private static final int LINES = 100_000;

    private Follow() {
    }

    /** A home with a connection that says its own profile: it is not asked for. */
    private static Path connected(Jar jar, String url) throws IOException {
        Path home = Files.createTempDirectory(jar.folder(), "followed-");
        Path folder = Files.createDirectory(home.resolve(".paas"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
            "rwx------")));
        Path file = Files.writeString(folder.resolve("config.json"), "{\"version\":1,\"url\":\"" + url + "\",\"token\":\"bpagt_"
            + "4b".repeat(32) + "\",\"profile\":\"observer\",\"name\":\"bench\"}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return home;
    }

    /** @param program the command line before the words @return kilobytes after 20,000 lines and after all */
    static long[] resident(Jar jar, List<String> program) throws Exception {
        try (var server = Sockets.instance()) {
            server.on("GET /api/apps/get",
                HostileServer.json("{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"running\",\"activeDeployId\":\"d1\"}"))
                .on("GET /api/apps/runtime-logs", HostileServer.json("{\"logs\":[]}"))
                .on("GET /ws/runtime-logs", Sockets.socket(peer -> {
                    for (int i = 1; i <= LINES; i++) {
                        peer.line("line " + i + " " + "x".repeat(100));
                    }
                    peer.awaitEnd();
                }));
            List<String> line = new ArrayList<>(program);
            line.addAll(List.of("logs", "web", "-f", "-n", "200"));
            var process = jar.process(line);
            process.environment().put("HOME", connected(jar, server.url()).toString());
            var running = process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            long[] kilobytes = new long[2];
            try (var out = new BufferedReader(running.inputReader(StandardCharsets.UTF_8))) {
                int count = 0;
                while (count < LINES && out.readLine() != null) {
                    count++;
                    if (count == LINES / 5 || count == LINES) {
                        kilobytes[count == LINES ? 1 : 0] = Server.kilobytes(running.pid());
                    }
                }
                if (count < LINES) {
                    throw new IllegalStateException("only " + count + " lines came");
                }
            } finally {
                running.destroy();
            }
            return kilobytes;
        }
    }
}
