package tests.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Tool;

/** {@code paas redeploy} and {@code paas rollback}, and their tools. */
class RedeployTest {
    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    @Test
    void buildsAgainAndWaits() {
        var cli = instance.cli(folder, "deployer");
        var before = instance.app("shop-web").path("activeDeployId").asText();
        cli.run("redeploy", "shop-web", "--wait").exits(0)
            .printsMatch("shop-web is live at http://k3v9x0q2ab\\.127\\.0\\.0\\.1\\.sslip\\.io \\(deployment [a-z0-9]{10}, \\d+s\\)\n"
                + "Undo: paas rollback shop-web " + before + "\n");
        var after = instance.app("shop-web").path("activeDeployId").asText();
        org.junit.jupiter.api.Assertions.assertNotEquals(before, after);
        var tool = Tool.call(cli, "paas_redeploy", "app", "shop-web", "noCache", true, "wait", true).ok();
        assertEquals("success", tool.path("status").asText());
        assertEquals(tool.path("deploymentId").asText(), instance.app("shop-web").path("activeDeployId").asText());
    }

    @Test
    void refusesASecondBuildBesideARunningOne() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        cli.run("redeploy", "search-worker")
            .failsWith(6, "a deployment of search-worker is running (y5j2m8f4kq, since 2026-06-30T09:48:11.550128Z)\n"
            + "hint: wait for it: paas deployments wait y5j2m8f4kq; or start a second one beside it: paas redeploy search-worker "
            + "--force\n");
        assertEquals(List.of("GET /api/apps", "GET /api/deployments/history"), sent());
        cli.run("redeploy", "search-worker", "--force", "-q").exits(0).printsMatch("[a-z0-9]{10}\n");
    }

    @Test
    void refusesWhatTakesAComposeGroupDown() {
        var cli = instance.cli(folder, "deployer");
        cli.run("redeploy", "wiki-db", "--no-cache")
            .failsWith(2, "wiki-db is a compose app: there --no-cache fails and takes the running group down\n"
            + "hint: without it: paas redeploy wiki-db\n");
        cli.run("redeploy", "wiki-db", "--wait").exits(0).printsPart("wiki is live")
            .complainsPart("wiki-db belongs to the compose group of wiki, which is built as a whole\n");
    }

    @Test
    void rollsBackToTheOneBefore() {
        var cli = instance.cli(folder, "deployer");
        cli.run("rollback", "shop-web", "--wait").exits(0).printsPart("shop-web is live")
            .complainsPart("back to deployment e4q8r5y2hs of 2026-05-28T13:40:09.071Z (Faster search)\n");
        assertEquals("e2906bd4f1837ca50d6e94b2317cf8a05de41b73", instance.app("shop-web").path("activeCommit").asText());
        var tool = Tool.call(cli, "paas_rollback", "app", "shop-web", "deploymentId", "v2f6n8c1te").ok();
        assertEquals("[\"back to deployment v2f6n8c1te of 2026-03-02T08:15:02.904417Z (Start page and cart)\"]", tool.path("notes")
            .toString());
    }

    @Test
    void rollsBackOnlyToWhatIsKept() {
        var cli = instance.cli(folder, "deployer");
        instance.sandbox().clearRequests();
        cli.run("rollback", "shop-web", "nope").failsWith(5, "there is no deployment \"nope\" in the history\nhint: possible are: ");
        cli.run("rollback", "shop-web", "h3x8v0r5nc").failsWith(2, "the deployment h3x8v0r5nc belongs to shop-api, not to shop-web\n");
        cli.run("rollback", "landing", "a1t6w3g9zd")
            .failsWith(6, "the deployment a1t6w3g9zd left no image to roll back to (failed)\nhint: there is none to roll back to\n");
        cli.run("rollback", "reports").failsWith(6, "there is nothing to roll reports back to");
        cli.run("rollback", "wiki").failsWith(6, "wiki is a compose app, whose deployments leave no image to roll back to\n");
        assertEquals(List.of(), sent().stream().filter(each -> each.startsWith("POST")).toList());
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() {
        var cli = instance.cli(folder, "deployer");
        Failures.check(instance.sandbox(), cli, "/api/apps/redeploy", "redeploy", "shop-web");
        Failures.check(instance.sandbox(), cli, "/api/apps/rollback", "rollback", "shop-web");
        instance.cli(folder.resolve("o"), "observer").run("redeploy", "shop-web")
            .failsWith(4, "the profile observer may not do this: it lacks the scope apps:write\n");
        cli.run("redeploy", "shop-webb").failsWith(5, "there is no app \"shop-webb\"\nhint: did you mean shop-web?\n");
    }

    private List<String> sent() {
        return instance.sandbox().requests().stream().map(each -> each.method() + " " + each.path()).toList();
    }
}
