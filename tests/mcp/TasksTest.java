package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static tests.support.McpClient.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Instance;
import tests.support.Live;

/** Calls that go on as tasks, as both formats have them; a task outlives the server that began it, and is nobody else's. */
class TasksTest {
    private static final String CLIENT = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
        + "\"io.modelcontextprotocol/clientCapabilities\":{%s}}";
    private static final String TASKS = CLIENT.formatted("\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}");
    private static final String NONE = CLIENT.formatted("");
    private static final String UNKNOWN = "there is no such task: it has expired, or another instance or token is connected now";

    @TempDir
    Path folder;
    private final Instance instance = Instance.start(Options.forTests().withSpeed(0.4));
    private int number;

    @AfterEach
    void close() {
        instance.close();
    }

    /** Sends a request and takes its answer; what else comes is passed over. */
    private JsonNode ask(Live live, String method, String params) {
        number++;
        live.type("{\"jsonrpc\":\"2.0\",\"id\":" + number + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}\n");
        return parse(live.awaitStdout("(?m)^(\\{\"jsonrpc\":\"2.0\",\"id\":" + number + ",[^\n]*)\n").group(1));
    }

    private static String call(String tool, String arguments) {
        return "\"name\":\"" + tool + "\",\"arguments\":{" + arguments + "},";
    }

    private static String id(String id) {
        return "\"taskId\":\"" + id + "\"";
    }

