package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas app}: everything about one app, but no secret. */
class ShowAppTest {
    private static final String APPS = """
        [{"id":"a1b2c3d4e5","name":"shop","status":"running","branch":"main","url":"http://a1b2c3d4e5.203.0.113.10.sslip.io","projectId":"a1b2c3d4e5",
          "gitRepo":"https://deploy:hunter22@git.example/shop.git","createdAt":"2026-06-01T08:00:00Z","activeCommit":"9c41e7d2","activeCommitMsg":"Fix the cart",
          "serverId":"localhost","domains":["a.example","b.example"],"memory":"512m","cpus":"0.5","volumes":null,"port":9123,"activeImage":"shop:d1","portOverride":8080,"autoDeploy":true,
          "envVars":{"NODE_ENV":"production","STRIPE_KEY":"in the clear","EMPTY_TOKEN":"","HIDDEN":"by name alone","SESSION":"***"},
          "secretKeys":["HIDDEN","SESSION"],"webhookSecret":"***","buildMethod":""},
         {"id":"f6g7h8i9j0","name":"wiki","status":"running","createdAt":"2026-05-01T08:00:00Z","composeProject":"x","composePrimary":true,"projectId":"team",
          "buildMethod":"compose","composePath":"compose.yaml"},
         {"id":"k1l2m3n4o5","name":"wiki-db","status":"stopped","createdAt":"2026-05-01T08:01:00Z","composeProject":"x","projectId":"team","buildMethod":"compose",
          "composeService":"db","envVars":{}}]
        """;
    private static final String HISTORY = """
        [{"id":"d3","logs":["a"],"appId":"f6g7h8i9j0","status":"failed","createdAt":"2026-06-03T08:00:00Z","duration":"12s"},
         {"id":"d2","appId":"a1b2c3d4e5","status":"building","logs":null,"createdAt":"2026-06-02T08:00:00Z","duration":""}]
        """;

    @TempDir
    Path folder;

    @Test
    void allThatIsSetAndNoSecret() {
        try (var server = server()) {
            var cli = connected(server).secret("hunter22");
            cli.run("app", "Shop").exits(0).complains("").prints("""
                Name         shop
                Status       running
                Id           a1b2c3d4e5
                Address      http://a1b2c3d4e5.203.0.113.10.sslip.io
                Domains      a.example, b.example
                Build        nixpacks
                Repository   https://deploy:***@git.example/shop.git
                Branch       main
                Commit       9c41e7d2  Fix the cart
                Port         8080
                Memory       512m
                CPUs         0.5
                Auto-deploy  on
                Server       localhost
                Created      2026-06-01T08:00:00Z
                Deployment   building (d2)
                Deployed     2026-06-02T08:00:00Z

                VARIABLE     VALUE
                NODE_ENV     production
                STRIPE_KEY   ***
                EMPTY_TOKEN
                HIDDEN       ***
                SESSION      ***
                """);
            assertEquals(List.of("GET /api/apps", "GET /api/deployments/history"), server.asked().stream().sorted().toList());
            var json = cli.run("app", "a1b2c3d4e5", "--json").exits(0).complains("").printsPart("\"STRIPE_KEY\": \"***\"")
                .printsPart("\"HIDDEN\": \"***\"");
            // by the instance's own names, as the tool of before answered them
            var tool = Tool.call(connected(server), "paas_get_app", "app", "shop").ok();
            assertEquals("9123 8080 9c41e7d2 shop:d1", tool.path("port").asInt() + " " + tool.path("portOverride").asInt() + " "
                + tool.path("activeCommit").asText() + " " + tool.path("activeImage").asText());
            assertFalse(json.stdout().contains("memoryLimit") || json.stdout().contains("webhook") || json.stdout().contains("\"image\""),
                json.toString());
        }
    }

    @Test
    void onlyRevealShowsWhatTheInstanceShows() {
        try (var server = server()) {
            connected(server).run("app", "shop", "--reveal", "--json").exits(0).complains("").printsPart("\"STRIPE_KEY\": \"in the clear\"")
                .printsPart("\"SESSION\": \"***\"").printsPart("deploy:hunter22@");
        }
    }

    @Test
    void aServiceOfAComposeGroupHasTheDeploymentOfItsPrimary() {
        try (var server = server()) {
            connected(server).run("app", "wiki-db").exits(0).complains("").prints("""
                Name             wiki-db
                Status           stopped
                Id               k1l2m3n4o5
                Project          team
                Group            wiki
                Build            compose
                Compose service  db
                Auto-deploy      off
                Created          2026-05-01T08:01:00Z
                Deployment       failed (d3, 12s)
                Deployed         2026-06-03T08:00:00Z
                """);
        }
    }

    @Test
    void withoutAHistoryTheAppIsShownAllTheSame() {
        try (var server = server().on("GET /api/deployments/history", HostileServer.error(500, "Failed to load deployments: gone"))) {
            connected(server).run("app", "wiki", "-q").exits(0).complains("").prints("f6g7h8i9j0\n");
        }
    }

    @Test
    void whatCannotBe() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            cli.run("app", "wikki").failsWith(5, "there is no app \"wikki\"\nhint: did you mean wiki?\n");
            cli.run("app", "a b\"..&id=k3v9x0q2ab/é")
                .failsWith(5, "there is no app \"a b\"..&id=k3v9x0q2ab/é\"\nhint: paas apps lists them\n");
            cli.run("app", "x".repeat(5000)).failsWith(5, "there is no app \"" + "x".repeat(80) + "…\"\n");
            cli.run("app").failsWith(2, "missing required parameter: '<app>'");
            Failures.check(instance.sandbox(), cli, "/api/apps", "app", "wiki");
            instance.cliWithScopes(folder.resolve("logs"), "logs:read").run("app", "wiki")
                .failsWith(4, "Forbidden: missing scope apps:read\n");
        }
    }

    private static HostileServer server() {
        return HostileServer.healthy().on("GET /api/apps", json(APPS)).on("GET /api/deployments/history", json(HISTORY));
    }

    private Cli connected(HostileServer server) {
        return new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
    }
}
