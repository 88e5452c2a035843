package tests.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;
import static tests.support.HostileServer.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.LostAnswers;
import tests.support.McpClient;
import tests.support.Tty;
import tests.support.Undoing;

/** {@code paas servers add}, {@code update}, {@code remove}, {@code test} and {@code key}, and the ways back. */
@Order(1)
class ChangeServersTest {
    private static final String CREATE = "/api/servers/create";
    private static final String UPDATE = "/api/servers/update";
    private static final String DELETE = "/api/servers/delete";
    private static final String TEST = "/api/servers/test";
    private static final String EDGE_KEY =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINzR4K/yeVrGReXfk6rNHPVAARk4rAD7eaO45uk1156m better-paas";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void aMachineIsAddedItsKeyInstalledAndTakenAway() throws IOException, InterruptedException {
        var cli = instance.cli(folder, "operator");
        var before = servers();
        var run = cli.run("servers", "add", "edge-2", "--host", "203.0.113.11", "--user", "deploy", "--port", "22", "--description",
            "8 cores").exits(0).complains("");
        var made = server("edge-2");
        var id = made.path("id").asText();
        var key = instance.admin("GET", "/api/servers/keys/public?id=" + id, null).path("publicKey").asText();
        var install = "mkdir -p -m 700 ~/.ssh && echo '" + key + "' >> ~/.ssh/authorized_keys && chmod 600 ~/.ssh/authorized_keys";
        run.prints("Added edge-2 (" + id + "). Its public key:\n\n  " + key + "\n\nInstall it on 203.0.113.11 as deploy:\n\n  " + install
            + "\n\nDocker has to run there. Then see that both work: paas servers test " + id + "\nUndo: paas servers remove " + id
            + " --yes\n");
        assertEquals("203.0.113.11 22 deploy 8 cores unknown", made.path("ip").asText() + " " + made.path("port").asText() + " "
            + made.path("sshUser").asText() + " " + made.path("description").asText() + " " + made.path("status").asText());
        // the line does what it says, twice as once
        var home = Files.createDirectory(folder.resolve("there"));
        for (int i = 0; i < 2; i++) {
            var shell = new ProcessBuilder("/bin/sh", "-c", install);
            shell.environment().put("HOME", home.toString());
            assertEquals(0, shell.start().waitFor());
        }
        assertEquals(key + "\n" + key + "\n", Files.readString(home.resolve(".ssh/authorized_keys")));
        assertEquals("rwx------ rw-------", Home.permissions(home.resolve(".ssh")) + " " + Home.permissions(home.resolve(
            ".ssh/authorized_keys")));
        Undoing.printed(cli, run);
        assertEquals(before, servers());
    }

    @Test
    void theSameAsJsonAndIds() {
        var cli = instance.cli(folder, "operator");
        var answer = McpClient.parse(cli.run("servers", "add", "edge-2", "--host", "edge.example.com", "--port", "2222", "--json").exits(0)
            .complains("").stdout());
        var id = answer.path("id").asText();
        assertEquals("edge-2 edge.example.com 2222 root unknown on edge.example.com as root paas servers test " + id, answer.path("name")
            .asText()
            + " " + answer.path("ip").asText() + " " + answer.path("port").asText() + " " + answer.path("sshUser").asText() + " "
            + answer.path("status").asText() + " " + answer.path("where").asText() + " " + answer.path("next").asText());
        assertEquals("{\"command\":\"paas servers remove " + id + " --yes\"}", answer.path("undo").toString());
        assertTrue(answer.path("install").asText().contains(answer.path("publicKey").asText()), answer.toString());
        cli.run("servers", "add", "edge-3", "--host", "EDGE.example.com", "--port", "2222", "-q").exits(0).printsMatch("[a-z0-9]{10}\n");
        cli.run("servers", "add", "edge-4", "--host", "edge.example.com", "--port", "2222").exits(0)
            .complains("the same address is that of edge-2, edge-3\n");
        // an address of version 6 can be dialled in brackets only (contract, servers/create)
        cli.run("servers", "add", "six", "--host", "2001:db8::10").exits(0).printsPart("Install it on [2001:db8::10] as root:\n");
        assertEquals("[2001:db8::10]", server("six").path("ip").asText());
    }

    @Test
    void whatCannotBeIsNotSent() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().clearRequests();
        cli.run("servers", "add", "x").failsWith(2, "missing required option: '--host=<address>'\n");
        cli.run("servers", "add", "x", "--host", "root@203.0.113.9")
            .failsWith(2, "--host is the machine alone\nhint: the user goes into --user\n");
        cli.run("servers", "add", "x", "--host", "203.0.113.9:2222")
            .failsWith(2, "--host is the machine alone\nhint: the port goes into --port\n");
        for (var host : List.of("", "a b", "-oProxyCommand=x", "ssh://edge", "edge;id", "édge", "[2001:db8::10", "a'b")) {
            cli.run("servers", "add", "x", "--host=" + host).exits(2).prints("").complainsPart("error: ").calm();
        }
        cli.run("servers", "add", "x", "--host", "edge", "--user", "-l").failsWith(2, "");
        cli.run("servers", "add", "x", "--host", "edge", "--user", "a b").failsWith(2, "--user is no name of a user\n");
        cli.run("servers", "add", "x", "--host", "edge", "--port", "0").failsWith(2, "--port is between 1 and 65535\n");
        cli.run("servers", "add", "x", "--host", "edge", "--port", "70000").failsWith(2, "--port is between 1 and 65535\n");
        cli.run("servers", "add", "x", "--host", "edge", "--port", "ssh").failsWith(2, "--port takes a whole number\n");
        cli.run("servers", "add", " ", "--host", "edge").failsWith(2, "the name is empty\n");
        cli.run("servers", "update", "edge-1").failsWith(2, "nothing is to be changed\nhint: give --name or --description\n");
        cli.run("servers", "update", "edge-1", "--name", "").failsWith(2, "the name is empty\n");
        assertEquals(List.of(), instance.sandbox().requests());
        cli.run("servers", "add", "EDGE-1", "--host", "edge")
            .failsWith(6, "there is a server edge-1 already (e5q0d8wz1m, 203.0.113.10:22)\n"
            + "hint: choose another name, or see: paas servers show e5q0d8wz1m\n");
        cli.run("servers", "update", "edge-1", "--name", "localhost").failsWith(6, "there is a server Localhost already (localhost)\n");
        cli.run("servers", "update", "nope", "--name", "x").failsWith(5, "there is no server \"nope\"\n");
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> each.method().equals("POST")).toList());
    }

    /** What is shown is pasted into a shell: a key must not be able to bring a command along. */
    @Test
    void aKeyThatIsNoneIsNotShown() {
        for (var key : List.of("x'; rm -rf ~; '", "ssh-ed25519 AAAA better-paas\\nssh-rsa BBBB", "command=\\\"id\\\" ssh-ed25519 AAAA", "",
                "ssh-ed25519 AAAA b'c")) {
            try (var server = HostileServer.healthy().on("GET /api/servers", json("[]"))
                    .on("GET /api/servers/keys/public", json("{\"publicKey\":\"" + key + "\"}"))
                    .on("POST " + CREATE,
                    json("{\"id\":\"q1\",\"name\":\"x\",\"ip\":\"edge\",\"port\":22,\"sshUser\":\"root\",\"publicKey\":\""
                        + key + "\"}"))) {
                var cli = new Cli(new Home(folder.resolve("h")).writeConfig("{\"version\": 1, \"url\": \"" + server.url()
                    + "\", \"token\": \"bpagt_" + "ab".repeat(32) + "\", \"profile\": \"operator\", \"name\": \"t\"}"));
                cli.run("servers", "add", "x", "--host", "edge").exits(1).prints("")
                    .complainsMatch("error: (what the instance answered is no "
                    + "public key that could be installed|x has no key)\nhint: .*\n");
            }
        }
    }

    @Test
    void aNameAndADescriptionGoBack() {
        var cli = instance.cli(folder, "operator");
        var before = servers();
        var run = cli.run("servers", "update", "edge-1", "--name", "edge-main", "--description", "").exits(0).complains("").prints("""
            Changed edge-main:
            SETTING      BEFORE                                 AFTER
            name         edge-1                                 edge-main
            description  Second machine, for what needs memory  -
            Undo: paas servers update e5q0d8wz1m --name edge-1 --description 'Second machine, for what needs memory'
            """);
        assertEquals("edge-main", server("edge-main").path("name").asText());
        Undoing.printed(cli, run);
        assertEquals(before, servers());
        // the other of the two stays, though the route replaces both
        var named = cli.run("servers", "update", "edge-1", "--name", "e1").exits(0);
        assertEquals("Second machine, for what needs memory", server("e1").path("description").asText());
        Undoing.printed(cli, named);
        cli.run("servers", "update", "edge-1", "--description=--name x").exits(0);
        var dashed = cli.run("servers", "update", "edge-1", "--description", "it's").exits(0)
            .printsPart("Undo: paas servers update e5q0d8wz1m '--description=--name x'\n");
        Undoing.printed(cli, dashed);
        assertEquals("--name x", server("edge-1").path("description").asText());
        instance.sandbox().clearRequests();
        cli.run("servers", "update", "edge-1", "--name", "edge-1").exits(0).prints("Nothing to change: edge-1 is so already.\n");
        assertEquals(0, LostAnswers.sent(instance.sandbox(), UPDATE));
        assertEquals("[{\"setting\":\"name\",\"before\":\"edge-1\",\"after\":\"e\"}] {\"command\":\"paas servers update e5q0d8wz1m "
            + "--name edge-1\"}",
            changes(cli.run("servers", "update", "edge-1", "--name", "e", "--json").exits(0).stdout()));
        cli.run("servers", "update", "e", "--name", "edge-1", "-q").exits(0).prints("e5q0d8wz1m\n");
        var local = cli.run("servers", "update", "localhost", "--name", "home").exits(0);
        Undoing.printed(cli, local);
        assertEquals("Localhost", server("Localhost").path("name").asText());
    }

    private static String changes(String text) {
        var answer = McpClient.parse(text);
        return answer.path("changes") + " " + answer.path("undo");
    }

    @Test
    void anOldInstanceCannotChangeNames() {
        try (var server = HostileServer.healthy().on("GET /api/servers", HostileServer.json("[{\"id\":\"q1\",\"name\":\"edge\"}]"))
                .on("POST " + UPDATE, status(404, "text/plain; charset=utf-8", "404 page not found\n"))) {
            var cli = new Cli(new Home(folder.resolve("h")).writeConfig("{\"version\": 1, \"url\": \"" + server.url()
                + "\", \"token\": \"bpagt_" + "ab".repeat(32) + "\", \"profile\": \"operator\", \"name\": \"t\"}"));
            cli.run("servers", "update", "edge", "--name", "x").failsWith(1, "this instance is too old to change a server's name or "
                + "description\nhint: update Better-PaaS, or do it in the dashboard\n");
        }
    }

    @Test
    void whatGoesIsShownBeforeItIsForgotten() {
        var cli = instance.cli(folder, "operator");
        instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "far-cache", "serverId", "e5q0d8wz1m"));
        try (var tty = cli.terminal("servers", "remove", "EDGE-1")) {
            tty.await("Type edge-1 to go on");
            tty.type("no" + Tty.ENTER);
            var screen = tty.finish().exits(3).leavesTheTerminalUsable().screen().replaceAll("\\s+", " ");
            for (var part : List.of("This cannot be undone: servers remove edge-1", "server: edge-1 (e5q0d8wz1m), root@203.0.113.10:22,",
                "apps on it: none", "add-ons on it, which stay listed and can no longer be reached: far-cache (redis, ",
                "the instance's key for it goes; the line in its authorized_keys, containers and data there stay",
                "that is not \"edge-1\"; nothing was changed")) {
                assertTrue(screen.contains(part), part + " is missing on\n" + screen);
            }
        }
        cli.run("servers", "remove", "edge-1")
            .failsWith(3, "paas servers remove cannot be undone, and nobody can be asked here; nothing was "
            + "changed\nhint: if you are sure: paas servers remove edge-1 --yes\n");
        var before = server("edge-1");
        var run = cli.run("servers", "remove", "edge-1", "--yes").exits(0).complains("")
            .prints("Removed edge-1. To add it anew: paas servers add "
            + "edge-1 --host 203.0.113.10 --user root --port 22 '--description=Second machine, for what needs memory'\n"
            + "No way back: its key is gone; added anew it gets another id and another key, which has to be installed there.\n");
        assertEquals(1, servers().size());
        Undoing.line(cli, run.stdout().replaceAll("(?s).*anew: (paas .*?)\n.*", "$1"));
        for (var field : List.of("name", "description", "ip", "port", "sshUser")) {
            assertEquals(before.path(field), server("edge-1").path(field), field);
        }
    }

    @Test
    void whileAppsAreOnItItStays() {
        var cli = instance.cli(folder, "operator");
        for (var name : List.of("far", "away")) {
            instance.admin("POST", "/api/deploy", Map.of("name", name, "gitRepo", "https://github.com/ada/blog.git", "serverId",
                "e5q0d8wz1m"));
        }
        instance.sandbox().clearRequests();
        var hint = "hint: an app stays where it was made: delete it, or deploy it anew elsewhere, first\n";
        cli.run("servers", "remove", "edge-1", "--yes").exits(6).prints("")
            .complainsMatch("error: edge-1 cannot be removed while 2 apps are on it: (far, away|away, far)\n" + hint);
        cli.run("servers", "remove", "edge-1").exits(6);
        assertEquals(0, LostAnswers.sent(instance.sandbox(), DELETE));
        cli.run("servers", "remove", "localhost", "--yes")
            .failsWith(2, "Localhost is the control plane's own host, which cannot be removed\n");
        cli.run("servers", "remove", "nope", "--yes").failsWith(5, "there is no server \"nope\"\n");
    }

    /** What answers SSH in a sandbox, see ServerRoutes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.12 | ok     | failed      | docker does not answer on x: docker not available on remote: Process exited with status 127 - bash: line 1: docker: command not found | install docker there (https://docs.docker.com/engine/install), then: paas servers test x
        203.0.113.13 | failed | not reached | x cannot be reached over SSH: SSH dial 203.0.113.13:22: ssh: handshake failed: ssh: unable to authenticate, attempted methods [none publickey], no supported methods remain | its key has to be in ~/.ssh/authorized_keys of root there; show it: paas servers key x
        203.0.113.14 | failed | not reached | x cannot be reached over SSH: SSH dial 203.0.113.14:22: dial tcp 203.0.113.14:22: connect: connection refused | SSH does not listen on port 22 there; start it, or remove the server and add it with another --port
        203.0.113.77 | failed | not reached | x cannot be reached over SSH: SSH dial 203.0.113.77:22: dial tcp 203.0.113.77:22: i/o timeout | is it up, and does its firewall let the instance in on port 22? Then: paas servers test x
        nowhere      | failed | not reached | x cannot be reached over SSH: SSH dial nowhere:22: dial tcp: lookup nowhere on 127.0.0.53:53: no such host | its address cannot be changed: remove the server and add it with another --host
        """)
    void aTestTellsSshAndDockerApart(String host, String ssh, String docker, String error, String hint) {
        var cli = instance.cli(folder, "operator");
        instance.admin("POST", CREATE, Map.of("name", "x", "ip", host));
        var run = cli.run("servers", "test", "x").exits(1).printsMatch("Server +x\nSSH +" + ssh + "\nDocker +" + docker
            + "\n(Host key  SHA256:.*\nNo way back: the instance keeps the host key of the first contact.*\n)?");
        assertEquals("reaching for x\nerror: " + error + "\nhint: " + hint + "\n", run.stderr());
        assertEquals("error", server("x").path("status").asText());
    }

    @Test
    void aServerThatWorks() throws IOException {
        var cli = instance.cli(folder, "operator");
        var run = cli.run("servers", "test", "edge-1").exits(0).complains("reaching for edge-1\n");
        var fingerprint = server("edge-1").path("sshHostKey").asText();
        run.prints("Server    edge-1\nSSH       ok\nDocker    27.1.1\nHost key  " + fingerprint + "\n"
            + "No way back: the instance keeps the host key of the first contact, and no call forgets it; compare it with the machine's "
            + "own: "
            + "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub.\n");
        cli.run("servers", "test", "edge-1", "--json").exits(0).prints("""
            {
              "id": "e5q0d8wz1m",
              "name": "edge-1",
              "status": "connected",
              "ssh": "ok",
              "docker": "27.1.1",
              "sshHostKey": "%s"
            }
            """.formatted(fingerprint));
        cli.run("servers", "test", "localhost").exits(0).prints("Server  Localhost\nSSH     not needed\nDocker  27.1.1\n");
        cli.run("servers", "test", "edge-1", "-q").exits(0).prints("e5q0d8wz1m\n");
        instance.admin("POST", "/__sandbox/machines", Map.of("ip", "203.0.113.10", "state", "up", "hostKey", "SHA256:another"));
        cli.run("servers", "test", "edge-1").exits(1)
            .complainsMatch("(?s).*error: edge-1 cannot be reached over SSH: .*SSH host key mismatch.*\n"
            + "hint: it shows another host key than at the first contact. Is it the same machine, installed anew\\? No call forgets a key: "
            + "remove the server and add it again\n");
        instance.admin("POST", "/__sandbox/machines", Map.of("ip", "127.0.0.1", "state", "no-docker"));
        cli.run("servers", "test", "localhost").exits(1).prints("Server  Localhost\nSSH     not needed\nDocker  failed\n")
            .complainsPart("error: docker does not answer on Localhost: docker not available: exec: \"docker\": executable file not "
            + "found in $PATH\n"
                + "hint: install docker there");
    }

    @Test
    void theKeyAlone() throws IOException {
        var cli = instance.cli(folder, "operator");
        cli.run("servers", "key", "edge-1").exits(0).prints(EDGE_KEY + "\n")
            .complains("A line of ~/.ssh/authorized_keys on 203.0.113.10 as root:\n");
        cli.run("servers", "key", "edge-1", "-q").exits(0).prints(EDGE_KEY + "\n").complains("");
        cli.run("servers", "key", "edge-1", "--json").exits(0).complains("").prints("""
            {
              "id": "e5q0d8wz1m",
              "name": "edge-1",
              "publicKey": "%s",
              "install": "mkdir -p -m 700 ~/.ssh && echo '%s' >> ~/.ssh/authorized_keys && chmod 600 ~/.ssh/authorized_keys",
              "where": "on 203.0.113.10 as root"
            }
            """.formatted(EDGE_KEY, EDGE_KEY));
        cli.run("servers", "key", "localhost")
            .failsWith(1, "Localhost has no key: it is the control plane's own host, which is reached without "
            + "SSH\n");
        Failures.check(instance.sandbox(), cli, "/api/servers/keys/public", "servers", "key", "edge-1");
    }

    @Test
    void anAnswerThatGotLostIsLookedAfter() {
        var cli = instance.cli(folder, "operator");
        LostAnswers.next(instance.sandbox(), CREATE, true);
        var run = cli.run("servers", "add", "edge-2", "--host", "203.0.113.11").exits(0).complains("");
        assertTrue(run.stdout().contains("ssh-ed25519 "), run::toString);
        assertEquals(1, LostAnswers.sent(instance.sandbox(), CREATE), "sent again");
        LostAnswers.next(instance.sandbox(), CREATE, false);
        cli.run("servers", "add", "edge-3", "--host", "203.0.113.11").exits(9).prints("")
            .complainsPart(" to POST /api/servers/create got lost");
        LostAnswers.next(instance.sandbox(), UPDATE, true);
        cli.run("servers", "update", "edge-1", "--name", "e1").exits(0).printsPart("Changed e1:\n");
        LostAnswers.next(instance.sandbox(), UPDATE, false);
        cli.run("servers", "update", "e1", "--name", "edge-1").exits(9).prints("").complainsPart(" to POST /api/servers/update got lost");
        LostAnswers.next(instance.sandbox(), TEST, true);
        cli.run("servers", "test", "e1").exits(0).printsPart("SSH       ok\nDocker    ok\n");
        LostAnswers.next(instance.sandbox(), TEST, false);
        cli.run("servers", "test", "e1").exits(9).prints("").complainsPart(" to POST /api/servers/test got lost");
        LostAnswers.next(instance.sandbox(), DELETE, false);
        cli.run("servers", "remove", "e1", "--yes").exits(9).prints("").complainsPart(" to POST /api/servers/delete got lost");
        LostAnswers.next(instance.sandbox(), DELETE, true);
        cli.run("servers", "remove", "e1", "--yes").exits(0).printsPart("Removed e1.");
        assertEquals(1, LostAnswers.sent(instance.sandbox(), DELETE), "sent again");
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() {
        var cli = instance.cli(folder, "operator");
        Failures.check(instance.sandbox(), cli, CREATE, "servers", "add", "made-{n}", "--host", "203.0.113.11");
        Failures.check(instance.sandbox(), cli, UPDATE, "servers", "update", "edge-1", "--description", "try {n}");
        Failures.check(instance.sandbox(), cli, TEST, "servers", "test", "edge-1");
        var made = new ArrayList<String>();
        for (int i = 0; i < Failures.COUNT; i++) {
            made.add(instance.admin("POST", CREATE, Map.of("name", "doomed-" + i, "ip", "203.0.113.11")).path("id").asText());
        }
        Failures.check(instance.sandbox(), cli, DELETE, "servers", "remove", "doomed-{n}", "--yes");
        assertEquals(Failures.COUNT, made.size());
    }

    @Test
    void whoMayNotIsTold() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        for (var line : List.of("add x --host y", "update edge-1 --name x", "remove edge-1 --yes", "test edge-1", "key edge-1")) {
            cli.run(("servers " + line).split(" "))
                .failsWith(4, "the profile deployer may not do this: it lacks the scope servers:manage\n");
        }
        assertEquals(List.of(), instance.sandbox().requests());
    }

    private List<String> servers() {
        var all = new ArrayList<String>();
        instance.admin("GET", "/api/servers", null).forEach(each -> all.add(each.toString()));
        return all;
    }

    private JsonNode server(String name) {
        for (var each : instance.admin("GET", "/api/servers", null)) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no server " + name);
    }
}