    private JsonNode polled(Live live, String id, String meta) {
        while (true) {
            var task = ask(live, "tasks/get", id(id) + meta).path("result");
            assertEquals(id, task.path("taskId").asText(), task.toString());
            if (!task.path("status").asText().equals("working")) {
                return task;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    @Test
    void aClientThatTakesTasksGetsOneWhereItWouldWait() {
        String id;
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            assertEquals("{\"io.modelcontextprotocol/tasks\":{}}", ask(live, "server/discover", NONE).path("result").path("capabilities")
                .path("extensions").toString());
            var begun = ask(live, "tools/call", call("paas_redeploy", "\"app\":\"shop-web\",\"wait\":true") + TASKS).path("result");
            assertEquals("task working 3600000 2000", begun.path("resultType").asText() + " " + begun.path("status").asText() + " "
                + begun.path("ttlMs") + " " + begun.path("pollIntervalMs"));
            assertTrue(begun.path("statusMessage").asText().matches("shop-web \\(deployment \\w+\\): .+"), begun.toString());
            id = begun.path("taskId").asText();
            ask(live, "tools/list", NONE);
            live.type("{\"jsonrpc\":\"2.0\",\"id\":\"stream\",\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":"
                + "{\"taskIds\":[\"" + id + "\",\"made.up\"],\"toolsListChanged\":false}," + TASKS + "}}\n");
            live.awaitStdout("\"method\":\"notifications/subscriptions/acknowledged\",\"params\":\\{\"_meta\":"
                + "\\{\"io.modelcontextprotocol/subscriptionId\":\"stream\"},\"notifications\":\\{\"taskIds\":\\[\"" + id + "\"]}}}\n");
            var pushed = parse(live.awaitStdout("(?m)^(.*\"method\":\"notifications/tasks\".*\"status\":\"completed\".*)\n").group(1))
                .path("params");
            var over = polled(live, id, "," + TASKS);
            assertEquals("complete completed", over.path("resultType").asText() + " " + over.path("status").asText());
            var result = over.path("result");
            assertEquals("complete false success", result.path("resultType").asText() + " " + result.path("isError") + " "
                + result.path("structuredContent").path("status").asText());
            assertEquals("paas_rollback", result.path("structuredContent").path("undo").path("tool").asText(), result.toString());
            assertEquals(result, pushed.path("result"));
            // what would not wait, and whoever takes no tasks, has an answer
            assertEquals("complete", ask(live, "tools/call", call("paas_redeploy", "\"app\":\"notes\"") + TASKS).path("result")
                .path("resultType").asText());
            assertEquals("complete", ask(live, "tools/call", call("paas_get_app", "\"app\":\"notes\"") + TASKS).path("result")
                .path("resultType").asText());
            var refused = ask(live, "tasks/get", id(id) + "," + NONE).path("error");
            assertEquals(-32021, refused.path("code").asInt());
            assertEquals("{\"requiredCapabilities\":{\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}}}",
                refused.path("data").toString());
            // what fails at once needs no task
            var failed = ask(live, "tools/call", call("paas_redeploy", "\"app\":\"nope\",\"wait\":true") + TASKS).path("result");
            assertEquals("complete true", failed.path("resultType").asText() + " " + failed.path("isError"));
            live.closeInput();
            live.finish().exits(0).complains("");
        }
        // the editor has started another server
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            // the test's cli has connected anew, with another token
            assertEquals(UNKNOWN, ask(live, "tasks/get", id(id) + "," + TASKS).path("error").path("message").asText());
            assertEquals(-32602, ask(live, "tasks/cancel", id("made.up") + "," + TASKS).path("error").path("code").asInt());
            live.closeInput();
            live.finish().exits(0);
        }
    }

    @Test
    void aTaskOutlivesTheServerThatBeganIt() {
        var cli = instance.cli(folder, "operator");
        String deploy;
        String addon;
        try (var live = cli.start("mcp")) {
            deploy = ask(live, "tools/call", call("paas_rollback", "\"app\":\"shop-web\",\"wait\":true") + TASKS).path("result")
                .path("taskId").asText();
            addon = ask(live, "tools/call", call("paas_create_addon", "\"name\":\"late-db\",\"type\":\"postgres\",\"wait\":\"true\"")
                + TASKS).path("result").path("taskId").asText();
            live.closeInput();
            live.finish().exits(0).complains("");
        }
        try (var live = cli.start("mcp")) {
            var made = polled(live, addon, "," + TASKS).path("result");
            assertEquals("running", made.path("structuredContent").path("status").asText(), made.toString());
            assertEquals("paas addons delete late-db --delete-data", made.path("structuredContent").path("undo").path("command").asText());
            assertEquals("success", polled(live, deploy, "," + TASKS).path("result").path("structuredContent").path("status").asText());
            // it is over, and cancelling that changes nothing
            assertEquals("complete", ask(live, "tasks/cancel", id(deploy) + "," + TASKS).path("result").path("resultType").asText());
            assertEquals("completed", polled(live, deploy, "," + TASKS).path("status").asText());
            var forged = deploy.substring(0, 10) + (deploy.charAt(10) == 'A' ? 'B' : 'A') + deploy.substring(11);
            assertEquals(UNKNOWN, ask(live, "tasks/get", id(forged) + "," + TASKS).path("error").path("message").asText());
            live.closeInput();
            live.finish().exits(0);
        }
    }

    @Test
    void whatTheInstanceCannotStopGoesOnAndIsSaidTo() {
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            // this one builds for ever
            var id = ask(live, "tools/call", call("paas_wait_deployment", "\"deployment\":\"y5j2m8f4kq\"") + TASKS).path("result")
                .path("taskId").asText();
            assertEquals("complete", ask(live, "tasks/cancel", id(id) + "," + TASKS).path("result").path("resultType").asText());
            var still = ask(live, "tasks/update", id(id) + ",\"inputResponses\":{}," + TASKS).path("result");
            assertEquals("complete", still.path("resultType").asText());
            var going = ask(live, "tasks/get", id(id) + "," + TASKS).path("result");
            assertEquals("working", going.path("status").asText());
            assertTrue(going.path("statusMessage").asText().startsWith("the instance cannot stop it, it goes on: search-worker "),
                going.toString());
            live.closeInput();
            live.finish().exits(0).complains("");
        }
    }

