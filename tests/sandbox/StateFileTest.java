package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Options.Seed;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.StateFile.StateFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** --state FILE: an instance that is stopped and started again is the same one. */
class StateFileTest {

    private static final List<String> READS = List.of("/api/apps", "/api/projects", "/api/deployments/history", "/api/servers",
        "/api/addons", "/api/apps/runtime-logs?id=k3v9x0q2ab", "/api/notifications", "/api/backups", "/api/system/update/status");

    private static final String INSERT = "{\"id\":\"q0d6k2w8zs\",\"query\":\"CREATE TABLE notes AS SELECT 'kept in a table' AS note\"}";
    private static final String SELECT = "{\"id\":\"q0d6k2w8zs\",\"query\":\"SELECT note FROM notes\"}";

    @TempDir
    private Path folder;

    @Test
    void whatIsAnsweredIsTheSameAfterARestart() {
        var file = folder.resolve("state.json");
        String token;
        List<String> before;
        try (var sandbox = start(file)) {
            var admin = Wire.admin(sandbox);
            var made = admin.newAgent("apps:read");
            token = made.text("token");
            // The one that builds for ever would not be the same: see the test of builds.
            admin.post("/api/apps/delete", "{\"id\":\"c5n7r1k9vd\"}").succeeds();
            admin.post("/api/deploy", "{\"name\":\"blog\",\"gitRepo\":\"https://github.com/ada/blog.git\",\"gitToken\":\"ghp_secret\","
                + "\"envVars\":{\"A\":\"ü\"}}").succeeds();
            Waiting.forDeployment(admin, admin.get("/api/apps").json().valueStream().toList().getLast().path("id").asText());
            admin.post("/api/servers/create", "{\"name\":\"edge-9\",\"ip\":\"203.0.113.11\"}").succeeds();
            admin.post("/api/apps/stop", "{\"id\":\"k3v9x0q2ab\"}").succeeds();
            admin.post("/api/addons/db/query", INSERT).succeeds();
            before = answers(admin);
        }
        try (var sandbox = start(file)) {
            var admin = Wire.admin(sandbox);
            var after = answers(admin);
            for (int i = 0; i < READS.size(); i++) {
                if (!READS.get(i).equals("/api/projects")) {    // these are in another order, see below
                    assertEquals(before.get(i), after.get(i), READS.get(i));
                }
            }
            var projects = admin.get("/api/projects").json().findValuesAsText("name");
            assertEquals("blog", projects.getFirst(), "newest first as of the start: " + projects);
            assertTrue(admin.post("/api/addons/db/query", SELECT).succeeds().body().contains("kept in a table"));
            Wire.anonymous(sandbox).as(token).get("/api/apps").succeeds();
            Wire.anonymous(sandbox).as(token).get("/api/servers").refuses(403, "Forbidden: missing scope servers:manage");
            var actions = admin.get("/api/audit-logs").json().findValuesAsText("action");
            assertTrue(actions.size() >= 4, actions::toString);
        }
    }

    @Test
    void theAdminTokenStaysUnlessAnotherIsGiven() {
        var file = folder.resolve("state.json");
        String first;
        try (var sandbox = start(file)) {
            first = sandbox.adminToken();
            assertTrue(first.matches("[0-9a-f]{64}"), first);
        }
        try (var sandbox = start(file)) {
            assertEquals(first, sandbox.adminToken());
        }
        try (var sandbox = Sandbox.start(options(file).withAdminToken("another"))) {
            Wire.admin(sandbox).as(first).get("/api/apps").refuses(401, "Unauthorized");
        }
        try (var sandbox = start(file)) {
            assertEquals("another", sandbox.adminToken());
        }
    }

    @Test
    void theSeedCountsOnlyForANewFile() {
        var file = folder.resolve("state.json");
        try (var sandbox = Sandbox.start(options(file).withSeed(Seed.EMPTY))) {
            Wire.admin(sandbox).get("/api/apps").answers("[]");
        }
        try (var sandbox = start(file)) {
            Wire.admin(sandbox).get("/api/apps").answers("[]");
            Wire.admin(sandbox).get("/api/deployments/history").answers("null");
        }
    }

