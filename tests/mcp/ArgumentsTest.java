package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;
import static tests.support.McpClient.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;

/** What clients and models make of arguments: what means one thing only is taken, and the rest is answered with what fits. */
class ArgumentsTest {
    @TempDir
    Path folder;

    /** Everything in one process: the results in the order of the calls. */
    private static List<JsonNode> results(Cli cli, List<Map.Entry<String, Map<String, Object>>> calls) {
        try (var live = cli.start("mcp")) {
            var lines = new ArrayList<String>();
            for (int i = 0; i < calls.size(); i++) {
                lines.add(request(i, calls.get(i).getKey(), calls.get(i).getValue()));
                live.type(lines.getLast());
                live.awaitStdout("\"id\":" + i + ",");
            }
            live.closeInput();
            return live.finish().exits(0).complains("").stdout().lines().map(line -> parse(line).path("result")).toList();
        }
    }

    private static Map.Entry<String, Map<String, Object>> call(String tool, String arguments) {
        var values = new java.util.LinkedHashMap<String, Object>();
        parse(arguments).properties().forEach(each -> values.put(each.getKey(), each.getValue()));
        return Map.entry(tool, values);
    }

    private static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asText();
    }

    @Test
    void whatNearlyFitsIsTaken() {
        try (var instance = Instance.demo()) {
            var results = results(instance.cli(folder, "deployer"), List.of(
                call("paas_list_deployments", "{\"limit\":5.0}"),
                call("paas_list_deployments", "{\"limit\":\"5\"}"),
                call("paas_list_deployments", "{\"limit\":0.5e1,\"app\":\"\"}"),
                call("paas_list_apps", "{\"status\":\"FAILED\",\"project\":\"\"}"),
                call("paas_list_apps", "{\"status\":\"failed\"}"),
                call("paas_list_apps", "{\"status\":\"\"}"),
                call("paas_list_apps", "{}"),
                call("paas_update_app", "{\"app\":\"shop-web\",\"env_vars\":\"{\\\"A\\\":\\\"1\\\",\\\"B\\\":2}\",\"redeploy\":\"False\"}"),
                call("paas_update_app", "{\"app\":\"shop-web\",\"unsetEnvVars\":\"[\\\"A\\\"]\"}"),
                call("paas_update_app", "{\"app\":\"shop-web\",\"unsetEnvVars\":\"B\",\"env\":[\"C=x=y\"]}"),
                call("paas_get_logs", "{\"app\":\"shop-web\",\"lines\":\"1e1\",\"errorsOnly\":\"true\"}")));
            results.forEach(each -> assertEquals(false, each.path("isError").asBoolean(true), each.toString()));
            assertEquals(5, results.get(0).path("structuredContent").path("deployments").size());
            assertEquals(results.get(0).path("structuredContent"), results.get(1).path("structuredContent"));
            assertEquals(results.get(0).path("structuredContent"), results.get(2).path("structuredContent"));
            assertEquals("landing", results.get(3).path("structuredContent").path("apps").path(0).path("name").asText());
            assertEquals(results.get(4), results.get(3));
            assertEquals(results.get(6), results.get(5));
            assertTrue(results.get(7).toString().contains("env B"), results.get(7).toString());
            var stored = instance.app("shop-web").path("envVars");
            assertEquals("x=y", stored.path("C").asText());
            assertEquals(false, stored.has("A") || stored.has("B"), stored.toString());
        }
    }

    /** What models write in place of what the schema says, all in one session. */
    @Test
    void whatIsClearlyMeantIsTaken() {
        try (var instance = Instance.demo()) {
            var answers = List.of(
                "paas_get_app {\"app_name\":\"shop-web\"}", "paas_get_app {\"appName\":\"shop-web\"}",
                "paas_get_app {\"app_id\":\"k3v9x0q2ab\"}",
                "paas_get_app {\"name\":\"shop-web\"}", "paas_get_app {\"id\":\"k3v9x0q2ab\"}",
                "paas_get_app {\"application\":\"shop-web\"}",
                "paas_get_app {\"App\":\"SHOP-WEB\"}", "paas_get_app {\"app\":\" shop-web \"}", "paas_get_app {\"app\":\"`shop-web`\"}",
                "paas_get_app {\"app\":\"'shop-web'\"}", "paas_get_app {\"app\":\"\\\"shop-web\\\"\"}",
                "paas_get_app {\"app\":[\"shop-web\"]}",
                "paas_get_app {\"app\":{\"name\":\"shop-web\"}}", "paas_get_app {\"app\":{\"id\":\"k3v9x0q2ab\",\"name\":\"x\"}}");
            var limits = List.of(
                "paas_get_logs {\"app\":\"shop-web\",\"lines\":7}", "paas_get_logs {\"app\":\"shop-web\",\"tail\":7}",
                "paas_get_logs {\"app\":\"shop-web\",\"lines\":\"7.0\",\"since\":\"null\",\"grep\":null,\"errorsOnly\":\"\"}",
                "paas_get_logs {\"app\":\"shop-web\",\"lines\":[7],\"errors_only\":\"null\",\"cursor\":\"\"}");
            var all = new ArrayList<>(answers);
            all.addAll(limits);
            all.addAll(List.of(
                "paas_list_apps {\"status\":\"`failed`\",\"project\":\"None\"}",
                "paas_list_deployments {\"app\":\"null\",\"limit\":\"1e0\"}",
                "paas_db_query {\"database\":\"shop-db\",\"sql\":\"SELECT 6*7 AS n\"}",
                "paas_update_app {\"app\":\"notes\",\"envVars\":[{\"name\":\"A\",\"value\":\"1\"},\"B=2\"]}",
                "paas_update_app {\"app\":\"notes\",\"variables\":\"C=3\\nD=x,y\"}",
                "paas_update_app {\"app\":\"notes\",\"unset_env_vars\":\"A, B\",\"memory\":\"null\"}",
                "paas_wait_deployment {\"deployment_id\":\"d7m2q9xk4t\"}"));
            var results = results(instance.cli(folder, "operator"), all.stream()
                .map(each -> call(each.substring(0, each.indexOf(' ')), each.substring(each.indexOf(' ') + 1))).toList());
            for (int i = 0; i < results.size(); i++) {
                assertEquals(false, results.get(i).path("isError").asBoolean(true), all.get(i) + results.get(i));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertEquals("k3v9x0q2ab", results.get(i).path("structuredContent").path("id").asText(), answers.get(i));
            }
            assertTrue(text(results.get(0)).endsWith("\nnote: taken: \"app_name\" as app"), text(results.get(0)));
            for (int i = 0; i < limits.size(); i++) {
                var logs = results.get(answers.size() + i).path("structuredContent");
                assertEquals(results.get(answers.size()).path("structuredContent"), logs, limits.get(i));
                assertEquals(7, logs.path("lines").asInt());
            }
            int rest = answers.size() + limits.size();
            assertEquals("landing", results.get(rest).path("structuredContent").path("apps").path(0).path("name").asText());
            assertEquals("42", results.get(rest + 2).path("structuredContent").path("rows").path(0).path(0).asText());
            var stored = instance.app("notes").path("envVars");
            assertEquals("3", stored.path("C").asText());
            assertEquals("x,y", stored.path("D").asText());
            assertEquals(false, stored.has("A") || stored.has("B"), stored.toString());
        }
    }

    @Test
    void namesThatNobodyKnowsArePassedOverWithANote() {
        try (var instance = Instance.demo()) {
            var results = results(instance.cli(folder, "deployer"), List.of(
                call("paas_stop_app", "{\"app\":\"notes\",\"wait_for_previous\":true,\"task_progress\":\"1/2\"}"),
                call("paas_status", "{\"random_string\":\"x\",\"empty\":\"\"}")));
            assertEquals("stopped", instance.app("notes").path("status").asText());
            assertEquals("""
                {"id":"n1i5g8ox6r","name":"notes","status":"stopped","group":[],\
                "undo":{"command":"paas start notes","tool":"paas_start_app","arguments":{"app":"notes"}}}
                note: ignored, since there is no such parameter: "wait_for_previous", "task_progress"; there are: app""",
                text(results.get(0)));
            assertEquals("stopped", results.get(0).path("structuredContent").path("status").asText());
            assertTrue(text(results.get(1)).endsWith("\nnote: ignored, since there is no such parameter: \"random_string\"; there are: "
                + "limit, offset"), text(results.get(1)));
        }
    }

    @Test
    void whatOnlyTheCommandLineHasIsRefusedWhereSomethingWouldChange() {
        try (var instance = Instance.demo()) {
            var before = instance.app("notes");
            var result = results(instance.cli(folder, "deployer"), List.of(
                call("paas_update_app", "{\"app\":\"notes\",\"memory\":\"1g\",\"dryRun\":true}"))).getFirst();
            assertEquals(true, result.path("isError").asBoolean());
            assertTrue(text(result).startsWith("error: the parameter \"dryRun\" exists on the command line only; nothing was done\n"
                + "hint: leave it out; the parameters are: app, envVars, "), text(result));
            assertEquals(before, instance.app("notes"));
        }
    }

    /** No connection is needed to be told. */
    @Test
    void whatDoesNotFitIsToldWithWhatFitsAndWhatCame() {
        var list = "it has to be a list of texts; what came is ";
        var wrong = List.of(
            List.of("paas_get_logs", "{\"app\":\"a\",\"lines\":\"ten\"}", "lines",
                "it has to be a whole number from 1 to 1000; what came is \"ten\""),
            List.of("paas_list_deployments", "{\"app\":\"a\",\"limit\":0}", "limit", "it has to be a whole number from 1; what came is 0"),
            List.of("paas_get_logs", "{\"app\":\"a\",\"lines\":5.5}", "lines",
            "it has to be a whole number from 1 to 1000; what came is 5.5"),
            List.of("paas_get_logs", "{\"app\":\"a\",\"lines\":\"1e400000000\"}", "lines",
                "it has to be a whole number from 1 to 1000; what came is \"1e400000000\""),
            List.of("paas_get_logs", "{\"app\":\"a\",\"errorsOnly\":\"yes\"}", "errorsOnly",
                "it has to be true or false; what came is \"yes\""),
            List.of("paas_list_apps", "{\"status\":\"broken\"}", "status",
                "it has to be one of building, running, stopped, failed; what came is \"broken\""),
            List.of("paas_list_apps", "{\"offset\":-1}", "offset", "it has to be a whole number from 0; what came is -1"),
            List.of("paas_list_apps", "{\"project\":{\"a\":1}}", "project", "it has to be a text; what came is {\"a\":1}"),
            List.of("paas_update_app", "{\"app\":\"a\",\"domains\":{}}", "domains", list + "{}"),
            List.of("paas_update_app", "{\"app\":\"a\",\"domains\":[[]]}", "domains", list + "[[]]"),
            List.of("paas_update_app", "{\"app\":\"a\",\"envVars\":\"s3cr3t-value\"}", "envVars",
                "it has to be an object of names and texts, as {\"NAME\": \"value\"}; what came is a text"),
            List.of("paas_update_app", "{\"app\":\"a\",\"envVars\":{\"KEY\":null}}", "envVars",
                "it has to be an object of names and texts, as {\"NAME\": \"value\"}; what came is an object with a name or a value that "
                + "is no "
                + "text"),
            List.of("paas_update_app", "{\"app\":\"a\",\"memory\":[\"" + "x".repeat(80) + "\",\"1g\"]}", "memory",
                "it has to be a text; what came is [\"" + "x".repeat(58) + "…"));
        var calls = new ArrayList<>(wrong.stream().map(each -> call(each.get(0), each.get(1))).toList());
        // written out it has two thousand million digits
        calls.add(Map.entry("paas_get_logs", Map.of("app", "a", "lines", new BigDecimal("1E+2000000000"))));
        var results = results(new Cli(new Home(folder)), calls);
        for (int i = 0; i < wrong.size(); i++) {
            assertEquals("error: the value of \"" + wrong.get(i).get(2) + "\" does not fit: " + wrong.get(i).get(3), text(results.get(i)));
            assertEquals(true, results.get(i).path("isError").asBoolean());
        }
        assertEquals("error: the value of \"lines\" does not fit: it has to be a whole number from 1 to 1000; what came is 1E+2000000000",
            text(results.getLast()));
    }
}
