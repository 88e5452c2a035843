package tests.addons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.HostileServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tests.support.Cli;
import tests.support.Failures;
import tests.support.Tool;

/** {@code paas addons attach} and {@code detach}, and their tools: what they do, each undoing the other, and who may not. */
class AttachDetachTest extends Attaching {

    @Test
    void anAppGetsItAndLosesItAgain() {
        var cli = operator();
        var before = States.of(instance, "reports");
        cli.run("addons", "attach", "Shop-Cache", "reports").exits(0).complains("")
            .prints("Attached shop-cache to reports: " + REDIS + ".\nTakes effect with: paas redeploy reports\n"
                + "Undo: paas addons detach shop-cache reports\n");
        assertEquals("redis://:94b6d07f2c1e8a35f60d1b27@paas-addon-redis-y7c4n1e9ut:6379",
            instance.sandbox().environment("reports").get("REDIS_URL"));
        var attached = States.of(instance, "reports");
        assertNotEquals(before, attached);
        cli.run("addons", "attach", "shop-cache", "reports").exits(0).complains("")
            .prints("Attached shop-cache to reports: " + REDIS + ".\n"
                + "No way back: shop-cache was attached to reports before, so there is nothing to take back.\n");
        assertEquals(attached, States.of(instance, "reports"));
        var detached = parse(cli.run("addons", "detach", "y7c4n1e9ut", "w2hf60dpy4", "--json").exits(0).complains("").prints("""
            {
              "addonId": "y7c4n1e9ut",
              "addon": "shop-cache",
              "appId": "w2hf60dpy4",
              "app": "reports",
              "removed": [
                "REDIS_HOST",
                "REDIS_PASSWORD",
                "REDIS_PORT",
                "REDIS_URL"
              ],
              "kept": [],
              "redeployNeeded": true,
              "notes": [],
              "next": "paas redeploy reports",
              "undo": {
                "command": "paas addons attach shop-cache reports",
                "tool": "paas_attach_addon",
                "arguments": {
                  "addon": "shop-cache",
                  "app": "reports"
                }
              }
            }
            """).stdout());
        assertEquals(before, States.of(instance, "reports"));
        States.undo(cli, detached);
        assertEquals(attached, States.of(instance, "reports"));
        cli.run("addons", "detach", "shop-cache", "reports", "-q").exits(0).complains("").prints("w2hf60dpy4\n");
        cli.run("addons", "detach", "shop-cache", "reports").exits(0).complains("")
            .prints("Detached shop-cache from reports: none of its variables was there.\n"
                + "No way back: shop-cache was not attached to reports, so there is nothing to take back.\n");
        assertEquals(before, States.of(instance, "reports"));
    }

    @Test
    void theToolsDoTheSameAndEachOtherUndo() {
        var cli = operator();
        var before = States.of(instance, "shop-web");
        var attached = Tool.call(cli, "paas_attach_addon", "addon", "shop-cache", "app", "shop-web", "redeploy", false).ok();
        assertEquals("{\"addonId\":\"y7c4n1e9ut\",\"addon\":\"shop-cache\",\"appId\":\"k3v9x0q2ab\",\"app\":\"shop-web\",\"variables\":"
            + "[\"REDIS_HOST\",\"REDIS_PASSWORD\",\"REDIS_PORT\",\"REDIS_URL\"],\"replaced\":[],\"applied\":true,\"redeployNeeded\":true,"
            + "\"notes\":[],\"next\":\"paas_redeploy {\\\"app\\\":\\\"shop-web\\\"}\",\"undo\":{\"command\":"
            + "\"paas addons detach shop-cache shop-web\",\"tool\":\"paas_detach_addon\",\"arguments\":{\"addon\":\"shop-cache\","
            + "\"app\":\"shop-web\"}}}", attached.toString());
        var between = States.of(instance, "shop-web");
        var detached = call(cli, attached);
        assertEquals(before, States.of(instance, "shop-web"));
        call(cli, detached);
        assertEquals(between, States.of(instance, "shop-web"));
        var again = Tool.call(cli, "paas_detach_addon", "addon", "shop-cache", "app", "shop-web", "redeploy", "true").ok();
        assertEquals("true", again.at("/undo/arguments/redeploy").asText());
        assertTrue(!again.at("/deployment/deploymentId").asText().isEmpty(), again.toString());
        Tool.call(cli, "paas_attach_addon", "addon", "shop-cach", "app", "shop-web")
            .fails("error: there is no add-on \"shop-cach\"\nhint: did you mean shop-cache?");
        Tool.call(cli, "paas_detach_addon", "addon", "shop-cache", "app", "shop-we")
            .fails("error: there is no app \"shop-we\"\nhint: did you mean shop-web?");
    }

