package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lib.sandbox.fault.Effect;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How deployments go: what the log says, how they fail, and what is left of the app then. */
class BuildsTest {

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire wire = Wire.admin(sandbox);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theNameOfTheRepositoryChoosesTheKindOfBuild() {
        assertTrue(log(deploy("aa", "https://github.com/ada/shop.git", "")).contains("npm run build"));
        assertTrue(log(deploy("bb", "https://github.com/ada/shop-java", "")).contains("[INFO] BUILD SUCCESS"));
        var python = log(deploy("cc", "git@github.com:ada/flask-shop.git", ""));
        assertTrue(python.contains("gunicorn") && python.contains("📦 [cc-"), python);
        assertTrue(log(deploy("dd", "github.com/ada/shop", ",\"buildMethod\":\"dockerfile\""))
            .contains("load build definition from Dockerfile"));
    }

    @Test
    void aBrokenBuildFailsTheFirstTimeAndKeepsTheOldVersionLater() {
        var app = deploy("api", "https://github.com/ada/broken-api.git", "");
        fails(app, "✖ Build failed: exit status 1");
        assertFalse(app.has("image"), app::toString);
        assertTrue(app.has("commit"), app::toString);
        assertEquals("failed", status(app));
        wire.post("/api/apps/start", "{\"id\":\"" + app.path("appId").asText() + "\"}").refuses(500,
            "Failed to start container: exit status 1 - Error response from daemon: No such container: api\\n"
                + "Error: failed to start containers: api\\n");
        var id = "k3v9x0q2ab";
        update(id, "https://github.com/ada/broken-api.git");
        wire.post("/api/apps/redeploy", "{\"id\":\"" + id + "\"}").succeeds();
        var record = Waiting.forDeployment(wire, id, 4);
        var lines = record.path("logs").valueStream().map(JsonNode::asText).toList();
        assertEquals("✖ Build failed: exit status 1", lines.getLast());
        var after = wire.get("/api/apps/get?id=" + id);
        assertEquals("running", after.text("status"));
        assertEquals("d7m2q9xk4t", after.text("activeDeployId"));
        assertEquals(record.path("commit").asText(), after.text("activeCommit"), "of the newest record, even if it failed");
        update("w2hf60dpy4", "https://github.com/ada/broken-api.git");
        wire.post("/api/apps/redeploy", "{\"id\":\"w2hf60dpy4\"}").succeeds();
        Waiting.forDeployment(wire, "w2hf60dpy4", 2);
        assertEquals("running", wire.get("/api/apps/get?id=w2hf60dpy4").text("status"), "it had been stopped, which the server forgets");
    }

    @Test
    void aContainerThatIsNotHealthyDoesNotTakeOver() {
        var end = "\n✖ Health check failed: container did not become healthy within 5m0s"
            + "\n↩ Keeping the previous version live; discarding the failed container.";
        var silent = deploy("aa", "https://github.com/ada/unhealthy.git", ",\"healthPath\":\"/up\"");
        assertEquals("failed", silent.path("status").asText(), silent::toString);
        assertTrue(log(silent).endsWith(": EOF" + end), log(silent));
        var crashing = deploy("bb", "https://github.com/ada/crashing.git", "");
        assertEquals("failed", crashing.path("status").asText(), crashing::toString);
        assertTrue(log(crashing).endsWith("/loader:1401:15)" + end), log(crashing));
        assertTrue(log(crashing).matches("(?s).*\n🩺 Health check TCP connection error: dial tcp 127[.]0[.]0[.]1:[0-9]+: connect: .*"));
        var started = "📦 [bb-" + crashing.path("id").asText() + "] Error: Cannot find module '/app/dist/server.js'";
        assertEquals(11, log(crashing).lines().filter(started::equals).count(), "docker starts it again and again");
    }

    @Test
    void whoListensNowhereIsTakenForHealthyByDockersProxy() {
        assertEquals("success", deploy("aa", "https://github.com/ada/unhealthy.git", "").path("status").asText());
    }

