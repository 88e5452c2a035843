package tests.backups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas backups config}: what is not named stays, though the route replaces everything; the secret is never on a line. */
class ConfigTest {
    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void shown() {
        instance.cli(folder, "operator").run("backups", "config").exits(0).complains("").prints("""
            auto       off
            interval   24 h
            retention  10 archives
            databases  on
            s3         off
            """);
    }

    @Test
    void changedAndTakenBack() {
        var cli = instance.cli(folder, "operator");
        var before = config();
        var changed = cli.run("backups", "config", "--set", "auto=on", "--set", "interval=2d", "--set", "retention=14", "--set",
            "s3-prefix=my paas").exits(0).complains("").prints("""
                Changed; it acts within an hour:
                SETTING    BEFORE  AFTER
                auto       off     on
                interval   24      48
                retention  10      14
                s3-prefix  -       my paas
                Undo: paas backups config --set auto=off --set interval=24 --set retention=10 --set s3-prefix=
                """);
        assertEquals("{\"autoEnabled\":true,\"intervalHours\":48,\"retention\":14,\"includeDatabases\":true,\"s3Enabled\":false,"
            + "\"s3Endpoint\":\"\",\"s3Region\":\"\",\"s3Bucket\":\"\",\"s3Prefix\":\"my paas\",\"s3AccessKeyId\":\"\","
            + "\"s3SecretKeySet\":false}", config());
        var undo = changed.stdout().lines().reduce((a, b) -> b).orElseThrow().replace("Undo: paas ", "");
        cli.run(undo.split(" ")).exits(0);
        assertEquals(before, config());
        instance.sandbox().clearRequests();
        cli.run("backups", "config", "--set", "auto=off").exits(0).prints("Nothing to change: backups have these settings.\n");
        assertEquals(0, instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).count());
    }

    @Test
    void theSecretComesFromElsewhereAndIsNeverWrittenOver() {
        var cli = instance.cli(folder, "operator").secret(SECRET).env("S3_SECRET", SECRET);
        cli.runWith(SECRET + "\n", "backups", "config", "--set", "s3=on", "--set", "s3-bucket=b", "--set", "s3-key-id=K1",
            "--s3-secret-from",
            "-").exits(0).complains("").printsPart("s3-secret  -       ***\n").printsPart("Undo: paas backups config --set s3=off "
            + "--set s3-bucket= --set s3-key-id=   (the S3 secret stays stored: an instance takes another one and never none)\n");
        assertEquals(SECRET, stored());
        cli.run("backups", "config", "--set", "retention=3").exits(0);
        assertEquals(SECRET, stored(), "what is not given is not erased");
        cli.run("backups", "config").exits(0).printsPart("s3-secret  ***\n");
        cli.env("S3_SECRET", "other-" + SECRET).run("backups", "config", "--s3-secret-from", "S3_SECRET").exits(0)
            .printsPart("No way back: the former S3 secret cannot be read back: it has to be given again.\n");
        assertEquals("other-" + SECRET, stored());
        cli.runWith("***\n", "backups", "config", "--s3-secret-from", "-").failsWith(2, "there is no secret on standard input\n");
        cli.run("backups", "config", "--s3-secret-from", "NO_SUCH").failsWith(2, "there is no secret in the variable that --s3-secret-from "
            + "names\nhint: nothing was changed\n");
        cli.run("backups", "config", "--set", "s3-secret=x").failsWith(2, "a secret on a command line is seen by others\n");
        assertEquals("other-" + SECRET, stored());
    }

    @Test
    void whatDoesNotFit() {
        var cli = instance.cli(folder, "operator");
        cli.run("backups", "config", "--set", "interval=0").failsWith(2, "interval is a number of hours, or of days as 2d\n");
        cli.run("backups", "config", "--set", "retention=many").failsWith(2, "retention is a number from 1\n");
        cli.run("backups", "config", "--set", "auto=perhaps").failsWith(2, "auto is on or off\n");
        cli.run("backups", "config", "--set", "color=red")
            .failsWith(2, "backups have no setting \"color\"\nhint: there are auto, interval, ");
        cli.run("backups", "config", "--set", "s3=on").failsWith(1, "Bucket is required to enable offsite storage\n");
        instance.cli(folder.resolve("d"), "deployer").run("backups", "config").failsWith(4, "the profile deployer may not do this");
        Failures.check(instance.sandbox(), cli, "/api/backups/config", "backups", "config");
    }

    @Test
    void lostAnswersAndSettingsThatAreNotTaken() {
        var cli = instance.cli(folder, "operator").secret(SECRET);
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/backups/config/save"));
        cli.run("backups", "config", "--set", "retention=4").exits(0).printsPart("retention  10      4\n");
        instance.sandbox().fault(Fault.of(new Effect.Drop()).at("/api/backups/config/save"));
        cli.run("backups", "config", "--set", "retention=5").failsWith(9, "the answer of ");
        instance.sandbox().fault(Fault.of(new Effect.Lose()).at("/api/backups/config/save"));
        cli.runWith(SECRET, "backups", "config", "--s3-secret-from", "-")
            .failsWith(9, "the answer got lost; the settings are stored, but nobody can tell whether the secret is\n");
        // BACKUP_INTERVAL_HOURS of the server wins over what is stored
        try (var server = HostileServer.healthy().on("GET /api/backups/config", config(true)).on("POST /api/backups/config/save",
                config(true))) {
            new Cli(new Home(folder.resolve("h")).writeConfig("{\"version\": 1, \"url\": \"" + server.url() + "\", \"token\": \"bpagt_"
                + "ab".repeat(32) + "\", \"profile\": \"operator\", \"name\": \"t\"}")).run("backups", "config", "--set", "auto=off")
                .failsWith(1, "the instance took the settings, but has others for: auto\nhint: BACKUP_INTERVAL_HOURS of the server");
        }
    }

    private static HostileServer.Reply config(boolean auto) {
        return json("{\"autoEnabled\":" + auto + ",\"intervalHours\":6,\"retention\":10,\"includeDatabases\":true}");
    }

    private String config() {
        return instance.admin("GET", "/api/backups/config", null).toString();
    }

    /** What a sandbox keeps: an instance never tells it. */
    private String stored() {
        return instance.sandbox().storedBackupSecret();
    }
}
