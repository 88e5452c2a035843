package tests.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.Undo;
import lib.run.Inputs;
import lib.run.Outputs;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** The derived files are what the declarations yield, and what clients accept. */
class SurfaceTest {

    @Test
    void theDerivedFilesAreUpToDate() {
        Derive.files().forEach((path, text) ->
            assertEquals(text, Checkout.read(path), path + " is not what the declarations yield; run: ./jbang tests/surface/Derive.java"));
    }

    @Test
    void theListOfToolsIsSmall() {
        var tools = Checkout.read("lib/derived/tools.json");
        assertTrue(size(tools) <= 48 * 1024, "with output schemas: " + size(tools) + " bytes");
        var without = tools.replaceAll("\"outputSchema\":\\{.*?},\"annotations\"", "\"annotations\"");
        assertTrue(size(without) <= 24 * 1024, "without output schemas: " + size(without) + " bytes");
        assertTrue(size(without) < size(tools) - 1000, "the output schemas were not found");
    }

    /**
     * What clients ask a person about. Source: MCP schema, ToolAnnotations: without destructiveHint a tool "performs only additive
     * updates".
     */
    @Test
    void onlyWhatAddsAndWhatLooksIsNotDestructive() {
        var destructive = new TreeSet<String>();
        var reads = new TreeSet<String>();
        var rest = new TreeSet<String>();
        Pattern.compile("\"name\":\"(paas_[a-z_]+)\".*\"annotations\":\\{\"readOnlyHint\":(true|false),\"destructiveHint\":(true|false)")
            .matcher(Checkout.read("lib/derived/tools.json")).results().forEach(tool ->
                (tool.group(2).equals("true") ? reads : tool.group(3).equals("true") ? destructive : rest)
                    .add(tool.group(1) + (tool.group(2).equals("true") && tool.group(3).equals("true") ? " contradicts itself" : "")));
        assertEquals(Set.of("paas_delete_app", "paas_exec", "paas_stop_app", "paas_rollback", "paas_update_app", "paas_redeploy",
            "paas_run_cron", "paas_attach_addon", "paas_detach_addon", "paas_db_query",
            "paas_create_backup", "paas_remove_domain", "paas_prune_docker"),
            destructive);
        assertEquals(Set.of("paas_deploy", "paas_start_app", "paas_create_addon", "paas_add_domain"), rest);
        assertEquals(Set.of("paas_status", "paas_list_apps", "paas_list_projects", "paas_list_deployments", "paas_get_app", "paas_get_logs",
            "paas_get_build_logs", "paas_get_metrics", "paas_wait_deployment", "paas_diagnose_app",
            "paas_list_servers", "paas_server_info", "paas_list_cron", "paas_list_addons",
            "paas_list_backups", "paas_scan_vulns"), reads);
    }

    /** What a program does that runs in a container is not known to anybody, nor what somebody types in a session. */
    @Test
    void whatChangesSomethingSaysHowToTakeItBack() {
        for (var each : Declaration.all(Checkout.directive("paas.java", "SOURCES"))) {
            if (each.operation() != null && each.operation().effect() != Effect.READ && !Set.of("exec", "db shell").contains(each.word())) {
                assertTrue(Arrays.stream(Outputs.record(each.type()).getRecordComponents()).anyMatch(part -> part.getType() == Undo.class),
                    each.word() + " does not say how to take it back");
            }
        }
    }

    /** Source: the guide, "MCP tools available today" and "MCP tools coming soon". */
    @Test
    void everyToolThatTheGuidePromisesIsThere() {
        var promised = List.of("paas_status", "paas_list_apps", "paas_list_projects", "paas_get_app", "paas_get_logs", "paas_deploy",
            "paas_redeploy", "paas_stop_app", "paas_start_app", "paas_delete_app", "paas_rollback", "paas_update_app",
            "paas_get_build_logs", "paas_get_metrics", "paas_list_addons", "paas_create_addon", "paas_attach_addon", "paas_db_query",
            "paas_list_servers", "paas_server_info", "paas_run_cron", "paas_create_backup", "paas_list_backups", "paas_exec",
            "paas_add_domain", "paas_scan_vulns", "paas_prune_docker");
        var tools = Checkout.read("lib/derived/tools.json");
        assertEquals(27, promised.size());
        assertEquals(List.of(), promised.stream().filter(each -> !tools.contains("{\"name\":\"" + each + "\",")).toList());
    }

    @Test
    void everyDescriptionIsShortEnoughToBeReadWhole() {
        var description = Pattern.compile("\"name\":\"(paas_[a-z_]+)\",\"title\":\"([^\"]+)\",\"description\":\"((?:[^\"\\\\]|\\\\.)+)\"");
        var found = description.matcher(Checkout.read("lib/derived/tools.json")).results().toList();
        assertEquals(Checkout.read("lib/derived/tools.json").lines().filter(line -> line.startsWith("{")).count(), found.size(),
            "tools with name, title, description");
        found.forEach(tool -> assertTrue(tool.group(3).length() <= 300, tool.group(1) + " is described in " + tool.group(3).length()
            + " characters"));
    }

    @Test
    void noSchemaHasWhatSingleProvidersRefuse() {
        var refused = Pattern.compile("\"(const|oneOf|anyOf|allOf|\\$ref|format|prefixItems|pattern)\":|\"enum\":\\[]");
        var found = refused.matcher(Checkout.read("lib/derived/tools.json"));
        assertTrue(!found.find(), () -> "a schema has " + found.group());
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What help shows is what can be typed. */
    @Test
    void everyCommandHasExamplesThatItUnderstands() throws Exception {
        for (var each : Declaration.all(Checkout.directive("paas.java", "SOURCES"))) {
            if (Set.of("mcp", "version").contains(each.word())) {
                continue;
            }
            var examples = each.type().getAnnotation(Examples.class);
            assertTrue(examples != null && examples.value().length <= 3, each.word() + " has no examples, or too many");
            for (var example : examples.value()) {
                var line = example.replaceFirst("^eval \"\\$\\((.*)\\)\"$", "$1").replaceFirst(" +[<>|#].*$", "").strip();
                assertTrue((line + " ").startsWith("paas " + each.word() + " "), example);
                var words = new ArrayList<String>();
                Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line.substring(("paas " + each.word()).length())).results()
                    .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                    .filter(word -> !Set.of("--json", "--yes", "--reveal", "-q").contains(word)).forEach(words::add);
                if (each.operation() != null && each.operation().bulk()) {
                    // each of several names is a run of its own
                    words.subList(1, words.size()).clear();
                }
                Inputs.parser(each.spec()).parseArgs(words.toArray(String[]::new));
                assertTrue(example.length() <= 78, example + " is too long for a help page");
            }
        }
    }
}
