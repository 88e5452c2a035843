package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.error;
import static tests.support.HostileServer.json;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.AboutTheJvm;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas apps}: which apps, when they were deployed last, and what becomes of it when a part is missing. */
class ListAppsTest {
    private static final String APPS = """
        [{"id":"a1b2c3d4e5","name":"shop","status":"running","branch":"main","url":"http://a1b2c3d4e5.203.0.113.10.sslip.io","projectId":"a1b2c3d4e5",
          "createdAt":"2026-06-01T08:00:00Z","activeCommit":"9c41e7d20b6f3a58c1d94e07ab35f2681c70de94","serverId":"localhost","domains":["a.example","b.example"]},
         {"id":"f6g7h8i9j0","name":"wiki","status":"running","branch":"","url":"","createdAt":"2026-05-01T08:00:00Z","composeProject":"paas-f6g7h8i9j0",
          "composePrimary":true,"projectId":"team","buildMethod":"compose"},
         {"id":"k1l2m3n4o5","name":"wiki-db","status":"stopped","branch":"","url":"","createdAt":"2026-05-01T08:01:00Z","composeProject":"paas-f6g7h8i9j0",
          "projectId":"team","buildMethod":"compose"},
         {"id":"p1q2r3s4t5","name":"old","status":"failed","branch":"dev","url":"","createdAt":"2025-05-01T08:01:00Z"}]
        """;
    private static final String HISTORY = """
        [{"id":"d3","status":"success","logs":["a","]}",{"x":[1]}],"appId":"f6g7h8i9j0","createdAt":"2026-06-03T08:00:00Z"},
         {"id":"d2","status":"success","appId":"a1b2c3d4e5","logs":null,"createdAt":"2026-06-02T08:00:00+02:00"},
         {"id":"d1","status":"success","appId":"a1b2c3d4e5","logs":[],"createdAt":"2026-06-01T08:00:00Z"}]
        """;
    private static final String TABLE = """
        NAME     STATUS   BRANCH  UPDATED                    URL
        shop     running  main    2026-06-02T08:00:00+02:00  http://a1b2c3d4e5.203.0.113.10.sslip.io
        wiki     running          2026-06-03T08:00:00Z
        wiki-db  stopped          2026-06-03T08:00:00Z
        old      failed   dev     2025-05-01T08:01:00Z
        """;

    @TempDir
    Path folder;

    @Test
    void aTableATerseRecordAndIds() {
        try (var server = HostileServer.healthy().on("GET /api/apps", json(APPS)).on("GET /api/deployments/history", json(HISTORY))) {
            var cli = connected(server);
            cli.run("apps").exits(0).complains("").prints(TABLE);
            assertEquals(List.of("GET /api/apps", "GET /api/deployments/history"), server.asked().stream().sorted().toList());
            cli.run("apps", "--wide").exits(0).complains("").printsPart("SERVER     URL                                      DOMAINS\n")
                .printsPart("nixpacks  9c41e7d  localhost  http://a1b2c3d4e5.203.0.113.10.sslip.io  a.example,b.example\n")
                .printsPart("compose\n");
            cli.run("apps", "--status", "Running", "-q").exits(0).complains("").prints("a1b2c3d4e5\nf6g7h8i9j0\n");
            cli.run("apps", "--status", "failed", "--json", "--wide").exits(0).complains("").prints("""
                {
                  "apps": [
                    {
                      "id": "p1q2r3s4t5",
                      "name": "old",
                      "status": "failed",
                      "url": "",
                      "branch": "dev",
                      "updated": "2025-05-01T08:01:00Z"
                    }
                  ]
                }
                """);
            cli.run("apps", "--status", "building").exits(0).complains("None of the 4 apps matches.\n").prints("");
            cli.run("apps", "--status", "dead").failsWith(2, "--status takes one of these: building, running, stopped, failed\n");
        }
    }

