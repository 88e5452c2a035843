package lib.sandbox;

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
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;

/**
 * Tries the product once from end to end and says what it does: an instance, the real CLI as a process of its own in a throw-away home,
 * the browser flow, a few commands, and everything put away again. The one thing it stands in for is the person at the browser.
 */
final class Tour {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Pattern PAGE = Pattern.compile("(http://\\S+/connect/agent)\\?state=([A-Za-z0-9_-]+)&port=([0-9]+)(?=\\s)");
    /** The instance writes the ampersand of the address as an escape. */
    private static final Pattern CALLBACK = Pattern.compile(
        "\"callbackUrl\":\"(http://127\\.0\\.0\\.1:[0-9]+/callback\\?code=[0-9a-f]+)\\\\u0026(state=[^\"]+)\"");
    private static final String AGENT = "Tour CLI";

    private final PrintStream out;
    private final Instant deadline = Instant.now().plus(LIMIT);
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
            start();
            connect();
            status();
            env();
            new TourApps(cli, instance, home, http, this::done).run();
            setup();
            disconnect();
            stop();
            out.println();
            out.println("The tour is over: every step did what it should.");
            return true;
        } catch (Failed e) {
            return failed(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
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

    private void start() throws IOException {
        home = Files.createTempDirectory("paas-tour-");
        done("made a home folder to throw away: " + home);
        instance = Sandbox.start(Options.forTests().withLimits(true));
        cli = new TourCli(home, deadline);
        done("started an instance at " + instance.url());
    }

    private void connect() throws IOException {
        String url = instance.url().toString();
        TourCli.Run connecting = cli.start("connect", url, "--no-browser");
        MatchResult page = connecting.awaitLine(PAGE);
        done("started  paas connect " + url + " --no-browser  which waits for the browser at", page.group());

        out.println("  Here you would open that page and press \"Authorize CLI\". The tour now does what the page does:");
        expect(send(HttpRequest.newBuilder(URI.create(page.group()))).statusCode() == 200, "the page " + page.group(1) + " is not there");
        String wish = """
            {"state": "%s", "port": %s, "profile": "deployer", "name": "%s"}""".formatted(page.group(2), page.group(3), AGENT);
        HttpResponse<String> approved = send(HttpRequest.newBuilder(instance.url().resolve("/api/connect/agent/approve"))
            .header("Authorization", "Bearer " + instance.adminToken()).POST(BodyPublishers.ofString(wish)));
        Matcher callback = CALLBACK.matcher(approved.body());
        expect(approved.statusCode() == 200, "the instance did not approve: " + approved.body());
        expect(callback.find(), "the approval names no callback address");
        done("approved with the admin token: POST /api/connect/agent/approve, profile deployer");

        HttpResponse<String> called = send(HttpRequest.newBuilder(URI.create(callback.group(1) + "&" + callback.group(2))));
        expect(called.statusCode() == 200, "the waiting paas refused the callback with status " + called.statusCode());
        done("went to the callback address, as the browser would");

        TourCli.Run run =
            connecting.finish().expects("Connected successfully.", "URL:     " + url, "Profile: deployer", "Agent:   " + AGENT);
        expect(Files.isRegularFile(config()), "there is no " + config());
        done("paas connect ended:", run.masked());
    }

    private void status() throws IOException {
        done("paas status lists the apps of the instance:", cli.run("status").expects("Better-PaaS  " + instance.url(),
            AGENT + " (deployer)", "shop-web", "shop-api", "reports", "search-worker", "landing", "wiki", "notes", "Projects: ").masked());
    }

    private void env() throws IOException {
        TourCli.Run run =
            cli.run("env").expects("export PAAS_URL=", "export PAAS_API_URL=", "export PAAS_TOKEN=", instance.url().toString());
        Matcher token = Pattern.compile("bpagt_[0-9a-f]{64}").matcher(run.stdout());
        expect(token.find(), "paas env printed no agent token");
        HttpResponse<String> apps =
            send(HttpRequest.newBuilder(instance.url().resolve("/api/apps")).header("Authorization", "Bearer " + token.group()));
        expect(apps.statusCode() == 200 && apps.body().contains("shop-web"), "the instance does not take the token that paas env printed");
        done("paas env prints the token for other programs (masked here), and the instance takes it:", run.masked());
    }

    private void setup() throws IOException {
        TourCli.Run run = cli.run("setup").expects("✓ Cursor", "✓ Claude Code", " tools", "Restart your editor");
        expect(Files.isRegularFile(home.resolve(".cursor").resolve("mcp.json")), "paas setup wrote nothing for Cursor");
        done("paas setup told editors (those of the home folder to throw away) how to start the MCP server, and tried it as they would:",
            run.masked());
    }

    private void disconnect() throws IOException {
        TourCli.Run run = cli.run("disconnect").expects("Disconnected. Local config removed.");
        expect(!Files.exists(config()), config() + " is still there");
        done("paas disconnect forgot the connection:", run.masked());
    }

    private void stop() throws IOException {
        HttpRequest.Builder health = HttpRequest.newBuilder(instance.url().resolve("/api/health"));
        instance.close();
        try {
            send(health);
            throw new Failed("the instance still answers after it was stopped");
        } catch (ConnectException stopped) {
            done("stopped the instance");
        }
        removeHome();
        expect(!Files.exists(home), home + " is still there");
        done("removed the home folder");
    }

    private void done(String what) {
        out.println("✓ " + what);
    }

    private void done(String what, String output) {
        done(what);
        output.strip().lines().forEach(line -> out.println(line.isEmpty() ? "" : "    " + line));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new Failed("interrupted");
        }
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
        if (home != null) {
            removeHome();
        }
    }

    private void removeHome() {
        if (!Files.exists(home)) {
            return;
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            out.println("  could not remove " + home + ": " + e.getMessage());
        }
    }

    /** A step did not do what it should; the message says what, and holds no token. */
    static final class Failed extends RuntimeException {
        Failed(String message) {
            super(message, null, false, false);
        }
    }
}