    @Test
    void theLogSaysWhatARealServerSays() {
        var record = deploy("web", "https://github.com/ada/shop.git", ",\"branch\":\"main\"");
        var lines = record.path("logs").valueStream().map(JsonNode::asText).toList();
        var id = record.path("id").asText();
        assertEquals(List.of("✨ Initializing environment for app: web", "📦 Cloning https://github.com/ada/shop.git [branch: main]...",
            "✔ Repository cloned (commit " + record.path("commit").asText().substring(0, 7) + ").",
            "🔍 Analyzing workspace with Nixpacks...", "🟢 Using Node.js 22"), lines.subList(0, 5));
        assertTrue(lines.stream().anyMatch(line -> line.matches(
            "🚀 Starting new container \"web-" + id + "\" [(]host :[0-9]+ → container :[0-9]+[)][.]{3}")), lines::toString);
        assertTrue(lines.containsAll(List.of("🩺 Waiting for the new container to become healthy...",
            "📦 [web-" + id + "] > web@1.4.2 start")), lines::toString);
    }

    @Test
    void theLegacyBuilderWritesStepsAndColours() {
        var log = log(deploy("old", "https://github.com/ada/legacy-shop.git", ",\"buildMethod\":\"dockerfile\""));
        assertTrue(log.contains("\nSending build context to Docker daemon  48.13kB\r\r\nStep 1/4 : FROM docker.io/library/node:22-alpine\n"
            + " ---> 5ab3a3b1f2c0\n"), log);
        assertTrue(log.contains("\n\u001b[91mnpm warn deprecated") && log.contains("\n\u001b[0m\n"), log);
        assertFalse(log.contains("#1 "), log);
    }

    @Test
    void theStoredLogEndsWithTheFirstRestartOfAContainer() {
        var record = deploy("aa", "https://github.com/ada/restarting-shop.git", "");
        assertEquals("success", record.path("status").asText(), record::toString);
        var id = record.path("appId").asText();
        var file = "/api/apps/runtime-logs?id=" + id;
        assertEquals(5, wire.get(file).json().path("logs").size(), "not what it printed before it had the traffic");
        Waiting.until(() -> runtime(id).stream().filter("Error: Cannot find module '/app/dist/server.js'"::equals).count() == 3);
        assertEquals("> aa@1.4.2 start", runtime(id).getFirst());
        sandbox.print(id, "nobody stores this");
        assertEquals("nobody stores this", runtime(id).getLast());
        assertEquals(5, wire.get(file).json().path("logs").size());
        assertEquals("running", status(record), "docker has it running, or about to");
        wire.post("/api/apps/stop", "{\"id\":\"" + id + "\"}").succeeds();
        wire.post("/api/apps/start", "{\"id\":\"" + id + "\"}").succeeds();
        assertEquals(10, wire.get(file).json().path("logs").size(), "a start begins anew");
    }

    @Test
    void anAppTakesTheImagesOfItsNameAlong() {
        wire.post("/api/apps/rename", "{\"id\":\"k3v9x0q2ab\",\"name\":\"store\"}").succeeds();
        var temporary = deploy("shop-web", "https://github.com/ada/shop.git", "").path("appId").asText();
        wire.post("/api/apps/delete", "{\"id\":\"" + temporary + "\"}").succeeds();
        wire.post("/api/apps/rollback", "{\"id\":\"k3v9x0q2ab\",\"deploymentId\":\"e4q8r5y2hs\"}").succeeds();
        fails(Waiting.forDeployment(wire, "k3v9x0q2ab", 4), "✖ Image shop-web:e4q8r5y2hs no longer exists");
    }

    @Test
    void whatCannotBeClonedFailsAsGitDoes() {
        var clone = "✖ Failed to clone repository: exit status 128";
        var missing = deploy("aa", "https://github.com/ada/missing.git", "");
        fails(missing, clone);
        assertTrue(log(missing).contains(
            "fatal: could not read Username for 'https://github.com': terminal prompts disabled"), log(missing));
        assertFalse(missing.has("commit"), missing::toString);
        var withToken = deploy("bb", "https://github.com/ada/missing.git", ",\"gitToken\":\" s3cret \"");
        fails(withToken, clone);
        assertTrue(log(withToken).contains("remote: Repository not found.\n"
            + "fatal: repository 'https://x-access-token:***@github.com/ada/missing.git/' not found"), log(withToken));
        assertFalse(log(withToken).contains("s3cret"));
        var ssh = deploy("cc", "git@github.com:ada/shop.git", ",\"gitToken\":\"s3cret\"");
        fails(ssh, clone);
        assertTrue(log(ssh).contains("https://x-access-token:***@git@github.com:ada/shop.git/': URL rejected"), log(ssh));
        assertTrue(log(deploy("dd", "https://github.com/ada/private.git", "")).contains("could not read Username"));
        assertEquals("success", deploy("ee", "https://github.com/ada/private.git", ",\"gitToken\":\"t\"").path("status").asText());
        assertTrue(log(deploy("ff", "https://git.invalid/x.git", "")).contains("Could not resolve host: git.invalid"));
        assertTrue(log(deploy("gg", "https://github.com/ada/shop.git", ",\"branch\":\"missing\""))
            .contains("fatal: Remote branch missing not found in upstream origin"));
        var far = deploy("hh", "https://github.com/ada/shop.git", ",\"serverId\":\"nowhere\"");
        fails(far, "✖ Failed to get server connection: server not found");
        wire.post("/api/apps/start", "{\"id\":\"" + far.path("appId").asText() + "\"}")
            .refuses(500, "Failed to get server connection: server not found");
    }