    @Test
    void ofAProject() {
        try (var server = HostileServer.healthy().on("GET /api/apps", json(APPS)).on("GET /api/deployments/history", json(HISTORY))
                .on("GET /api/projects", json("[{\"id\":\"team\",\"name\":\"Team wiki\"},{\"id\":\"a1b2c3d4e5\",\"name\":\"shop\"}]"))) {
            var cli = connected(server);
            cli.run("apps", "--project", "team WIKI", "-q").exits(0).complains("").prints("f6g7h8i9j0\nk1l2m3n4o5\n");
            cli.run("apps", "--project=team", "--status=stopped", "-q").exits(0).complains("").prints("k1l2m3n4o5\n");
            cli.run("apps", "--project", "shopp").failsWith(5, "there is no project \"shopp\"\nhint: did you mean shop?\n");
            cli.run("apps", "--project", "a/../b&id=c")
                .failsWith(5, "there is no project \"a/../b&id=c\"\nhint: paas projects lists them\n");
        }
    }

    @Test
    void nullIsNoAppAndNoDeployment() {
        try (var server = HostileServer.healthy().on("GET /api/apps", json("null")).on("GET /api/deployments/history", json("null\n"))) {
            connected(server).run("apps").exits(0).complains("No apps deployed yet.\n").prints("");
            connected(server).run("apps", "--json").exits(0).complains("").prints("{\n  \"apps\": []\n}\n");
        }
    }

    @Test
    void withoutTheHistoryTheAppsAreStillListed() {
        try (var server = HostileServer.healthy().on("GET /api/apps", json(APPS))
                .on("GET /api/deployments/history", error(500, "Failed to load deployments: database is locked"), json("[{\"id\":"),
                json("{}"))) {
            connected(server).run("apps", "--status", "failed").exits(0).prints("""
                NAME  STATUS  BRANCH  UPDATED               URL
                old   failed  dev     2025-05-01T08:01:00Z
                """).complains("the history of deployments cannot be read (Failed to load deployments: database is locked), so updated is "
                + "when the app was created\n");
            for (int i = 0; i < 2; i++) {
                connected(server).run("apps", "--json").exits(0).complains("")
                    .printsPart("\"note\": \"the history of deployments cannot be read (the instance's answer to GET "
                    + "/api/deployments/history cannot be used");
            }
        }
    }

    @Test
    @AboutTheJvm("limits the JVM's memory")
    void aHistoryLargerThanMemoryIsReadAsItComes() {
        var line = "x".repeat(1000);
        var log = ("\"" + line + "\",").repeat(1000);
        var history = new StringBuilder("[");
        for (int i = 0; i < 60; i++) {
            history.append("{\"id\":\"d").append(i).append("\",\"appId\":\"a1b2c3d4e5\",\"status\":\"success\",\"logs\":[").append(log)
                .append("\"end\"],\"createdAt\":\"2026-07-")
                .append(10 + i % 20).append("T08:00:00Z\"},");
        }
        history.setCharAt(history.length() - 1, ']');
        try (var server = HostileServer.healthy().on("GET /api/apps", json(APPS)).on("GET /api/deployments/history",
            json(history.toString()))) {
            assertTrue(history.length() > 50_000_000);
            connected(server).jvm("-Xmx32m").run("apps", "--status", "running").exits(0).complains("")
                .printsPart("shop  running  main    2026-07-10T08:00:00Z");
        }
    }

