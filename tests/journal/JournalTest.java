package tests.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;
import static tests.support.McpClient.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import lib.base.Pause;
import lib.journal.Journal;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.services.journal.Shown;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;

/** What assistants change through {@code paas mcp} is written down, shown, and taken back. */
class JournalTest {
    private static final String HELLO = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
        + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"claude-code\",\"version\":\"2.1\"}}}\n";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    private Path file() {
        return new Home(folder).folder().resolve("journal.jsonl");
    }

    private String journal() {
        try {
            return Files.readString(file());
        } catch (IOException e) {
            throw new AssertionError("no journal", e);
        }
    }

    /** One session: each call is answered before the next one is sent. */
    private static List<Boolean> session(Cli cli, List<Object[]> calls) {
        try (var live = cli.start("mcp")) {
            live.type(HELLO);
            var failed = new ArrayList<Boolean>();
            for (int i = 1; i <= calls.size(); i++) {
                var given = new LinkedHashMap<String, Object>();
                for (int at = 1; at < calls.get(i - 1).length; at += 2) {
                    given.put((String) calls.get(i - 1)[at], calls.get(i - 1)[at + 1]);
                }
                live.type(request(i, (String) calls.get(i - 1)[0], given));
                failed.add(parse(live.awaitStdout("(?m)^.*\"id\":" + i + ",.*$").group()).path("result").path("isError").asBoolean());
            }
            live.closeInput();
            live.finish().exits(0).complains("");
            return failed;
        }
    }

    private static Object[] call(Object... toolAndArguments) {
        return toolAndArguments;
    }

    private static List<String> list(Cli cli) {
        var rows = new ArrayList<String>();
        for (var each : parse(cli.run("journal", "--json").exits(0).complains("").stdout()).path("entries")) {
            rows.add(each.path("number").asText() + " " + each.path("command").asText() + ": " + each.path("outcome").asText()
                + (each.has("takenBackBy") ? ", taken back by " + each.path("takenBackBy") : "")
                + (each.has("undoes") ? ", undoes " + each.path("undoes") : ""));
        }
        return rows;
    }

