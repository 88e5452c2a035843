package lib.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import lib.sandbox.Tour.Failed;
import lib.sandbox.instance.Sandbox;

/** The tour's part about apps: one from a local folder, its log, stop and start, what apps use, and a database beside it. */
final class TourApps {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POLLS = 200;

    private final TourCli cli;
    private final Sandbox instance;
    private final Path home;
    private final HttpClient http;
    private final BiConsumer<String, String> done;

    /** @param done tells what was done, and what was printed */
    TourApps(TourCli cli, Sandbox instance, Path home, HttpClient http, BiConsumer<String, String> done) {
        this.cli = cli;
        this.instance = instance;
        this.home = home;
        this.http = http;
        this.done = done;
    }

    void run() throws IOException {
        commands();
        database();
    }

    private void commands() throws IOException {
        Path folder = Files.createDirectories(home.resolve("hello"));
        Files.writeString(folder.resolve("package.json"),
            "{\"name\": \"hello\", \"version\": \"1.0.0\", \"scripts\": {\"start\": \"node server.js\"}}\n");
        Files.writeString(folder.resolve("server.js"),
            "require('http').createServer((q, a) => a.end('hello\\n')).listen(process.env.PORT);\n");
        Files.writeString(folder.resolve(".gitignore"), "node_modules/\n");
        step("paas deploy --upload sent a folder with two source files and waited for its build:",
            cli.run("deploy", "hello", "--upload", folder.toString(), "--wait").expects("hello is live at http://"));
        step("paas logs shows what its container prints:", cli.run("logs", "hello").expects("GET /"));
        step("paas stop took it off the air:", cli.run("stop", "hello").expects("Stopped hello."));
        step("paas start brought it back:", cli.run("start", "hello").expects("Started hello"));
        step("paas metrics shows what apps use:", cli.run("metrics").expects("hello", "shop-web"));
    }

    private void step(String what, TourCli.Run run) {
        done.accept(what, run.masked());
    }

    /** paas has no command for add-ons yet; the instance has. */
    private void database() throws IOException {
        String id = admin("POST", "/api/addons/create", Map.of("type", "postgres", "name", "hello-db")).path("id").asText();
        for (int i = 0; !admin("GET", "/api/addons/get?id=" + id, null).path("status").asText().equals("running"); i++) {
            if (i == POLLS) {
                throw new Failed("the add-on hello-db does not get ready");
            }
            pause();
        }
        query(id, "CREATE TABLE visits (page text, hits int)");
        query(id, "INSERT INTO visits VALUES ('/', 41), ('/about', 1)");
        JsonNode answer = query(id, "SELECT sum(hits) FROM visits");
        if (!answer.path("rows").path(0).path(0).asText().equals("42")) {
            throw new Failed("the database counts otherwise: " + answer);
        }
        done.accept("POST /api/addons/create made a PostgreSQL database, which counts:", "SELECT sum(hits) FROM visits  ->  42");
    }

    private JsonNode query(String id, String sql) throws IOException {
        return admin("POST", "/api/addons/db/query", Map.of("id", id, "query", sql));
    }

    private JsonNode admin(String method, String path, Object body) throws IOException {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(instance.url() + path)).header("Authorization", "Bearer " + instance.adminToken())
            .timeout(Duration.ofSeconds(10))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))).build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new Failed(method + " " + path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (InterruptedException e) {
            throw new Failed("interrupted");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new Failed("interrupted");
        }
    }
}
