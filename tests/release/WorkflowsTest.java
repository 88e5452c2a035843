package tests.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Checkout;

/** The YAML that GitHub reads: what it names is there, nobody from outside gets words into a shell, and no job may more than it needs. */
class WorkflowsTest {

    private static final Pattern SCRIPT = Pattern.compile("(?:release/[\\w/-]+\\.sh|\\.ci/\\w+)");
    private static final Pattern PINNED = Pattern.compile("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+(\\.\\d+)*|\\./");

    @ParameterizedTest
    @ValueSource(strings = {".github/workflows/ci.yml", ".github/workflows/release.yml", "action.yml"})
    void whatTheStepsRunIsThere(String file) {
        var named = new TreeSet<String>();
        for (var step : steps(file)) {
            var run = step.path("run").asText("");
            assertFalse(run.contains("${{"), file + " puts an expression into a shell: " + run);
            SCRIPT.matcher(run).results().forEach(each -> named.add(each.group()));
            assertTrue(step.has("run") != step.has("uses"), file + " has a step that does nothing, or two things: " + step);
            if (file.equals("action.yml")) {
                assertTrue(run.matches("\"\\$GITHUB_ACTION_PATH/release/action/\\w+\\.sh\""), run);
            }
        }
        assertTrue(named.size() >= 2, file + " names " + named);
        for (var script : named) {
            assertTrue(Files.isExecutable(Checkout.file(script)), script + " of " + file + " cannot be run");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".github/workflows/ci.yml", ".github/workflows/release.yml"})
    void theCheckoutComesFirstAndKeepsNoToken(String file) {
        for (var job : Job.yaml(file).path("jobs")) {
            boolean there = false;
            for (var step : job.path("steps")) {
                assertTrue(there || !SCRIPT.matcher(step.path("run").asText("")).find(), file + ": " + step);
                if (step.path("uses").asText("").startsWith("actions/checkout@")) {
                    assertEquals("false", step.path("with").path("persist-credentials").asText());
                    there = true;
                }
            }
            assertTrue(there && job.path("timeout-minutes").asInt() > 0, file + ": " + job);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".github/workflows/ci.yml", ".github/workflows/release.yml"})
    void othersActionsStandAtACommit(String file) {
        var lines = Checkout.read(file).lines().filter(line -> line.contains("uses: ")).map(line -> line.replaceFirst(".*uses: ", ""))
            .toList();
        assertFalse(lines.isEmpty());
        lines.forEach(line -> assertTrue(PINNED.matcher(line).matches(), file + ": " + line));
        // one action, one commit
        var all = new TreeSet<>(lines);
        assertEquals(all.size(), all.stream().map(line -> line.replaceFirst("@.*", "")).distinct().count(), all.toString());
    }

    @Test
    void onlyTheDraftMayWrite() {
        for (var file : List.of(".github/workflows/ci.yml", ".github/workflows/release.yml")) {
            var workflow = Job.yaml(file);
            assertEquals("{\"contents\":\"read\"}", workflow.path("permissions").toString());
            workflow.path("jobs").properties().forEach(job -> assertEquals(job.getKey().equals("draft")
                ? "{\"contents\":\"write\",\"id-token\":\"write\",\"attestations\":\"write\"}" : "", job.getValue().path("permissions")
                .toString()));
            assertFalse(workflow.path("on").has("pull_request_target"), "strangers' code with our rights");
        }
        var draft = Job.yaml(".github/workflows/release.yml").path("jobs").path("draft");
        assertEquals("github.event_name == 'push' && github.ref_type == 'tag'", draft.path("if").asText());
        assertFalse(draft.toString().contains("release/build-"), "what may write builds nothing");
    }

    /** The kinds of machines: what is built, what a release has to have, and what the action fetches. */
    @Test
    void theTargetsAreTheSameEverywhere() {
        Set<String> built = new TreeSet<>();
        for (var each : Job.yaml(".github/workflows/release.yml").path("jobs").path("native").path("strategy").path("matrix")
            .path("include")) {
            built.add(each.path("target").asText());
        }
        var wanted = Pattern.compile("\\$\\{PAAS_TARGETS:-([^}]+)}").matcher(Checkout.read("release/assemble.sh"));
        assertTrue(wanted.find());
        assertEquals(built, new TreeSet<>(List.of(wanted.group(1).split(" "))));
        assertEquals(Set.of("linux-arm64", "linux-x64", "macos-arm64", "windows-x64"), built);
        assertTrue(Checkout.read("release/action/resolve.sh").contains("windows-*) file=paas-windows-x64.exe"));
    }

    @Test
    void allScriptsAreHeldAgainstShellcheck() throws Exception {
        // a checkout on Windows would else give them line ends that no shell reads
        assertTrue(Checkout.read(".gitattributes").contains("\n*.sh text eol=lf\n"));
        assertTrue(Checkout.read(".ci/run").contains("release/*.sh release/action/*.sh"));
        for (var folder : List.of("release", "release/action")) {
            for (var path : Checkout.files(folder)) {
                if (path.endsWith(".sh")) {
                    boolean sourced = path.endsWith("/common.sh");
                    assertEquals(!sourced, Files.isExecutable(Checkout.file(path)), path);
                    assertEquals(sourced ? "# shellcheck shell=sh" : "#!/bin/sh", Checkout.read(path).lines().findFirst().orElse(""), path);
                }
            }
        }
    }

    @Test
    void everyInputIsUsedAndEveryOutputIsWritten() {
        var action = Job.yaml("action.yml");
        var text = Checkout.read("action.yml");
        action.path("inputs").fieldNames().forEachRemaining(name -> assertTrue(text.contains("${{ inputs." + name + " }}"), name));
        var used = Pattern.compile("steps\\.(\\w+)\\.outputs\\.(\\w+)").matcher(text).results().toList();
        assertTrue(used.size() >= 5);
        for (var each : used) {
            assertTrue(Checkout.read("release/action/" + each.group(1) + ".sh").contains("put \"$GITHUB_OUTPUT\" " + each.group(2) + " "),
                each.group());
        }
        assertEquals("composite", action.path("runs").path("using").asText());
    }

    private static List<JsonNode> steps(String file) {
        var yaml = Job.yaml(file);
        var all = new ArrayList<JsonNode>();
        yaml.path("runs").path("steps").forEach(all::add);
        yaml.path("jobs").forEach(job -> job.path("steps").forEach(all::add));
        return all;
    }
}
