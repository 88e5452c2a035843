///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.Follow
//DEPS org.jetbrains.pty4j:pty4j:0.13.12
//DEPS com.fasterxml.jackson.core:jackson-databind:2.23.0
//SOURCES Jar.java
//SOURCES ../support/Checkout.java
//SOURCES ../support/HostileServer.java
//SOURCES ../support/Sockets.java
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED

package tests.bench;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import tests.support.HostileServer;
import tests.support.Sockets;

/** What {@code paas logs -f} takes of memory after 10,000 and after 100,000 lines, in a heap of 24 MB. Not a test. */
public final class Follow {

    private static final int LINES = 100_000;

    private Follow() {
    }

    public static void main(String[] args) throws Exception {
        try (var server = Sockets.instance(); var jar = new Jar()) {
            server.on("GET /api/apps/get",
                HostileServer.json("{\"id\":\"a1b2c3d4e5\",\"name\":\"web\",\"status\":\"running\",\"activeDeployId\":\"d1\"}"))
                .on("GET /ws/runtime-logs", Sockets.socket(peer -> {
                    for (int i = 1; i <= LINES; i++) {
                        peer.line("line " + i + " " + "x".repeat(100));
                    }
                    peer.awaitEnd();
                }));
            var process = jar.process(jar.paas(List.of("-Xmx24m"), "logs", "web", "-f", "-n", "200"));
            var home = Files.createDirectories(Path.of(process.environment().get("HOME"), ".paas"));
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
            var config = Files.writeString(home.resolve("config.json"), "{\"version\":1,\"url\":\"" + server.url()
                + "\",\"token\":\"bpagt_" + "4b".repeat(32)
                + "\",\"profile\":\"observer\",\"name\":\"bench\"}");
            Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
            var running = process.redirectOutput(ProcessBuilder.Redirect.PIPE).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            long start = System.nanoTime();
            try (var out = new BufferedReader(running.inputReader(StandardCharsets.UTF_8))) {
                int count = 0;
                for (String line = out.readLine(); line != null && count < LINES; line = out.readLine()) {
                    count++;
                    if (count == LINES / 10 || count == LINES) {
                        System.out.printf("%,7d lines  %,d kB resident  %.1f s%n", count, resident(running.pid()),
                            (System.nanoTime() - start) / 1e9);
                    }
                    if (count == LINES) {
                        break;
                    }
                }
            } finally {
                running.destroy();
            }
        }
    }

    private static long resident(long pid) throws Exception {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }
}
