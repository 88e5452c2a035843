package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;
import static tests.support.McpClient.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Instance;

/** Assistants call in parallel: what reads, decides and writes is one act for an app, and for a name that is not taken yet. */
class TogetherTest {
    @TempDir
    Path folder;

    private List<JsonNode> together(Instance instance, List<String> requests) {
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            live.type(String.join("", requests));
            live.awaitStdout("(?s)^(?:[^\n]*\n){" + requests.size() + "}");
            live.closeInput();
            return live.finish().exits(0).complains("").stdout().lines().map(line -> parse(line).path("result")).toList();
        }
    }

    @Test
    void eachOfFourUpdatesOfOneAppIsStored() {
        try (var instance = Instance.demo()) {
            var requests = new ArrayList<String>();
            for (int i = 1; i <= 4; i++) {
                requests.add(request(i, "paas_update_app", Map.of("app", "shop-web", "envVars", Map.of("N" + i, "v" + i))));
            }
            together(instance, requests).forEach(answer -> assertEquals(false, answer.path("isError").asBoolean(true), answer.toString()));
            var stored = instance.app("shop-web").path("envVars");
            for (int i = 1; i <= 4; i++) {
                assertEquals("v" + i, stored.path("N" + i).asText(), stored.toString());
            }
        }
    }

    @Test
    void ofTwoDeploysOfOneNewNameOneMakesItAndTheOtherIsTold() {
        try (var instance = Instance.demo()) {
            var arguments = Map.<String, Object>of("name", "twin", "gitRepo", "https://github.com/ada/twin.git");
            var answers = together(instance, List.of(request(1, "paas_deploy", arguments), request(2, "paas_deploy", arguments)));
            assertEquals(1, answers.stream().filter(answer -> answer.toString().contains("a new app: twin")).count(), answers.toString());
            // the other one builds its next version, or is told that the first still builds
            assertEquals(1, answers.stream().filter(answer -> answer.toString().contains("the next version of the app twin")
                || answer.toString().contains("a deployment of twin is running")).count(), answers.toString());
            long twins = 0;
            for (var app : instance.admin("GET", "/api/apps", null)) {
                twins += app.path("name").asText().startsWith("twin") ? 1 : 0;
            }
            assertEquals(1, twins);
        }
    }

    @Test
    void ofTwoRedeploysOneStartsAndTheOtherNamesIt() {
        try (var instance = Instance.start(lib.sandbox.instance.Options.forTests().withSpeed(1))) {
            var answers = together(instance, List.of(request(1, "paas_redeploy", Map.of("app", "shop-web")), request(2, "paas_redeploy",
                Map.of("app", "shop-web"))));
            assertEquals(1, answers.stream().filter(answer -> answer.path("isError").asBoolean()).count(), answers.toString());
            var started = answers.stream().filter(answer -> !answer.path("isError").asBoolean()).findFirst().orElseThrow();
            var id = started.path("structuredContent").path("deploymentId").asText();
            var refused = answers.stream().filter(answer -> answer.path("isError").asBoolean()).findFirst().orElseThrow();
            assertTrue(refused.toString().contains("a deployment of shop-web is running (" + id), refused.toString());
        }
    }
}