    /** Carries out the tool that an answer names. @return its answer */
    private static JsonNode call(Cli cli, JsonNode result) {
        var arguments = result.at("/undo/arguments");
        return Tool.call(cli, result.at("/undo/tool").asText(), "addon", arguments.path("addon").asText(), "app",
            arguments.path("app").asText()).ok();
    }

    @Test
    void withARedeployItReachesTheContainerAndBack() {
        var cli = operator();
        var before = States.of(instance, "shop-web");
        var first = instance.app("shop-web").path("activeDeployId").asText();
        var attached = parse(cli.run("addons", "attach", "shop-cache", "shop-web", "--redeploy", "--wait", "--json").exits(0).stdout());
        assertEquals("success", attached.at("/deployment/status").asText());
        assertEquals("false", attached.path("redeployNeeded").asText());
        assertTrue(attached.path("next").isMissingNode());
        var second = instance.app("shop-web").path("activeDeployId").asText();
        assertEquals(attached.at("/deployment/deploymentId").asText(), second);
        assertNotEquals(first, second);
        assertEquals("paas addons detach shop-cache shop-web --redeploy", attached.at("/undo/command").asText());
        States.undo(cli, attached, "--wait");
        assertEquals(before, States.of(instance, "shop-web"));
        assertNotEquals(second, instance.app("shop-web").path("activeDeployId").asText());
        cli.run("addons", "attach", "shop-cache", "shop-web", "--redeploy", "--wait").exits(0)
            .printsMatch("Attached shop-cache to shop-web: " + REDIS + "\\.\nshop-web is live at http://\\S+ \\(deployment [a-z0-9]{10}, "
                + "\\d+s\\)\nUndo: paas addons detach shop-cache shop-web --redeploy\n");
        var tool = Tool.call(cli, "paas_detach_addon", "addon", "shop-cache", "app", "shop-web", "redeploy", true).ok();
        assertEquals(before, States.of(instance, "shop-web"));
        assertEquals("shop-web", tool.at("/deployment/name").asText());
    }

    @Test
    void aComposeAppHasItsVariablesInItsPrimary() {
        var cli = operator();
        var before = States.of(instance, "wiki", "wiki-db");
        var attached = parse(cli.run("addons", "attach", "shop-cache", "wiki-db", "--json").exits(0).stdout());
        assertEquals("wiki", attached.path("app").asText());
        assertEquals("[\"wiki-db belongs to the compose group of wiki, which has the variables of all\","
            + "\"wiki is a compose app: variables only fill in ${NAME} in its compose file\"]", attached.path("notes").toString());
        States.undo(cli, attached);
        assertEquals(before, States.of(instance, "wiki", "wiki-db"));
    }

    @Test
    void whoMayNot() {
        var cli = instance.cli(folder, "deployer");
        for (var verb : List.of("attach", "detach")) {
            cli.run("addons", verb, "shop-cache", "reports").failsWith(4, "the profile deployer may not do this: it lacks the scope "
                + "addons:manage\nhint: the profile operator has it; run: paas connect " + instance.url() + " and choose operator\n");
            instance.cliWithScopes(folder.resolve(verb), "apps:read").run("addons", verb, "shop-cache", "reports")
                .failsWith(4, "Forbidden: missing scope addons:manage\n");
        }
    }

    @Test
    void everyFailureOfTheRoutesIsToldInItsOwnWords() {
        var cli = operator();
        // an answer that is damaged on its way has done it all the same: another app each time
        for (int i = 0; i < Failures.COUNT; i++) {
            var app = instance.admin("POST", "/api/deploy", Map.of("name", "app-" + i, "gitRepo", "https://github.com/ada/blog.git"));
            instance.admin("POST", "/api/addons/attach", Map.of("addonId", "q0d6k2w8zs", "appId", app.path("id").asText()));
        }
        Failures.check(instance.sandbox(), cli, "/api/addons/attach", "addons", "attach", "shop-cache", "app-{n}");
        Failures.check(instance.sandbox(), cli, "/api/addons/detach", "addons", "detach", "shop-db", "app-{n}");
    }
}