    /** Looking, what is refused before it is sent, and what answers that nothing was sent, is no entry; the rest is, without secrets. */
    @Test
    void whatChangesSomethingIsWrittenDownAndTakenBack() throws IOException {
        var cli = instance.cli(folder, "operator").secret("hunter22-and-more").secret("s3cr3t-value");
        cli.run("journal").exits(0).prints("").complains(
            "Nothing yet: what an assistant changes through paas mcp is written down here, and can be taken back.\n");
        var before = instance.app("shop-web");
        assertEquals(List.of(false, false, true, true, false, false, true, false, true), session(cli, List.of(
            call("paas_list_apps"),
            call("paas_db_query", "addon", "shop-db", "query", "SELECT 1"),
            call("paas_stop_app", "app", "nope"),
            call("paas_stop_app"),
            call("paas_stop_app", "app", "shop-web"),
            call("paas_update_app", "app", "notes", "envVars", "{\"LOG_LEVEL\":\"debug\",\"DB_PASSWORD\":\"hunter22-and-more\"}",
                "memory", "512m"),
            call("paas_deploy", "name", "shop-web", "gitRepo", "https://ada:s3cr3t-value@github.com/ada/x.git", "new", true),
            call("paas_exec", "app", "shop-api", "command", "echo API_TOKEN=s3cr3t-value"),
            call("paas_delete_app", "app", "notes"))));
        assertEquals(List.of("1 stop shop-web: done",
            "2 update notes --env 'LOG_LEVEL=***' --env 'DB_PASSWORD=***' --memory 512m: done",
            "3 exec shop-api 'echo API_TOKEN=***': done"), list(cli).stream().map(each -> each.replace("paas ", "")).toList());
        var text = journal();
        assertFalse(text.contains("hunter22") || text.contains("s3cr3t") || text.contains("debug"), text);
        assertTrue(text.contains("\"instance\":\"" + instance.url() + "\",\"client\":\"claude-code 2.1\""), text);
        assertEquals("rw-------", Home.permissions(file()));

        var shown = cli.run("journal", "--app", "SHOP-WEB").exits(0).complains("").stdout();
        assertTrue(shown.matches("ID  WHEN +BY +COMMAND +STATUS\n1   \\S+Z  claude-code 2.1  stop shop-web  done\n"), shown);
        cli.run("journal", "-q").exits(0).prints("1\n2\n3\n");
        cli.run("journal", "-q", "-n", "1").exits(0).prints("3\n");
        cli.run("journal", "-q", "--client", "cursor").exits(0).prints("");
        cli.run("journal", "--since", "nonsense").failsWith(2, "--since takes 90s, 15m, 2h, 3d, a date or a time\n");

        // nobody can be asked: nothing is done
        cli.run("journal", "undo", "1").failsWith(3, "this would run paas start shop-web, and nobody can be asked here; nothing was "
            + "changed\nhint: if you are sure: paas journal undo 1 --yes\n");
        assertEquals("stopped", instance.app("shop-web").path("status").asText());
        cli.run("journal", "undo", "1", "--yes").exits(0).complains("").prints("Started shop-web: " + before.path("url").asText() + "\n"
            + "Entry 1 is taken back (entry 4).\nUndo: paas stop shop-web\n");
        assertEquals(before.path("status"), instance.app("shop-web").path("status"));
        cli.run("journal", "undo", "1", "--yes").failsWith(6, "entry 1 was taken back already, by entry 4\n"
            + "hint: to take that back: paas journal undo 4\n");
        var undone = parse(cli.run("journal", "undo", "4", "--yes", "--json").exits(0).stdout());
        assertEquals("{\"undone\":4,\"entry\":5,\"command\":\"paas stop shop-web\",\"result\":{\"id\":\"k3v9x0q2ab\",\"name\":\"shop-web\","
            + "\"status\":\"stopped\",\"group\":[],\"undo\":{\"command\":\"paas start shop-web\",\"tool\":\"paas_start_app\",\"arguments\":"
            + "{\"app\":\"shop-web\"}}},\"undo\":{\"command\":\"paas start shop-web\",\"tool\":\"paas_start_app\",\"arguments\":"
            + "{\"app\":\"shop-web\"}}}", undone.toString());
        assertEquals("stopped", instance.app("shop-web").path("status").asText());
        assertEquals(List.of("1 stop shop-web: done", "4 start shop-web: done, taken back by 5, undoes 1",
            "5 stop shop-web: done, undoes 4"), list(cli).stream().filter(each -> each.contains("shop-web")).toList());

        cli.run("journal", "undo", "2", "--yes").exits(0);
        assertEquals("{}", instance.app("notes").path("envVars").toString());
        assertEquals("", instance.app("notes").path("memory").asText());
        cli.run("journal", "undo", "3", "--yes").failsWith(1, "there is no way back from entry 3: it changed nothing, or nothing that is "
            + "known\n");
        cli.run("journal", "undo", "99").failsWith(5, "the journal has no entry 99\nhint: see: paas journal\n");
        cli.run("journal", "show", "x;y").failsWith(2, "an entry of the journal is named by its number, and \"x;y\" is none\n"
            + "hint: see: paas journal\n");
    }

