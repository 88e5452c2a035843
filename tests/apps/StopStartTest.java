package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas stop} and {@code paas start}, one app and several, and their tools. */
class StopStartTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void stopsAndStartsByNameInAnyCaseAndById() {
        var cli = instance.cli(folder, "deployer");
        cli.run("stop", "Shop-WEB").exits(0).prints("Stopped shop-web.\nUndo: paas start shop-web\n").complains("");
        assertEquals("stopped", instance.app("shop-web").path("status").asText());
        // one name or many: one shape
        cli.run("start", "k3v9x0q2ab", "--json").exits(0).complains("").prints("""
            {
              "results": [
                {
                  "id": "k3v9x0q2ab",
                  "name": "shop-web",
                  "status": "running",
                  "url": "http://k3v9x0q2ab.127.0.0.1.sslip.io",
                  "undo": {
                    "command": "paas stop shop-web",
                    "tool": "paas_stop_app",
                    "arguments": {
                      "app": "shop-web"
                    }
                  }
                }
              ]
            }
            """);
        cli.run("stop", "shop-web", "-q").exits(0).prints("k3v9x0q2ab\n").complains("");
    }

    @Test
    void theToolsDoTheSame() {
        var cli = instance.cli(folder, "deployer");
        assertEquals("{\"id\":\"k3v9x0q2ab\",\"name\":\"shop-web\",\"status\":\"stopped\",\"group\":[],"
            + "\"undo\":{\"command\":\"paas start shop-web\",\"tool\":\"paas_start_app\",\"arguments\":{\"app\":\"shop-web\"}}}",
            Tool.call(cli, "paas_stop_app", "app", "shop-web").ok().toString());
        assertEquals("running", Tool.call(cli, "paas_start_app", "app", "shop-web").ok().path("status").asText());
        Tool.call(cli, "paas_stop_app", "app", "shop-we").fails("error: there is no app \"shop-we\"\nhint: did you mean shop-web?");
    }

    @Test
    void severalAtOnceALineEachAndTheWorstCode() {
        var cli = instance.cli(folder, "deployer");
        cli.run("stop", "shop-web", "notes", "shop-api").exits(0).prints("Stopped shop-web.\nStopped notes.\nStopped shop-api.\n"
            + "Undo: paas start shop-web notes shop-api\n").complains("");
        cli.run("start", "shop-web", "nope", "shop-api").exits(5)
            .prints("Started shop-web: http://k3v9x0q2ab.127.0.0.1.sslip.io\nStarted shop-api: http://t81mzc5r7e.127.0.0.1.sslip.io\n"
                + "Undo: paas stop shop-web shop-api\n")
            .complains("error: nope: there is no app \"nope\"\nhint: paas apps lists them\n");
        assertEquals("running", instance.app("shop-api").path("status").asText());
    }

    @Test
    void whatStopsAlongAndWhatStartsItAgainIsSaid() {
        var cli = instance.cli(folder, "deployer");
        cli.run("stop", "wiki-db").exits(0).prints("Stopped wiki-db, and with it its whole compose group: wiki.\n"
            + "Undo: paas start wiki-db\n").complains("");
        assertEquals("stopped", instance.app("wiki").path("status").asText());
        assertEquals("{\"id\":\"" + instance.app("search-worker").path("id").asText()
            + "\",\"name\":\"search-worker\",\"status\":\"stopped\","
            + "\"group\":[],\"building\":\"y5j2m8f4kq\",\"undo\":{\"command\":\"paas start search-worker\","
            + "\"tool\":\"paas_start_app\",\"arguments\":{\"app\":\"search-worker\"}}}", Tool.call(cli, "paas_stop_app", "app",
            "search-worker").ok().toString());
        cli.run("stop", "search-worker").exits(0).prints("Stopped search-worker.\n"
            + "A deployment runs (y5j2m8f4kq) and starts it again when it is done: stop it once more then.\n");
    }

    @Test
    void aStopThatDidNotHappenIsAFailure() {
        var cli = instance.cli(folder, "deployer");
        // the instance answers 200 although docker failed (contract, apps/stop): only the status afterwards tells
        instance.sandbox().fault(Fault.of(new Effect.Status(200, "", 0)).at("/api/apps/stop").times(1));
        var run = cli.run("stop", "shop-web").exits(1).prints("");
        run.complainsPart("error: ").complainsPart("shop-web");
        assertEquals("running", instance.app("shop-web").path("status").asText());
    }

    @Test
    void anAppThatNeverRanCannotBeStarted() {
        instance.cli(folder, "deployer").run("start", "landing").exits(1).prints("").complainsPart("build it").calm();
    }

    @Test
    void withoutTheRightNothingIsSent() {
        var cli = instance.cli(folder, "observer");
        instance.sandbox().clearRequests();
        cli.run("stop", "shop-web").failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n"
            + "hint: the profile deployer has it; run: paas connect " + instance.url() + " and choose deployer\n");
        assertEquals(List.of(), instance.sandbox().requests());
        instance.cliWithScopes(folder.resolve("other"), "apps:read").run("stop", "shop-web")
            .failsWith(4, "Forbidden: missing scope apps:write\n"
            + "hint: the profile deployer has it; run: paas connect " + instance.url() + " and choose deployer\n");
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        // an answer that is damaged on its way has stopped it all the same: another app each time
        for (int i = 0; i < Failures.COUNT; i++) {
            instance.admin("POST", "/api/deploy", Map.of("name", "halted-" + i, "gitRepo", "https://github.com/ada/blog.git"));
        }
        Failures.check(instance.sandbox(), instance.cli(folder, "deployer"), "/api/apps/stop", "stop", "halted-{n}");
    }

    @Test
    void aNameIsNeverPartOfAnotherRequest() {
        var cli = instance.cli(folder, "deployer");
        for (var name : List.of("../agents", "shop-web&id=notes", "a b", "'; x", "\"q\"", "ünïcode 🚀", "x".repeat(5000), "%2e%2e", "?")) {
            instance.sandbox().clearRequests();
            cli.run("stop", "--", name).exits(5).prints("").calm();
            assertEquals(List.of("GET /api/apps"), instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path())
                .toList());
        }
    }

    @Test
    void withoutANameNothingIsSent() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        for (String command : List.of("stop", "start")) {
            cli.run(command).failsWith(2, "missing required parameter: '<app>'\nhint: run: paas " + command + " --help\n");
            cli.run(command, "--json").failsWith(2, "missing required parameter: '<app>'\nhint: run: paas " + command + " --help\n");
        }
        assertEquals(List.of(), instance.sandbox().requests());
    }
}
