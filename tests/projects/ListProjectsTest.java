package tests.projects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tests.support.HostileServer.json;

import java.nio.file.Path;
import java.util.List;
import lib.sandbox.fault.RequestLog.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Instance;

/** {@code paas projects}: a project a line, with its services. */
class ListProjectsTest {
    @TempDir
    Path folder;

    @Test
    void aTableJsonAndIds() {
        try (var instance = Instance.demo()) {
            var cli = instance.cli(folder, "observer");
            instance.sandbox().clearRequests();
            cli.run("projects").exits(0).complains("").prints("""
                NAME           STATUS    ID          SERVICES       DESCRIPTION
                search-worker  building  c5n7r1k9vd  search-worker
                landing        failed    x9q4jb3m0u  landing
                notes          running   n1i5g8ox6r  notes
                wiki           running   b6y2e8ts0g  wiki, db
                reports        stopped   w2hf60dpy4  reports
                shop           running   p4w8sh0p2x  web, api       Web shop and its API
                """);
            assertEquals(List.of(new Entry("GET", "/api/projects", 200, 0)), instance.sandbox().requests());
            cli.run("projects", "--json").exits(0).complains("").printsPart("""
                    {
                      "id": "p4w8sh0p2x",
                      "name": "shop",
                      "status": "running",
                      "description": "Web shop and its API",
                      "serviceCount": 2,
                      "services": [
                        {
                          "id": "k3v9x0q2ab",
                          "name": "web",
                          "status": "running"
                        },
                        {
                          "id": "t81mzc5r7e",
                          "name": "api",
                          "status": "running"
                        }
                      ]
                    }
                """);
            cli.run("projects", "-q").exits(0).complains("").printsPart("p4w8sh0p2x\n");
            Failures.check(instance.sandbox(), cli, "/api/projects", "projects");
            instance.cliWithScopes(folder.resolve("logs"), "logs:read").run("projects")
                .failsWith(4, "Forbidden: missing scope apps:read\nhint: the profile observer has it");
        }
    }

    @Test
    void nullAndWhatIsMissing() {
        try (var server = HostileServer.healthy().on("GET /api/projects", json("null"),
            json("[{\"id\":\"p1\",\"serviceStatuses\":null},5,null]"))) {
            var cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
            cli.run("projects").exits(0).complains("No projects yet.\n").prints("");
            cli.run("projects").exits(0).complains("").prints("NAME  STATUS  ID  SERVICES  DESCRIPTION\n              p1\n");
        }
    }
}