    @Test
    void whatARouteCannotBringFailsInTheBuild() {
        fails(deploy("aa", "https://github.com/ada/shop.git", ",\"buildMethod\":\"image\""), "✖ No image configured for this app");
        fails(deploy("bb", "https://github.com/ada/shop.git", ",\"buildMethod\":\"dockerfile-inline\""),
            "✖ No Dockerfile content for this app");
    }

    @Test
    void aRepositoryOfThisMachineIsReallyCloned() throws Exception {
        var commit = repository("package.json", "{}");
        var record = deploy("local", folder.toString(), "");
        assertEquals("success", record.path("status").asText(), record::toString);
        assertEquals(commit, record.path("commit").asText());
        assertEquals("First steps", record.path("commitMsg").asText());
        assertTrue(log(record).contains("npm ci"));
        fails(deploy("elsewhere", "/nowhere/at/all.git", ""), "✖ Failed to clone repository: exit status 128");
        var url = deploy("url", "file://" + folder, "");
        fails(url, "✖ Failed to clone repository: exit status 128");
        assertTrue(log(url).contains("\nfatal: unable to access 'https://file://" + folder
            + "/': Could not resolve host: file\n"), log(url));
        var branch = deploy("branch", folder.toString(), ",\"branch\":\"nope\"");
        assertTrue(log(branch).contains("Remote branch nope not found"), log(branch));
        fails(deploy("docker", folder.toString(), ",\"buildMethod\":\"dockerfile\""), "✖ Dockerfile not found: Dockerfile");
        fails(deploy("root", folder.toString(), ",\"rootDir\":\"web\""), "✖ Root directory \"web\" not found in the repository");
        fails(deploy("compose", folder.toString(), ",\"buildMethod\":\"compose\""), "✖ No compose file found");
    }

    @Test
    void aComposeFileBecomesARowAService() throws Exception {
        repository("compose.yaml", """
            services:
              frontend: {build: ., ports: ["80:3000"]}
              admin: {build: ., ports: [{target: 8080, protocol: tcp}]}
              cache: {image: "redis:7", ports: ["6379:6379"]}
              worker: {build: .}
            """);
        var record = deploy("shop", folder.toString(), ",\"buildMethod\":\"compose\",\"domains\":[\"a.example\"]");
        assertEquals("success", record.path("status").asText(), record::toString);
        assertTrue(log(record).contains("✅ Compose deployment complete! App live at: http://"), log(record));
        assertFalse(record.has("image"), record::toString);
        var id = record.path("appId").asText();
        var rows = rows(id);
        var summary = rows.stream().map(row -> String.join(" ", row.path("name").asText(), row.path("composeService").asText(),
            row.path("composeWeb").asText(), row.path("composePrimary").asText())).sorted().toList();
        assertEquals(List.of("shop frontend true true", "shop-admin admin true false", "shop-cache cache false false",
            "shop-worker worker false false"), summary);
        var worker = rows.stream().filter(row -> row.path("name").asText().equals("shop-worker")).findFirst().orElseThrow();
        assertEquals("0  {} null running", worker.path("port").asInt() + " " + worker.path("url").asText() + " " + worker.path("envVars")
            + " " + worker.path("domains") + " " + worker.path("status").asText());
        assertEquals(record.path("id").asText() + " docker-compose.yml false", worker.path("activeDeployId").asText() + " "
            + worker.path("composePath").asText() + " " + worker.has("serviceName"));
        wire.post("/api/apps/stop", "{\"id\":\"" + worker.path("id").asText() + "\"}").succeeds();
        assertEquals(List.of("stopped"), rows(id).stream().map(row -> row.path("status").asText()).distinct().toList(), "the whole group");
        repository("compose.yaml", "services: {frontend: {build: ., ports: ['80:3000']}}");
        var child = wire.post("/api/apps/redeploy", "{\"id\":\"" + worker.path("id").asText() + "\"}").succeeds();
        assertEquals(id, child.text("id"), "a row of a group redeploys the group");
        Waiting.forDeployment(wire, id, 2);
        assertEquals(List.of("shop"), rows(id).stream().map(row -> row.path("name").asText()).toList());
        repository("compose.yaml", "services: [");
        wire.post("/api/apps/redeploy", "{\"id\":\"" + id + "\"}").succeeds();
        assertTrue(log(Waiting.forDeployment(wire, id, 3)).contains("✖ Failed to parse compose file: yaml: "));
    }

