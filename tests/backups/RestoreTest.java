package tests.backups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tty;

/** {@code paas backups restore}: says what goes, and looks whether it happened, since an instance does not tell. */
class RestoreTest {
    private static final String NAME = "backup-20260702-143205.tar.gz";

    @TempDir
    Path folder;

    @Test
    void thereAndBackAgain() throws InterruptedException {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            var name = instance.admin("POST", "/api/backups/create", Map.of()).path("name").asText();
            var id = instance.app("notes").path("id").asText();
            instance.admin("POST", "/api/apps/rename", Map.of("id", id, "name", "diary"));
            Thread.sleep(5000);   // an uptime that a restart can be told from; and names have seconds
            var restored = cli.run("backups", "restore", name, "--yes").exits(0).complains("");
            restored.printsMatch("The instance has restarted with " + name + " \\(made 2.*\\)\\.\n"
                + "That it restarted is all that it tells: see that everything is there, e\\.g\\. with paas apps\\.\n"
                + "Undo: paas backups restore backup-\\d{8}-\\d{6}.tar.gz\n");
            assertEquals(id, instance.app("notes").path("id").asText(), "back in time");
            Thread.sleep(5000);
            var undo = restored.stdout().lines().reduce((a, b) -> b).orElseThrow().replace("Undo: paas ", "") + " --yes";
            cli.run(undo.split(" ")).exits(0);
            assertEquals(id, instance.app("diary").path("id").asText(), "and forth");
        }
    }

    @Test
    void itAsksAndSaysWhatGoes() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "operator");
            var name = instance.admin("POST", "/api/backups/create", Map.of()).path("name").asText();
            cli.run("backups", "restore", name).failsWith(3, "paas backups restore cannot be undone, and nobody can be asked here; nothing "
                + "was changed\n");
            try (var tty = cli.terminal("backups", "restore", name)) {
                tty.await("Type " + name + " to go on");
                var screen = tty.screen().replaceAll("\\s+", " ");
                for (var part : new String[] {"everything that the instance keeps goes back to that moment",
                    "dumps of databases in the backup are not loaded", "a backup of what is there now is made first",
                    "an instance does not tell what becomes of a restore"}) {
                    assertTrue(screen.contains(part), part + " is missing in " + screen);
                }
                tty.type("no" + Tty.ENTER);
                tty.finish().exits(3);
            }
            cli.run("backups", "restore", "nope", "--yes").failsWith(5, "there is no backup \"nope\"\n");
            assertEquals(1, instance.admin("GET", "/api/backups", null).size(), "no safety backup: nothing was begun");
        }
    }

    @Test
    void oneThatNeverHappens() {
        try (var server = server(up("1h0m0s"))) {
            cli(server).run("backups", "restore", NAME, "--yes", "--timeout-seconds", "3").failsWith(1,
                "the restore was accepted, and the instance has not restarted within 3 s: it failed before it stopped anything\n"
                + "hint: the reason is in data/restore.log on the server, and nowhere else\n");
        }
    }

    @Test
    void oneThatDoesNotComeBack() {
        try (var server = server(up("1h0m0s"), HostileServer.reset())) {
            cli(server).run("backups", "restore", NAME, "--yes", "--timeout-seconds", "5").failsWith(8,
                "the instance stopped for the restore and is not back after 5 s\nhint: look at the server");
        }
    }

    /** Agents go back in time, too. */
    @Test
    void aConnectionThatIsNotOfThatTime() {
        try (var server = server(up("1h0m0s"), up("2s")).on("GET /api/backups", list(), list(), HostileServer.error(401, "Unauthorized"))) {
            cli(server).run("backups", "restore", NAME, "--yes").exits(0).printsPart("Note: this connection is not one of that time, so it "
                + "cannot be looked at with it: paas connect " + server.url()
                + ".\nNo way back: the backup that was made just before has a "
                + "name that is not known here; paas backups lists it, and paas backups restore takes it.\n");
        }
    }

    @Test
    void anAnswerThatGotLost() {
        try (var server = server(up("1h0m0s"), up("1s")).on("POST /api/backups/restore", HostileServer.reset())) {
            cli(server).run("backups", "restore", NAME, "--yes").exits(0).printsPart("The instance has restarted with " + NAME);
        }
        try (var server = server(up("1h0m0s")).on("POST /api/backups/restore", HostileServer.reset())) {
            cli(server).run("backups", "restore", NAME, "--yes", "--timeout-seconds", "2").failsWith(9, "the answer of ");
        }
        try (var server = server(up("1h0m0s")).on("POST /api/backups/restore",
                HostileServer.error(500, "Pre-restore safety backup failed: disk full"))) {
            cli(server).run("backups", "restore", NAME, "--yes").failsWith(1, "Pre-restore safety backup failed: disk full\n");
        }
    }

    private Cli cli(HostileServer server) {
        return new Cli(new Home(folder).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"bpagt_"
            + "ab".repeat(32) + "\", \"profile\": \"operator\", \"name\": \"t\"}"));
    }

    private static HostileServer server(HostileServer.Reply... health) {
        return HostileServer.healthy().on("GET /api/backups", list()).on("GET /api/health", health)
            .on("POST /api/backups/restore",
            json("{\"status\":\"started\",\"message\":\"Restore started. Services will restart shortly.\"}"));
    }

    private static HostileServer.Reply list() {
        return json("[{\"name\":\"" + NAME + "\",\"sizeBytes\":300000,\"createdAt\":\"2026-07-02T14:32:06Z\"}]");
    }

    private static HostileServer.Reply up(String time) {
        return json("{\"status\":\"healthy\",\"timestamp\":\"2026-07-01T10:00:00Z\",\"uptime\":\"" + time + "\",\"version\":\"dev\"}");
    }
}
