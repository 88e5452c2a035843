package tests.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tests.support.Checkout;
import tests.support.Run;

/**
 * A job on a runner, as far as a composite action sees one: the files that it tells the runner things through, the tool cache, the
 * variables.
 * The steps are those of action.yml: their {@code env} with inputs and former outputs put in, their {@code run} given to bash.
 */
final class Job {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (?:inputs\\.(\\w+)|steps\\.(\\w+)\\.outputs\\.(\\w+)) }}");

    final Path root;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Map<String, String>> outputs = new HashMap<>();

    Job(Path root) throws IOException {
        this.root = root;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", Files.createDirectories(root.resolve("home")).toString());
        environment.put("TMPDIR", Files.createDirectories(root.resolve("tmp")).toString());
        environment.put("RUNNER_OS", "Linux");
        environment.put("RUNNER_ARCH", "X64");
        environment.put("RUNNER_TOOL_CACHE", Files.createDirectories(root.resolve("tool cache")).toString());
        environment.put("GITHUB_ACTION_PATH", Checkout.root().toString());
        environment.put("GITHUB_REPOSITORY", "me/job");
        for (var name : List.of("ENV", "PATH", "OUTPUT")) {
            environment.put("GITHUB_" + name, Files.writeString(root.resolve("github-" + name), "").toString());
        }
    }

    static JsonNode yaml(String path) {
        try {
            return YAML.readTree(Checkout.file(path).toFile());
        } catch (IOException e) {
            return fail(path + " is no YAML: " + e.getMessage());
        }
    }

    /** A variable of the runner, for this job. */
    Job with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path cache() {
        return Path.of(environment.get("RUNNER_TOOL_CACHE"));
    }

    /** What the job has told its runner so far: {@code ENV} or {@code PATH}. */
    String told(String name) throws IOException {
        return Files.readString(Path.of(environment.get("GITHUB_" + name)));
    }

    /** An output of the action as a later step sees it. */
    String output(String name) {
        return filled(yaml("action.yml").path("outputs").path(name).path("value").asText(), Map.of());
    }

    /** Runs the action with these inputs, to its end or to the first step that fails. @return all steps as one run */
    Run set(Map<String, String> inputs) throws Exception {
        var action = yaml("action.yml");
        var values = new LinkedHashMap<String, String>();
        action.path("inputs").properties().forEach(each -> values.put(each.getKey(), each.getValue().path("default").asText("")));
        for (var each : inputs.entrySet()) {
            assertTrue(values.containsKey(each.getKey()), "action.yml has no input " + each.getKey());
            values.put(each.getKey(), each.getValue());
        }
        outputs.clear();
        var out = new StringBuilder();
        var err = new StringBuilder();
        for (var step : action.path("runs").path("steps")) {
            assertEquals("bash", step.path("shell").asText());
            var variables = new HashMap<>(environment);
            step.path("env").properties().forEach(each -> variables.put(each.getKey(), filled(each.getValue().asText(), values)));
            Path told = Files.writeString(root.resolve("github-OUTPUT"), "");
            Run run = run(List.of("bash", "-e", "-o", "pipefail", "-c", step.path("run").asText()), variables);
            out.append(run.stdout());
            err.append(run.stderr());
            if (run.exit() != 0) {
                return new Run(List.of("uses: paas", values.toString()), run.exit(), out.toString(), err.toString());
            }
            var its = outputs.computeIfAbsent(step.path("id").asText(), each -> new HashMap<>());
            Files.readAllLines(told).forEach(line -> its.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        }
        return new Run(List.of("uses: paas", values.toString()), 0, out.toString(), err.toString());
    }

    /** A later step of the job: a command with the variables and the PATH that the action has set. */
    Run later(String... command) throws Exception {
        var variables = new HashMap<>(environment);
        for (var line : told("ENV").lines().toList()) {
            variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        for (var line : told("PATH").lines().toList()) {
            variables.merge("PATH", line, (path, more) -> more + ":" + path);
        }
        var line = new ArrayList<>(List.of("bash", "-c", "\"$@\"", "bash"));
        line.addAll(List.of(command));
        return run(line, variables);
    }

    /** A script of the checkout, with the job's variables. */
    Run script(String path, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of(Checkout.file(path).toString()));
        line.addAll(List.of(arguments));
        return run(line, environment);
    }

    private Run run(List<String> line, Map<String, String> variables) throws Exception {
        Path out = root.resolve("stdout");
        Path err = root.resolve("stderr");
        var builder = new ProcessBuilder(line).directory(root.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        var process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            fail(line + " did not end; stderr:\n" + Files.readString(err));
        }
        return new Run(line, process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private String filled(String text, Map<String, String> inputs) {
        return EXPRESSION.matcher(text).replaceAll(found -> {
            String value = found.group(1) != null ? inputs.get(found.group(1))
                : outputs.getOrDefault(found.group(2), Map.of()).getOrDefault(found.group(3), "");
            return java.util.regex.Matcher.quoteReplacement(value);
        });
    }
}