    /** A person at a terminal is asked; another instance's entries, later changes and what a file forges are refused. */
    @Test
    void whatCannotBeTakenBackSaysWhy() throws IOException {
        var cli = instance.cli(folder, "operator");
        session(cli, List.of(call("paas_update_app", "app", "notes", "memory", "512m"),
            call("paas_update_app", "app", "notes", "memory", "1g"), call("paas_create_backup")));
        cli.run("journal", "undo", "1", "--yes").failsWith(6, "entry 2 changed the same again after entry 1: update notes --memory 1g\n"
            + "hint: take that back first: paas journal undo 2; or go on all the same: --force\n");
        assertEquals("1g", instance.app("notes").path("memory").asText());
        var line = cli.run("journal", "undo", "3", "--yes").exits(1).stderr();
        assertTrue(line.matches("error: the way back from entry 3 is no single call of a tool, so it is yours to run\n"
            + "hint: run: paas backups delete backup-\\S+\n"), line);
        try (var terminal = cli.terminal("journal", "undo", "2")) {
            terminal.await("It is taken back with: paas update notes --memory 512m");
            terminal.await("Go on\\?");
            terminal.type("no\r");
            assertEquals(3, terminal.finish().exit());
        }
        assertEquals("1g", instance.app("notes").path("memory").asText());
        try (var terminal = cli.terminal("journal", "undo", "2")) {
            terminal.await("Go on\\?");
            terminal.type("\r");
            assertEquals(0, terminal.finish().exit());
        }
        assertEquals("512m", instance.app("notes").path("memory").asText());

        var other = "http://127.0.0.1:9";
        Files.writeString(file(), """
            {"n":11,"instance":"URL","client":"a\\u001b[31m\\nevil","tool":"paas_stop_app","command":"\\u202estop","arguments":{}}
            {"n":11,"outcome":"done","undo":{"command":"paas start web","tool":"paas_explode","arguments":{}}}
            {"n":12,"time":"x","instance":"URL","tool":"paas_stop_app","arguments":{"app":"shop-web"}}
            {"n":12,"outcome":"done","undo":{"command":"rm -rf ~; true","tool":"paas_start_app","arguments":{"app":"web","--yes":"true"}}}
            {"n":13,"time":"x","instance":"URL","tool":"paas_stop_app","arguments":{"app":"shop-web"}}
            {"n":13,"outcome":"done","undo":{"command":"paas start web","tool":"paas_list_apps","arguments":{}}}
            {"n":14,"time":"x","instance":"OTHER","tool":"paas_stop_app","arguments":{"app":"shop-web"}}
            {"n":14,"outcome":"done","undo":{"command":"paas start web","tool":"paas_start_app","arguments":{"app":"shop-web"}}}
            {"n":16,"time":"x","instance":"URL","tool":"paas_stop_app","arguments":{"app":"shop-web"}}
            {"n":16,"outcome":"done","undo":{"command":"paas start shop-web; id","tool":"paas_delete_app","arguments":{"app":"shop-web"}}}
            """.replace("URL", instance.url()).replace("OTHER", other));
        instance.sandbox().clearRequests();
        var none = "error: the way back in the journal is not one that this program wrote: ";
        var hint = "\nhint: was the file changed, or written by another version?\n";
        var refusals = new LinkedHashMap<Integer, String>();
        refusals.put(11, none + "there is no tool paas_explode that changes something" + hint);
        refusals.put(12, none + "paas_start_app has no parameter --yes" + hint);
        refusals.put(13, none + "there is no tool paas_list_apps that changes something" + hint);
        refusals.put(14, "error: entry 14 changed " + other + ", and this is connected to " + instance.url() + "\nhint: connect first: "
            + "paas connect " + other + "\n");
        // what is asked about is what would be done, whatever line stands beside it
        refusals.put(16, "error: this would run paas delete shop-web, and nobody can be asked here; nothing was changed\n"
            + "hint: if you are sure: paas journal undo 16 --yes\n");
        refusals.forEach((number, words) -> assertEquals(words, cli.run("journal", "undo", String.valueOf(number), "--force").stderr(),
            "entry " + number));
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> !each.method().equals("GET")).toList());
        cli.run("journal").exits(0).calm();
    }

    /** Two servers of one home, 32 calls each at once: every call has a number of its own, and no line is torn. */
    @Test
    void twoServersAtOnceLoseNothing() {
        var cli = instance.cli(folder, "deployer");
        try (var one = cli.start("mcp"); var other = cli.start("mcp")) {
            for (var live : List.of(one, other)) {
                var name = live == one ? "A" : "B";
                live.type(String.join("", IntStream.rangeClosed(1, 32).mapToObj(i -> request(i, "paas_update_app", Map.of("app",
                    i % 2 == 0 ? "notes" : "shop-web", "envVars", Map.of(name + i, "v" + i)))).toList()));
            }
            for (var live : List.of(one, other)) {
                live.awaitStdout("(?s)^(?:[^\n]*\n){32}");
                live.closeInput();
                live.finish().exits(0).complains("");
            }
        }
        var numbers = new TreeSet<Long>();
        int over = 0;
        for (var line : journal().lines().toList()) {
            var json = parse(line);
            if (json.has("tool")) {
                assertTrue(numbers.add(json.path("n").asLong()), line);
            } else {
                // of two processes that write at once one may find that the other wrote over it
                assertTrue(List.of("done", "failed").contains(json.path("outcome").asText()), line);
                over++;
            }
        }
        assertEquals(64, numbers.size());
        assertEquals(64, numbers.last());
        assertEquals(64, over);
    }

    /** What was sent leaves a trace whatever becomes of it: cancelled, its process killed; where none can be kept, the call is made. */
    @Test
    void whatIsNotAnsweredIsWrittenDownToo() throws IOException {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofSeconds(60))).at("/api/apps/start").times(3));
        try (var live = cli.start("mcp")) {
            live.type(request(1, "paas_start_app", Map.of("app", "shop-api"))).type(request(2, "paas_redeploy", Map.of("app", "shop-web")));
            live.awaitStdout("\"id\":2,");
            awaitLine("paas_start_app");
            live.type("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}\n");
            awaitLine("cancelled");
            live.type(request(3, "paas_start_app", Map.of("app", "notes")));
            awaitLine("start notes");
            assertEquals(List.of("start notes: at work"), states("notes"));
        }
        for (int i = 0; i < 600 && states("notes").contains("start notes: at work"); i++) {
            // what was killed is not gone yet
            Pause.ofMillis(25);
        }
        assertEquals(List.of("start shop-api: cancelled, given up before the instance had answered: it may have been done"),
            states("shop-api"));
        assertEquals(List.of("start notes: uncertain, paas ended before it had an answer: it may have been done"), states("notes"));
        cli.run("journal", "undo", "3", "--yes").exits(1)
            .complainsPart(": what it has changed is not known, since its answer never came");
        try (var live = cli.start("mcp")) {
            live.type(request(1, "paas_start_app", Map.of("app", "search-worker")));
            awaitLine("start search-worker");
            live.closeInput();
            live.finish().exits(0).complains("");
        }
        assertEquals(List.of("start search-worker: cancelled, given up before the instance had answered: it may have been done"),
            states("search-worker"));
        Files.delete(file());
        Files.createDirectory(file());
        try (var live = cli.start("mcp")) {
            live.type(request(1, "paas_stop_app", Map.of("app", "shop-web"))).awaitStdout("\"id\":1,");
            live.type(request(2, "paas_stop_app", Map.of("app", "shop-web"))).awaitStdout("\"id\":2,");
            live.closeInput();
            live.finish().exits(0).complains("what is changed cannot be written down in " + file() + " (journal.jsonl is no plain file); "
                + "the calls go on\n");
        }
        assertEquals("stopped", instance.app("shop-web").path("status").asText());
    }

    private void awaitLine(String text) {
        for (int i = 0; i < 600; i++) {
            if (Files.exists(file()) && journal().contains(text)) {
                return;
            }
            Pause.ofMillis(25);
        }
        throw new AssertionError("no " + text + " in " + journal());
    }

    /** What the entries about an app say, read in this process. */
    private List<String> states(String app) {
        var history = new Journal(Map.of("HOME", folder.toString()), told -> { }).read();
        return history.entries().stream().filter(each -> each.names().contains(app)).map(each -> Shown.of(each, history))
            .map(each -> each.command() + ": " + each.status() + (each.said() == null ? "" : ", " + each.said())).toList();
    }
}