    @Test
    void aBuildThatARestartInterruptsHasFailed() {
        var file = folder.resolve("state.json");
        try (var sandbox = Sandbox.start(options(file).withSpeed(1000))) {
            Wire.admin(sandbox).post("/api/apps/redeploy", "{\"id\":\"k3v9x0q2ab\"}").succeeds();
        }
        try (var sandbox = start(file)) {
            var admin = Wire.admin(sandbox);
            var record = Waiting.of(admin, "k3v9x0q2ab").getFirst();
            assertEquals("failed interrupted", record.path("status").asText() + " " + record.path("duration").asText(), record::toString);
            assertEquals("running", admin.get("/api/apps/get?id=k3v9x0q2ab").text("status"));
            assertEquals("failed", admin.get("/api/apps/get?id=c5n7r1k9vd").text("status"));
        }
    }

    @Test
    void itIsSavedSoonAndForItsOwnerOnly() throws IOException {
        var file = folder.resolve("state.json");
        try (var sandbox = start(file)) {
            var saved = Files.readString(file);
            Wire.admin(sandbox).newAgent("apps:read");
            var deadline = Instant.now().plusSeconds(20);
            while (Files.readString(file).equals(saved)) {
                assertTrue(Instant.now().isBefore(deadline), "never saved");
                Thread.onSpinWait();
            }
            assertTrue(Files.readString(file).contains("an agent"));
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        var real = Files.createDirectory(folder.resolve("elsewhere")).resolve("real.json");
        start(real).close();
        var link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        try (var sandbox = start(link)) {
            Wire.admin(sandbox).newAgent("apps:read");
        }
        assertTrue(Files.isSymbolicLink(link) && Files.readString(real).contains("an agent"));
    }

    @Test
    void aFileThatIsNoStateIsLeftAlone() throws IOException {
        var whole = folder.resolve("whole.json");
        start(whole).close();
        var text = Files.readString(whole);
        var damaged = "the state in FILE is damaged";
        var hint = "nothing was changed in it; move it away to start anew, or choose another file";
        refuses(text.substring(0, text.length() / 2), damaged, hint);
        refuses(text + "more", damaged, hint);
        refuses(text.replaceFirst("\"port\":9004", "\"port\":{}"), damaged, hint);
        refuses(text.replaceFirst("\"apps\":\\[", "\"apps\":[null,"), damaged, hint);
        refuses(text.replaceFirst("\"createdAt\":\"[^\"]*\"", "\"createdAt\":\"soon\""), damaged, hint);
        for (var other : new String[] {"", "{}", "[]", "{\"name\":\"my package\"}"}) {
            refuses(other, "FILE is not the state of a sandbox", "nothing was changed in it; choose a file that does not exist yet");
        }
        refuses("{\"paasSandbox\":2}", "FILE is the state of a newer sandbox", "update the bundle, or choose another file");
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedAndThePortIsFree() {
        var nowhere = folder.resolve("nowhere/state.json");
        var failure = assertThrows(StateFileException.class, () -> start(nowhere));
        assertTrue(failure.getMessage().startsWith("cannot write " + nowhere), failure.getMessage());
        assertEquals("choose a file in a folder that exists and that you can write to", failure.hint());
        assertTrue(assertThrows(StateFileException.class, () -> start(folder)).getMessage().startsWith("cannot read " + folder));
    }

    @Test
    void anInstanceThatCannotHaveItsPortLeavesTheFileAlone() throws IOException {
        var file = folder.resolve("state.json");
        try (var sandbox = start(file)) {
            Wire.admin(sandbox).newAgent("apps:read");
            var second = options(file).withAdminToken("token-of-the-second").withPort(sandbox.url().getPort());
            assertTrue(assertThrows(RuntimeException.class, () -> Sandbox.start(second)).getCause() instanceof BindException);
        }
        assertFalse(Files.readString(file).contains("token-of-the-second"));
    }

    private void refuses(String content, String message, String hint) throws IOException {
        var file = Files.writeString(folder.resolve("damaged.json"), content);
        var before = Files.readAllBytes(file);
        var failure = assertThrows(StateFileException.class, () -> start(file));
        assertTrue(failure.getMessage().startsWith(message.replace("FILE", file.toString())), failure.getMessage());
        assertEquals(hint, failure.hint());
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    private static Options options(Path file) {
        return Options.forTests().withState(file).withAdminToken(null);
    }

    private static Sandbox start(Path file) {
        return Sandbox.start(options(file));
    }

    private static List<String> answers(Wire admin) {
        return READS.stream().map(path -> admin.get(path).succeeds().body()).toList();
    }
}
