package lib.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.sandbox.files.Folders;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;

/**
 * Tries the product once from end to end and says what it does: an instance, the real CLI as a process of its own in a throw-away home,
 * the browser flow, a few commands, and everything put away again. The one thing it stands in for is the person at the browser.
 */
final class Tour {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Pattern PAGE = Pattern.compile("(http://\\S+/connect/agent)\\?state=([A-Za-z0-9_-]+)&port=([0-9]+)(?=\\s)");
    private static final Pattern TOKEN = Pattern.compile("bpagt_[0-9a-f]{64}");
    private static final int COLUMNS = 80;
    private static final String AGENT = "Tour CLI";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private volatile boolean interrupted;
    private Sandbox instance;
    private Path home;
    private TourCli cli;

    /** @param out where it tells what it does; tokens are masked */
    Tour(PrintStream out) {
        this.out = out;
    }

    /**
     * Takes at most two minutes, and leaves no process, port or file behind, whatever happens. Returns whether every step did what it
     * should.
     */
    boolean run() {
        Thread onInterrupt = new Thread(this::interrupt);
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            say("A tour of paas, about a minute: a local instance, the real command line as you would type it, and all is put away again. "
                + "Nothing of yours is touched.", "");
            out.println();
            start();
            connect();
            step("paas status lists the apps of the instance:", cli.run("status").expects("Better-PaaS  " + instance.url(),
                AGENT + " (operator)", "shop-web", "shop-api", "reports", "search-worker", "landing", "wiki", "notes", "Projects: "));
            env();
            apps();
            database();
            step("paas setup told editors (of the home folder to throw away) how to start the MCP server, and tried it as they would:",
                cli.run("setup").expects("✓ Cursor", "✓ Claude Code", " tools", "Restart your editor"));
            expect(Files.isRegularFile(home.resolve(".cursor").resolve("mcp.json")), "paas setup wrote nothing for Cursor");
            step("paas disconnect forgot the connection:", cli.run("disconnect").expects("Disconnected. Local config removed."));
            expect(!Files.exists(config()), config() + " is still there");
            stop();
            out.println();
            out.println("The tour is over: every step did what it should.");
            next();
            return true;
        } catch (Failed e) {
            return failed(e.getMessage());
        } catch (IOException | UncheckedIOException | InterruptedException e) {
            return failed(e.toString());
        } finally {
            putAway();
            if (!interrupted) {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            }
        }
    }

    /** Ctrl-C: the steps that fail from now on do so because everything is being put away, which is nothing to report. */
    private void interrupt() {
        interrupted = true;
        putAway();
    }

    private boolean failed(String how) {
        if (!interrupted) {
            out.println("✗ " + how);
        }
        return false;
    }

    /** In a clone its wrapper is at hand, elsewhere JBang itself is. */
    private void next() {
        boolean clone = Files.isRegularFile(Path.of("paas.java")) && Files.isRegularFile(Path.of("jbang"));
        String paas = clone ? "./jbang paas.java" : "jbang paas@org";
        out.println();
        out.println("What to do next:");
        out.println("  " + (clone ? "./jbang sandbox" : "jbang sandbox@org") + "  an instance to try things on; it says how to connect");
        out.println("  " + paas + " connect <url>  your own instance");
        out.println("  " + paas + " install  paas itself, quick to start; paas setup is for editors then");
    }

    private void start() throws IOException {
        home = Files.createTempDirectory("paas-tour-");
        done("made a home folder to throw away: " + home);
        instance = Sandbox.start(Options.forTests().withLimits(true));
        cli = new TourCli(home, Instant.now().plus(LIMIT));
        done("started an instance at " + instance.url());
    }

    private void connect() throws IOException, InterruptedException {
        String url = instance.url().toString();
        TourCli.Run connecting = cli.start("connect", url, "--no-browser");
        MatchResult page = connecting.awaitLine(PAGE);
        done("paas connect " + url + " --no-browser waits for the browser at", page.group());
        say("  Here you would open that page and press \"Authorize CLI\". The tour now does what the page does:", "  ");
        send("", page.group(), null);
        JsonNode approved = JSON.readTree(send(instance.adminToken(), url + "/api/connect/agent/approve",
            Map.of("state", page.group(2), "port", Integer.valueOf(page.group(3)), "profile", "operator", "name", AGENT)));
        done("approved with the admin token: POST /api/connect/agent/approve, profile operator");
        send("", approved.path("callbackUrl").asText(), null);
        done("went to the callback address, as the browser would");
        step("paas connect ended:",
            connecting.finish().expects("Connected successfully.", "URL:     " + url, "Profile: operator", "Agent:   " + AGENT));
        expect(Files.isRegularFile(config()), "there is no " + config());
    }

    private void env() throws IOException, InterruptedException {
        TourCli.Run run = cli.run("env").expects("export PAAS_URL=", "export PAAS_API_URL=", "export PAAS_TOKEN=", "" + instance.url());
        Matcher token = TOKEN.matcher(run.stdout());
        expect(token.find(), "paas env printed no agent token");
        String apps = send(token.group(), instance.url() + "/api/apps", null);
        expect(apps.contains("shop-web"), "the token that paas env printed sees no apps");
        step("paas env prints the token for other programs (masked here), and the instance takes it:", run);
    }

    /** One from a local folder, its log, stop and start, what apps use. */
    private void apps() throws IOException, InterruptedException {
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

    /** A database for it, a backup of all, a domain. */
    private void database() throws IOException, InterruptedException {
        step("paas addons create made a PostgreSQL database:",
            cli.run("addons", "create", "hello-db", "--type", "postgres", "--wait").expects("hello-db is running"));
        step("paas addons attach gave its address to the app:", cli.run("addons", "attach", "hello-db", "hello").expects("DATABASE_URL"));
        cli.run("db", "query", "hello-db", "--write",
            "CREATE TABLE visits (page text, hits int); INSERT INTO visits VALUES ('/', 41), ('/about', 1)").expects();
        step("paas db query asked it:", cli.run("db", "query", "hello-db", "SELECT sum(hits) FROM visits").expects("42"));
        step("paas backups create keeps all of it:", cli.run("backups", "create").expects("Made backup-"));
        step("paas domains add gave the app a name of its own:",
            cli.run("domains", "add", "hello", "hello.example.com").expects("Added hello.example.com to hello."));
    }

    private void stop() throws IOException, InterruptedException {
        instance.close();
        try {
            send("", instance.url() + "/api/health", null);
            throw new Failed("the instance still answers after it was stopped");
        } catch (ConnectException stopped) {
            done("stopped the instance");
        }
        Folders.delete(home);
        expect(!Files.exists(home), home + " is still there");
        done("removed the home folder");
    }

    private void step(String what, TourCli.Run run) {
        done(what, run.masked());
    }

    private void done(String what) {
        say("✓ " + what, "  ");
    }

    /** In lines that fit a terminal of 80 columns, but for addresses. */
    private void say(String text, String indent) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<=\\S)(?=\\s)")) {
            if (line.length() + word.length() >= COLUMNS) {
                out.println(line);
                line.setLength(0);
                line.append(indent).append(word.strip());
            } else {
                line.append(word);
            }
        }
        out.println(line);
    }

    private void done(String what, String output) {
        done(what);
        output.strip().lines().forEach(line -> out.println(line.isEmpty() ? "" : "    " + line));
    }

    /** A POST when there is a body, else a GET. Returns what came; anything but 200 is a failure. */
    private String send(String token, String url, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        expect(answer.statusCode() == 200, url.replaceFirst("[?].*", "") + " answered " + answer.statusCode() + ": " + answer.body());
        return answer.body();
    }

    private Path config() {
        return home.resolve(".paas").resolve("config.json");
    }

    private static void expect(boolean right, String otherwise) {
        if (!right) {
            throw new Failed(otherwise);
        }
    }

    private synchronized void putAway() {
        if (cli != null) {
            cli.close();
        }
        if (instance != null) {
            instance.close();
        }
        http.shutdownNow();
        if (home != null && Files.exists(home)) {
            Folders.delete(home);
            if (Files.exists(home)) {
                out.println("  could not remove " + home);
            }
        }
    }

    /** A step did not do what it should; the message says what, and holds no token. */
    static final class Failed extends RuntimeException {

        Failed(String message) {
            super(message, null, false, false);
        }
    }
}