    @Test
    void aDataStoreOfAComposeFileBecomesAnAddon() throws Exception {
        repository("compose.yaml", """
            services:
              web: {build: ., ports: ["80:3000"]}
              store:
                image: postgis/postgis:16
                environment: ["POSTGRES_PASSWORD=${DB_PASSWORD}", "POSTGRES_USER=shop"]
            """);
        var record = deploy("shop", folder.toString(), ",\"buildMethod\":\"compose\",\"envVars\":{\"DB_PASSWORD\":\"pw\"}");
        var app = record.path("appId").asText();
        var addon = "/api/addons/get?id=compose-paas-" + app + "-store";
        var entry = wire.get(addon).succeeds();
        assertEquals("postgres shop-store running [\"" + app + "\"]", String.join(" ", entry.text("type"), entry.text("name"),
            entry.text("status"), entry.json().path("attachedApps").toString()));
        wire.post("/api/addons/attach", "{\"addonId\":\"compose-paas-" + app + "-store\",\"appId\":\"w2hf60dpy4\"}").succeeds();
        var open = wire.post("/api/apps/update", "{\"id\":\"w2hf60dpy4\"}").json().path("envVars");
        assertEquals("postgres://shop:pw@paas-" + app + "-store-1:5432/shop", open.path("DATABASE_URL").asText());
        wire.post("/api/apps/stop", "{\"id\":\"" + app + "\"}").succeeds();
        assertEquals("stopped", wire.get(addon).text("status"));
        wire.post("/api/apps/start", "{\"id\":\"" + app + "\"}").succeeds();
        assertEquals("running", wire.get(addon).text("status"));
        wire.post("/api/apps/delete", "{\"id\":\"" + app + "\"}").succeeds();
        wire.get(addon).has(404);
    }

    @Test
    void aRedeployOfTheDemoGroupKeepsItsDatabase() {
        var before = wire.get("/api/addons/get?id=compose-paas-b6y2e8ts0g-db").succeeds();
        wire.post("/api/apps/redeploy", "{\"id\":\"b6y2e8ts0g\"}").succeeds();
        Waiting.forDeployment(wire, "b6y2e8ts0g", 2);
        var after = wire.get("/api/addons/get?id=compose-paas-b6y2e8ts0g-db").succeeds();
        assertEquals(before.json().path("containerName"), after.json().path("containerName"));
        wire.post("/api/addons/attach", "{\"addonId\":\"compose-paas-b6y2e8ts0g-db\",\"appId\":\"w2hf60dpy4\"}").succeeds();
        var open = wire.post("/api/apps/update", "{\"id\":\"w2hf60dpy4\"}").json().path("envVars");
        assertEquals("postgres://wiki:kept-by-the-sandbox@paas-b6y2e8ts0g-db-1:5432/wiki", open.path("DATABASE_URL").asText());
        assertEquals(List.of("wiki", "wiki-db"), rows("b6y2e8ts0g").stream().map(row -> row.path("name").asText()).toList());
    }

