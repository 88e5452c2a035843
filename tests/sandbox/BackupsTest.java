package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** /api/backups and below: archives that tar can read, and an instance that goes back in time. */
class BackupsTest {

    private static final String SAVE = "/api/backups/config/save";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);
    private final Wire manager = admin.asAgent("backups:manage");

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anArchiveHasTheDataDirectoryInIt() throws Exception {
        manager.get("/api/backups").answers("[]");
        var made = manager.post("/api/backups/create", "any body").succeeds();
        assertEquals("backup-" + stamp() + ".tar.gz", made.text("name"));
        manager.get("/api/backups").answers("[" + made.body().strip() + "]");
        var answer = manager.download("/api/backups/download?name=" + made.text("name"));
        assertEquals(200, answer.statusCode());
        assertEquals(Map.of("content-type", "application/gzip", "content-disposition", "attachment; filename=\"" + made.text("name") + "\"",
            "transfer-encoding", "chunked"), headers(answer.headers().map()));
        assertEquals(made.json().path("sizeBytes").asInt(), answer.body().length);
        var file = Files.write(folder.resolve("backup.tar.gz"), answer.body());
        var names = tar("-tzf", file).lines().toList();
        assertEquals(List.of("admin_token.txt", "baas.db", "databases/paas-addon-mysql-m3v8p5x2lg.sql",
            "databases/paas-addon-postgres-q0d6k2w8zs.sql", "databases/paas-addon-redis-y7c4n1e9ut.rdb", "secret.key"),
            names.stream().filter(name -> !name.startsWith("logs/")).toList(), "wiki's database has a user of its own");
        assertTrue(names.contains("logs/d7m2q9xk4t.log"), names::toString);
        assertTrue(tar("-xzOf", file, names.get(3)).contains("ada@harbor-lane.example"));
        assertEquals(sandbox.adminToken(), tar("-xzOf", file, "admin_token.txt"));
        assertTrue(tar("-xzOf", file, "baas.db").contains("\"edge-1\""));
    }

    @Test
    void namesAreChecked() {
        for (var name : List.of("", "a/b.tar.gz", "..%5Cb.tar.gz", "backup.zip", ".tar.gz/")) {
            manager.get("/api/backups/download?name=" + name).refuses(400, "invalid backup name");
        }
        manager.get("/api/backups/download?name=nope.tar.gz").refuses(404, "Backup not found");
        manager.post("/api/backups/restore", "").refuses(400, "Bad request: EOF");
        manager.post("/api/backups/restore", "{}").refuses(400, "invalid backup name");
        manager.post("/api/backups/restore", "{\"name\":\"nope.tar.gz\"}").refuses(404, "Backup not found");
        manager.post("/api/backups/delete", "").refuses(400, "Bad request");
        manager.post("/api/backups/delete", "{\"name\":\"nope\"}").refuses(400, "invalid backup name");
        manager.post("/api/backups/delete", "{\"name\":\"nope.tar.gz\"}").refuses(500, "Failed to delete backup");
        admin.asAgent("apps:read").get("/api/backups").refuses(403, "Forbidden: missing scope backups:manage");
    }

    @Test
    void theOldestBeyondTheNumberToKeepGo() {
        manager.post(SAVE, "{\"retention\":2}").succeeds();
        var names = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            names.addFirst(manager.post("/api/backups/create", "").succeeds().text("name"));
            manager.post("/api/backups/create", "").succeeds();      // the same second: the same archive
            clock.moveSeconds(1);
        }
        assertEquals(names.subList(0, 2), manager.get("/api/backups").json().findValuesAsText("name"));
        manager.post("/api/backups/delete", "{\"name\":\"" + names.getFirst() + "\"}").answers("{\"status\":\"deleted\"}");
        assertEquals(names.subList(1, 2), manager.get("/api/backups").json().findValuesAsText("name"));
    }

    @Test
    void theSettingsAreReplacedButTheSecretStays() {
        manager.get("/api/backups/config").answers("{\"autoEnabled\":false,\"intervalHours\":24,\"retention\":10,\"includeDatabases\":true,"
            + "\"s3Enabled\":false,\"s3Endpoint\":\"\",\"s3Region\":\"\",\"s3Bucket\":\"\",\"s3Prefix\":\"\",\"s3AccessKeyId\":\"\","
            + "\"s3SecretKeySet\":false}");
        var bucket = "{\"s3Enabled\":true,\"s3Bucket\":\"b\"";
        manager.post(SAVE, "[]").refuses(400, "Bad request");
        manager.post(SAVE, "{\"s3Enabled\":true,\"s3Bucket\":\" \"}").refuses(400, "Bucket is required to enable offsite storage");
        manager.post(SAVE, bucket + "}").refuses(400, "Access key ID is required to enable offsite storage");
        manager.post(SAVE, bucket + ",\"s3AccessKeyId\":\"k\",\"s3SecretKey\":\" \",\"s3SecretKeySet\":true}")
            .refuses(400, "Secret access key is required to enable offsite storage");
        var saved = manager.post(SAVE, bucket + ",\"s3AccessKeyId\":\"k\",\"s3SecretKey\":\" s \",\"intervalHours\":-1,\"retention\":300}");
        saved.answers("{\"autoEnabled\":false,\"intervalHours\":24,\"retention\":300,\"includeDatabases\":false,"
            + "\"s3Enabled\":true,\"s3Endpoint\":\"\",\"s3Region\":\"\",\"s3Bucket\":\"b\",\"s3Prefix\":\"\",\"s3AccessKeyId\":\"k\","
            + "\"s3SecretKeySet\":true}");
        manager.get("/api/backups/config").answers(saved.body().strip());
        manager.post(SAVE, bucket + ",\"s3AccessKeyId\":\"k\"}").succeeds();
        assertTrue(manager.post(SAVE, "{\"autoEnabled\":true}").succeeds().json().path("s3SecretKeySet").asBoolean());
    }

    @Test
    void aRestoreGoesBackInTime() throws Exception {
        admin.post("/api/servers/update", "{\"id\":\"e5q0d8wz1m\",\"name\":\"then\"}").succeeds();
        manager.post("/api/notifications/save", "{}").refuses(403, "Forbidden: missing scope notifications:manage");
        admin.post("/api/notifications/save", "{\"genericUrl\":\"then\"}").succeeds();
        manager.post(SAVE, "{\"s3SecretKey\":\"then\",\"retention\":3}").succeeds();
        var gone = admin.newAgent("apps:read");
        var before = allButTheBuilding(admin.get("/api/apps"));
        var history = admin.get("/api/deployments/history").body();
        var name = manager.post("/api/backups/create", "").succeeds().text("name");
        clock.moveSeconds(90);
        admin.post("/api/agents/delete", "{\"id\":\"" + gone.text("id") + "\"}").succeeds();
        var later = admin.newAgent("apps:read").text("token");
        admin.post("/api/apps/rename", "{\"id\":\"k3v9x0q2ab\",\"name\":\"now\"}").succeeds();
        admin.post("/api/apps/delete", "{\"id\":\"t81mzc5r7e\"}").succeeds();
        admin.post("/api/deploy", "{\"name\":\"newer\",\"gitRepo\":\"https://github.com/harbor-lane/storefront.git\"}").succeeds();
        admin.post("/api/servers/update", "{\"id\":\"e5q0d8wz1m\",\"name\":\"now\"}").succeeds();
        admin.post("/api/servers/create", "{\"name\":\"b\",\"ip\":\"b\"}").succeeds();
        admin.post("/api/notifications/save", "{\"genericUrl\":\"now\"}").succeeds();
        manager.post(SAVE, "{\"retention\":9}").succeeds();
        assertEquals("1m30s", admin.get("/api/health").text("uptime"));
        manager.post("/api/backups/restore", "{\"name\":\"" + name + "\"}")
            .answers("{\"status\":\"started\",\"message\":\"Restore started. Services will restart shortly.\"}");
        awaitRestart();
        var servers = admin.get("/api/servers").json();
        assertEquals(List.of("Localhost", "then"), servers.findValuesAsText("name"));
        assertTrue(admin.get("/api/servers/keys/public?id=e5q0d8wz1m").text("publicKey").endsWith(" better-paas"));
        assertEquals("then", admin.get("/api/notifications").text("genericUrl"));
        assertEquals(before, allButTheBuilding(admin.as(gone.text("token")).get("/api/apps").succeeds()), "deleted agent and app are back");
        admin.as(later).get("/api/apps").refuses(401, "Unauthorized");
        assertEquals(endedBuilds(history), endedBuilds(admin.get("/api/deployments/history").body()));
        var config = manager.get("/api/backups/config").json();
        assertEquals(3, config.path("retention").asInt());
        assertTrue(config.path("s3SecretKeySet").asBoolean());
        var names = List.of("backup-" + stamp() + ".tar.gz", name);
        assertEquals(names, manager.get("/api/backups").json().findValuesAsText("name"), "the archive and the one made before the restore");
    }

    private void awaitRestart() throws InterruptedException {
        for (int i = 0; i < 400; i++) {
            try {
                if (admin.get("/api/health").text("uptime").equals("0s")) {
                    return;
                }
            } catch (UncheckedIOException down) {
                assertTrue(down.getCause() instanceof IOException);
            }
            Thread.sleep(25);
        }
        throw new AssertionError("the instance did not restart");
    }

    /** The demo has an app whose build the restart interrupts. */
    private static List<String> allButTheBuilding(Reply apps) {
        return apps.json().valueStream().filter(app -> !app.path("name").asText().equals("search-worker")).map(Object::toString).toList();
    }

    /** What was building when the archive was made is interrupted by the restart. */
    private static List<String> endedBuilds(String history) {
        return Reply.json(history).valueStream().filter(each -> !each.path("status").asText().equals("building"))
            .filter(each -> !each.path("duration").asText().equals("interrupted")).map(Object::toString).toList();
    }

    private String stamp() {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.systemDefault()).format(clock.instant());
    }

    private static Map<String, String> headers(Map<String, List<String>> all) {
        var own = new TreeMap<String, String>();
        all.forEach((name, values) -> own.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        own.keySet().removeIf(name -> name.equals("date") || name.equals("vary") || name.startsWith("access-control-")
            || name.equals("connection"));
        return own;
    }

    private static String tar(String options, Path archive, String... files) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("tar", options, archive.toString()));
        command.addAll(List.of(files));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text;
    }
}
