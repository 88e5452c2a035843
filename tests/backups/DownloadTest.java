package tests.backups;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas backups download}: the whole archive or nothing, private, and never over something else. */
class DownloadTest {
    private static final String NAME = "backup-20260702-143205.tar.gz";
    private static final byte[] ARCHIVE = archive(300_000);

    @TempDir
    Path folder;

    @Test
    void theFileOfASandbox() throws IOException {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            var name = instance.admin("POST", "/api/backups/create", Map.of()).path("name").asText();
            var size = instance.admin("GET", "/api/backups", null).path(0).path("sizeBytes").asLong();
            var file = folder.resolve(name);
            cli.run("backups", "download", name).exits(0).complains("")
                .printsMatch("Saved " + file.toRealPath() + " \\([\\d.]+ kB, as the instance lists it\\), readable for you alone.\n");
            assertEquals(size, Files.size(file));
            assertEquals("rw-------", Home.permissions(file));
            assertEquals(List.of(".paas", name), Home.names(folder), "nothing else is left");
            cli.run("backups", "download", name).failsWith(6, file.toRealPath() + " is there already\n"
                + "hint: name another file with --output, or write over it with --force\n");
            Files.writeString(file, "old");
            cli.run("backups", "download", name, "--force", "--json").exits(0).complains("").prints("""
                {
                  "name": "%s",
                  "file": "%s",
                  "sizeBytes": %d
                }
                """.formatted(name, file.toRealPath(), size));
            assertEquals(size, Files.size(file));
            Files.createDirectory(folder.resolve("safe"));
            cli.run("backups", "download", name, "-o", "safe", "-q").exits(0).prints(file.getParent().toRealPath() + "/safe/" + name
                + "\n");
            assertEquals(0, new ProcessBuilder("tar", "-tzf", folder.resolve("safe").resolve(name).toString()).redirectOutput(
                ProcessBuilder.Redirect.DISCARD).start().onExit().join().exitValue());
            cli.run("backups", "download", "nope").failsWith(5, "there is no backup \"nope\"");
            instance.cli(folder.resolve("d"), "deployer").run("backups", "download", name).failsWith(4,
                "the profile deployer may not do this: it lacks the scope backups:manage");
        }
    }

    /** A server without ranges, as an instance is: from the beginning again. */
    @Test
    void cutInTheMiddleItBeginsAgain() throws IOException {
        try (var server = server(cut(100_000), cut(200_000), whole())) {
            var run = cli(server).run("backups", "download", NAME).exits(0);
            run.complainsMatch("the download of " + NAME
                + " broke off at \\d+\\.\\d kB of 300.0 kB \\(the connection was lost\\); trying again "
                + "\\(1 of 4\\)\nthe download .*\\(2 of 4\\)\n");
            assertArrayEquals(ARCHIVE, Files.readAllBytes(folder.resolve(NAME)));
            assertTrue(server.seen().stream().anyMatch(each -> String.valueOf(each.header("Range")).startsWith("bytes=")),
                "asked for the rest");
        }
    }

    @Test
    void withRangesItGoesOnWhereItWas() throws IOException {
        try (var server = server(cut(100_000), new Rest())) {
            cli(server).run("backups", "download", NAME).exits(0).complainsPart("trying again (1 of 4)\n");
            assertArrayEquals(ARCHIVE, Files.readAllBytes(folder.resolve(NAME)));
            assertEquals("GET 206", "GET " + Rest.answered);
        }
    }

    @Test
    void cutAgainAndAgainItGivesUpAndLeavesNothing() {
        try (var server = server(cut(100_000), cut(1000), cut(1000), cut(1000), cut(1000), cut(1000))) {
            cli(server).run("backups", "download", NAME).exits(8).prints("").complainsMatch("(?s).*error: the download of " + NAME
                + " broke off at .* of 300.0 kB, 5 times now \\(the connection was lost\\)\nhint: try again where the network is better; "
                + "nothing was saved\n");
            assertEquals(List.of(".paas"), Home.names(folder));
        }
    }

    @Test
    void toStandardOutputByteForByteAlsoWhenCut() throws Exception {
        try (var server = server(cut(100_000), whole())) {
            var out = folder.resolve("out.bin");
            try (var tty = cli(server).terminalWithOutput(out, "backups", "download", NAME, "-o", "-")) {
                tty.finish().exits(0);
            }
            assertArrayEquals(ARCHIVE, Files.readAllBytes(out), "nothing twice, nothing masked");
        }
        try (var server = server(whole())) {
            try (var tty = cli(server).terminal("backups", "download", NAME, "-o", "-")) {
                assertTrue(tty.finish().exits(2).screen().contains("an archive is binary data, which a terminal cannot show"));
            }
            cli(server).run("backups", "download", NAME, "-o", "-", "--json")
                .failsWith(2, "--json prints objects, but this prints what comes as it is\nhint: leave out --json\n");
        }
    }

    @Test
    void sizesThatDoNotMatch() throws IOException {
        var longer = Arrays.copyOf(ARCHIVE, ARCHIVE.length + 5);
        try (var server = server(sent(longer))) {
            cli(server).run("backups", "download", NAME).failsWith(1, "what came of " + NAME
                + " has 300005 bytes, and the instance's list says 300000\nhint: was it still being made?");
        }
        try (var server = server(sent(Arrays.copyOf(ARCHIVE, 5000)))) {
            cli(server).run("backups", "download", NAME).exits(1).prints("")
                .complainsPart("ended at 5.0 kB of 300.0 kB; trying again (4 of 4)")
                .complainsPart("error: what came of " + NAME + " has 5000 bytes, and the instance's list says 300000\n");
        }
        try (var server = server(HostileServer.html("<html>Sign in</html>"))) {
            cli(server).run("backups", "download", NAME).failsWith(1, "what came in the place of " + NAME + " is no archive\n");
        }
        assertFalse(Files.exists(folder.resolve(NAME)));
        assertEquals(List.of(".paas"), Home.names(folder), "nothing is left");
    }

    @Test
    void whereItCannotBeWritten() throws IOException {
        try (var server = server(whole())) {
            var cli = cli(server);
            cli.run("backups", "download", NAME, "-o", "no/such/folder/x.tar.gz").failsWith(1, "cannot write ")
                .complainsPart("(there is no such folder)").complainsPart("nothing was saved");
            cli.run("backups", "download", NAME, "-o", "/proc/x.tar.gz").failsWith(1, "cannot write /proc/x.tar.gz (");
            var closed = Files.createDirectory(folder.resolve("closed"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("r-x------")));
            if (!Files.isWritable(closed)) {
                cli.run("backups", "download", NAME, "-o", "closed/x").failsWith(1, "cannot write ").complainsPart("(no permission)");
            }
            assertEquals(0, server.count("GET /api/backups/download?name=" + NAME), "nothing was asked for in vain");
        }
    }

    /** The name is the server's: it leads nowhere else. */
    @Test
    void aNameThatLeadsElsewhere() throws IOException {
        for (var name : List.of("../x.tar.gz", "/tmp/x.tar.gz", "-x.tar.gz", ".bashrc")) {
            try (var server = HostileServer.healthy().on("GET /api/backups", json("[{\"name\":\"" + name
                + "\",\"sizeBytes\":300000,\"createdAt\":\"2026-07-02T14:32:06Z\"}]")).on("GET /api/backups/download", whole())) {
                var cli = cli(server);
                cli.run("backups", "download", "--", name).failsWith(2, "the name of this backup is no name for a file here\n"
                    + "hint: name one with --output\n");
                cli.run("backups", "download", "-o", "x" + Math.abs(name.hashCode()), "--", name).exits(0);
            }
        }
    }

    @Test
    void aBarForAPerson() {
        HostileServer.Reply slow = out -> {
            head(out, ARCHIVE.length);
            for (int i = 0; i < 10; i++) {
                out.write(ARCHIVE, i * 30_000, 30_000);
                out.flush();
                Thread.sleep(150);
            }
        };
        try (var server = server(slow); var tty = cli(server).terminal("backups", "download", NAME)) {
            tty.await("[█░]{20} \\d+%  [\\d.]+ kB of 300.0 kB, [\\d.]+ [kM]B/s");
            assertTrue(tty.finish().exits(0).leavesTheTerminalUsable().screen().contains("Saved "));
        }
        try (var server = server(slow)) {
            cli(server).run("backups", "download", NAME, "-o", "second.tar.gz").exits(0).complains("");
        }
    }

    private Cli cli(HostileServer server) {
        return new Cli(new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"bpagt_"
            + "ab".repeat(32) + "\", \"profile\": \"operator\", \"name\": \"t\"}"));
    }

    private static HostileServer server(HostileServer.Reply... downloads) {
        return HostileServer.healthy().on("GET /api/backups", json("[{\"name\":\"" + NAME
            + "\",\"sizeBytes\":300000,\"createdAt\":\"2026-07-02T14:32:06Z\"}]")).on("GET /api/backups/download", downloads);
    }

    /** Promises all of it and breaks off. */
    private static HostileServer.Reply cut(int at) {
        return out -> {
            head(out, ARCHIVE.length);
            out.write(ARCHIVE, 0, at);
        };
    }

    private static HostileServer.Reply whole() {
        return sent(ARCHIVE);
    }

    private static HostileServer.Reply sent(byte[] bytes) {
        return out -> {
            head(out, bytes.length);
            out.write(bytes);
        };
    }

    /** Knows ranges. */
    private static final class Rest implements HostileServer.Talk {
        private static volatile int answered;

        @Override
        public void talk(HostileServer.Seen request, InputStream in, OutputStream out) throws IOException {
            int from = Integer.parseInt(request.header("Range").replaceAll("\\D", ""));
            answered = 206;
            out.write(("HTTP/1.1 206 Partial\r\nContent-Type: application/gzip\r\nConnection: close\r\nContent-Length: "
                + (ARCHIVE.length - from) + "\r\nContent-Range: bytes " + from + "-" + (ARCHIVE.length - 1) + "/" + ARCHIVE.length
                + "\r\n\r\n").getBytes(ISO_8859_1));
            out.write(ARCHIVE, from, ARCHIVE.length - from);
        }
    }

    private static void head(OutputStream out, long length) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/gzip\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    }

    /** Begins as gzip does; has what masking would change. */
    private static byte[] archive(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        bytes[0] = 0x1f;
        bytes[1] = (byte) 0x8b;
        System.arraycopy("\nDB_PASSWORD=hunter2hunter2\n".getBytes(ISO_8859_1), 0, bytes, 150_000, 28);
        return bytes;
    }
}