    /** The route sends all logs of the instance: it is left as soon as the newest deployment of each app has come. */
    @Test
    void theHistoryIsReadNoFurtherThanTheAppsNeed() {
        HostileServer.Reply endless = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n[".getBytes(StandardCharsets.UTF_8));
            var apps = List.of("a1b2c3d4e5", "f6g7h8i9j0", "old0000000");
            for (int i = 0; ; i++) {
                out.write(("{\"id\":\"d" + i + "\",\"appId\":\"" + apps.get(i % 3) + "\",\"status\":\"success\",\"logs\":[\""
                    + "x".repeat(1000) + "\"],\"createdAt\":\"2026-07-10T08:00:00Z\"},").getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(20);
            }
        };
        try (var server = HostileServer.healthy().on("GET /api/apps", json("""
            [{"id":"a1b2c3d4e5","name":"shop","status":"running"},{"id":"f6g7h8i9j0","name":"wiki","status":"running"}]
            """)).on("GET /api/deployments/history", endless)) {
            connected(server).run("apps", "-q").exits(0).complains("").prints("a1b2c3d4e5\nf6g7h8i9j0\n");
            connected(server).run("app", "wiki").exits(0).complains("").printsPart("Deployment   success (d1)");
        }
        // what is older than an app is none of its deployments: an app without any is not looked for in all of them
        try (var server = HostileServer.healthy().on("GET /api/apps", json("""
            [{"id":"a1b2c3d4e5","name":"shop","status":"running","createdAt":"2026-07-01T08:00:00Z"},
             {"id":"n1n2n3n4n5","name":"new","status":"failed","createdAt":"2026-07-10T09:00:01Z"}]
            """)).on("GET /api/deployments/history", endless)) {
            connected(server).run("app", "new").exits(0).complains("").printsMatch("Name         new\n((?!Deployment).)*");
            connected(server).run("apps", "-q").exits(0).complains("").prints("a1b2c3d4e5\nn1n2n3n4n5\n");
        }
    }

    /** An address that nothing serves is none that anybody should be sent to. */
    @Test
    void theAddressOfWhatServesNothingIsNotShown() {
        var apps = new StringBuilder();
        for (var app : List.of("a,running,d1", "b,running,", "c,building,d1", "d,building,", "e,stopped,d1", "f,failed,d1", "g,failed,")) {
            var part = app.split(",", -1);
            apps.append(apps.isEmpty() ? "[" : ",").append("{\"id\":\"").append(part[0].repeat(10)).append("\",\"name\":\"").append(part[0])
                .append("\",\"status\":\"").append(part[1]).append("\",\"activeDeployId\":\"").append(part[2])
                .append("\",\"url\":\"http://").append(part[0]).append("\"}");
        }
        try (var server = HostileServer.healthy().on("GET /api/apps", json(apps + "]")).on("GET /api/deployments/history", json("[]"))
                .on("GET /api/projects", json("[]"))) {
            var cli = connected(server);
            for (var tool : List.of("paas_list_apps", "paas_status")) {
                var urls = new ArrayList<String>();
                Tool.call(cli, tool).ok().path("apps").forEach(app -> urls.add(app.path("url").asText()));
                // the failed ones, the building ones, the rest
                assertEquals(List.of("", "", "http://c", "", "http://a", "http://b", ""), urls, tool);
            }
            assertEquals("http://a", Tool.call(cli, "paas_get_app", "app", "a").ok().path("url").asText());
            var stopped = Tool.call(cli, "paas_get_app", "app", "e").ok();
            assertEquals("null http://e", stopped.get("url") + " " + stopped.path("urlWhenRunning").asText());
            cli.run("app", "e").exits(0).complains("").printsPart("Address      http://e  (when it runs)\n");
            assertEquals("", Tool.call(cli, "paas_diagnose_app", "app", "g").structured().path("url").asText());
        }
    }

    @Test
    void whatTheInstanceRefuses() {
        try (var instance = Instance.demo()) {
            Failures.check(instance.sandbox(), instance.cli(folder, "observer"), "/api/apps", "apps");
            instance.sandbox().clearRequests();
            instance.cliWithScopes(folder.resolve("logs"), "logs:read").run("apps")
                .failsWith(4, "Forbidden: missing scope apps:read\nhint: the profile observer has it");
        }
    }

    private Cli connected(HostileServer server) {
        return new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
    }
}