    @Test
    void composeWithoutACacheTakesTheGroupDown() {
        var answer = wire.post("/api/apps/redeploy", "{\"id\":\"f0u3a7zl5h\",\"noCache\":true}").succeeds();
        assertEquals("b6y2e8ts0g", answer.text("id"));
        var record = Waiting.forDeployment(wire, "b6y2e8ts0g", 2);
        assertTrue(log(record).contains("unknown flag: --no-cache\n"
            + "✖ Compose up failed: build exited with error: exit status 1"), log(record));
        assertEquals("running", wire.get("/api/apps/get?id=b6y2e8ts0g").text("status"));
        assertEquals("building", wire.get("/api/apps/get?id=f0u3a7zl5h").text("status"), "only the primary row is reset");
        wire.post("/api/apps/start", "{\"id\":\"b6y2e8ts0g\"}").refuses(500,
            "Failed to start compose project: exit status 1 - no container found for project \\\"paas-b6y2e8ts0g\\\": not found");
    }

    @Test
    void aRestartInterruptsWhatIsBuilding() throws Exception {
        try (var slow = Sandbox.start(Options.forTests().withSpeed(1000))) {
            var admin = Wire.admin(slow);
            var fresh = admin.post("/api/deploy", "{\"name\":\"blog\",\"gitRepo\":\"https://github.com/ada/blog.git\"}").text("id");
            admin.post("/api/apps/redeploy", "{\"id\":\"k3v9x0q2ab\"}").succeeds();
            var doomed = admin.post("/api/deploy", "{\"name\":\"gone\",\"gitRepo\":\"https://github.com/ada/gone.git\"}").text("id");
            admin.post("/api/apps/delete", "{\"id\":\"" + doomed + "\"}").answers("{\"status\":\"deleted\"}");
            assertEquals("building", Waiting.of(admin, fresh).getFirst().path("status").asText());
            slow.fault(new Effect.Restart(), "/api/health");
            assertThrows(UncheckedIOException.class, () -> admin.post("/api/health", ""), "not a GET, which the client would send again");
            awaitHealth(slow);
            for (var id : List.of(fresh, "k3v9x0q2ab", "c5n7r1k9vd")) {
                var record = Waiting.of(admin, id).getFirst();
                assertEquals("failed interrupted", record.path("status").asText() + " " + record.path("duration").asText());
            }
            assertEquals("failed", admin.get("/api/apps/get?id=" + fresh).text("status"));
            assertEquals("failed", admin.get("/api/apps/get?id=c5n7r1k9vd").text("status"));
            assertEquals("running", admin.get("/api/apps/get?id=k3v9x0q2ab").text("status"), "its container ran on");
            admin.get("/api/apps/get?id=" + doomed).refuses(404, "App not found");
        }
    }

    private JsonNode deploy(String name, String repository, String fields) {
        var app = wire.post("/api/deploy", "{\"name\":\"" + name + "\",\"gitRepo\":\"" + repository + "\"" + fields + "}").succeeds();
        return Waiting.forDeployment(wire, app.text("id"));
    }

    private void update(String id, String repository) {
        wire.post("/api/apps/update", "{\"id\":\"" + id + "\",\"gitRepo\":\"" + repository + "\"}").succeeds();
    }

    private String status(JsonNode record) {
        return wire.get("/api/apps/get?id=" + record.path("appId").asText()).text("status");
    }

    /** What the container has printed, as docker has it. */
    private List<String> runtime(String app) {
        return sandbox.printed(app);
    }

    private List<JsonNode> rows(String primary) {
        return wire.get("/api/apps").json().valueStream()
            .filter(row -> row.path("composeProject").asText().equals("paas-" + primary)).toList();
    }

    private static void fails(JsonNode record, String line) {
        assertEquals("failed", record.path("status").asText(), record::toString);
        assertEquals(line, record.path("logs").valueStream().toList().getLast().asText(), record::toString);
    }

    private static String log(JsonNode record) {
        return String.join("\n", record.path("logs").valueStream().map(JsonNode::asText).toList());
    }

    /** Commits this file in the folder; the commit's id. */
    private String repository(String file, String text) throws IOException, InterruptedException {
        Files.writeString(folder.resolve(file), text);
        git("init", "-q");
        git("add", file);
        git("-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qm", "First steps");
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes()).strip();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0, output);
        return output;
    }

    private static void awaitHealth(Sandbox sandbox) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            try {
                Wire.anonymous(sandbox).get("/api/health").succeeds();
                return;
            } catch (UncheckedIOException notYet) {
                Thread.sleep(20);
            }
        }
    }
}