    @Test
    void theExperimentalFormIsTheClientsChoice() {
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            var capabilities = ask(live, "initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}").path("result").path("capabilities");
            assertEquals("{\"cancel\":{},\"requests\":{\"tools\":{\"call\":{}}}}", capabilities.path("tasks").toString());
            var listed = ask(live, "tools/list", "").path("result").path("tools");
            for (var tool : listed) {
                boolean can = tool.path("name").asText().matches("paas_(deploy|redeploy|rollback|wait_deployment|create_addon)");
                assertEquals(can ? "optional" : "", tool.path("execution").path("taskSupport").asText(), tool.path("name").asText());
            }
            var begun = ask(live, "tools/call", call("paas_redeploy", "\"app\":\"shop-web\"") + "\"task\":{\"ttl\":60000}").path("result");
            assertEquals("working 60000", begun.path("task").path("status").asText() + " " + begun.path("task").path("ttl"));
            assertTrue(begun.path("_meta").path("io.modelcontextprotocol/model-immediate-response").asText()
                .matches("shop-web \\(deployment \\w+\\): .+\\. It goes on as a task\\."), begun.toString());
            var id = begun.path("task").path("taskId").asText();
            var result = ask(live, "tasks/result", id(id)).path("result");
            assertEquals("success", result.path("structuredContent").path("status").asText(), result.toString());
            assertEquals(id, result.path("_meta").path("io.modelcontextprotocol/related-task").path("taskId").asText());
            assertEquals("completed", polled(live, id, "").path("status").asText());
            assertEquals(-32602, ask(live, "tasks/cancel", id(id)).path("error").path("code").asInt());
            // without a wish there is no task
            assertFalse(ask(live, "tools/call", call("paas_redeploy", "\"app\":\"notes\"").replaceAll(",$", "")).path("result")
                .has("task"));
            assertEquals(-32601, ask(live, "tools/call", call("paas_stop_app", "\"app\":\"notes\"") + "\"task\":{}").path("error")
                .path("code").asInt());
            assertEquals(-32601, ask(live, "tasks/list", "").path("error").path("code").asInt());
            // what fails at once is a task that failed
            var failed = ask(live, "tools/call", call("paas_redeploy", "\"app\":\"nope\"") + "\"task\":{}").path("result").path("task");
            assertEquals("working", failed.path("status").asText());
            var end = polled(live, failed.path("taskId").asText(), "");
            assertEquals("failed error: there is no app \"nope\"", end.path("status").asText() + " " + end.path("statusMessage").asText());
            assertEquals("true", ask(live, "tasks/result", id(failed.path("taskId").asText())).path("result").path("isError").asText());
            var endless = ask(live, "tools/call", call("paas_wait_deployment", "\"deployment\":\"y5j2m8f4kq\"") + "\"task\":{}")
                .path("result").path("task").path("taskId").asText();
            var cancelled = ask(live, "tasks/cancel", id(endless)).path("result");
            assertEquals("cancelled the instance cannot stop it, it goes on, and may succeed; nothing more is told here",
                cancelled.path("status").asText() + " " + cancelled.path("statusMessage").asText());
            assertEquals("cancelled", polled(live, endless, "").path("status").asText());
            live.closeInput();
            live.finish().exits(0).complains("");
        }
    }

    @Test
    void earlierRevisionsKnowNoTasks() {
        try (var live = instance.cli(folder, "deployer").start("mcp")) {
            assertFalse(ask(live, "initialize", "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}").path("result").path("capabilities").has("tasks"));
            assertFalse(ask(live, "tools/list", "").toString().contains("taskSupport"));
            assertFalse(ask(live, "tools/call", call("paas_redeploy", "\"app\":\"notes\"") + "\"task\":{}").path("result").has("task"));
            assertEquals(-32601, ask(live, "tasks/get", id("x")).path("error").path("code").asInt());
            live.closeInput();
            live.finish().exits(0).complains("");
        }
    }
}
