package tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Home;
import tests.support.Instance;
import tests.support.McpClient;

/**
 * CONTRIBUTING's "A new operation", followed word for word in a copy of the tree with {@code tests/run/Peek.java.txt}: one file, one line
 * in
 * paas.java, one run of Derive, and there are the command, its help, its tool and what completes it.
 */
class TemplateTest {
    @TempDir
    Path folder;

    /** It compiles all of the product, on whatever machine. */
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @Test
    void aFileALineAndARunMakeACommandAndATool() throws Exception {
        var tree = folder.resolve("tree");
        copy("lib", tree);
        copy("tests/surface", tree);
        copy("tests/support", tree);
        copy("docs", tree);
        var source = "lib/commands/apps/Peek.java";
        Files.writeString(tree.resolve(source), Checkout.read("tests/run/Peek.java.txt"));
        var sources = new ArrayList<>(Checkout.directive("paas.java", "SOURCES"));
        sources.add(source);
        Files.writeString(tree.resolve("paas.java"),
            Checkout.read("paas.java").replaceFirst("(?m)^//SOURCES lib/commands/apps/Redeploy.java$", "//SOURCES " + source + "\n$0"));

        compile(tree, sources);
        var derived = java(tree, "", "tests.surface.Derive");
        assertTrue(derived.contains("written    lib/derived/Commands.java") && derived.contains("written    lib/derived/tools.json"),
            derived);
        compile(tree, sources);

        assertTrue(java(tree, "", "lib.cli.Main", "help").contains("\n  peek <app>"), "the help page");
        var help = java(tree, "", "lib.cli.Main", "peek", "--help");
        assertTrue(help.contains("Usage: paas peek [OPTIONS] <app>")
            && help.contains("      <app>                 Name or id of the app."), help);
        assertTrue(Files.readString(tree.resolve("lib/derived/options.json")).contains(
            "{\"command\":\"peek\",\"purpose\":\"Peek at an "
            + "app\",\"positionals\":[{\"label\":\"<app>\",\"required\":true,\"several\":false,"
                + "\"description\":\"Name or id of the app.\",\"words\":[],\"completes\":\"apps\"}]"));
        assertTrue(Files.readString(tree.resolve("lib/derived/tools.json"))
            .contains("\"name\":\"paas_peek_app\",\"title\":\"Peek at an app\""));
        try (var instance = Instance.demo()) {
            instance.cli(folder, "observer");
            assertEquals("shop-web is running.\n", java(tree, "", "lib.cli.Main", "peek", "SHOP-WEB"));
            assertEquals("{\n  \"name\": \"shop-web\",\n  \"status\": \"running\"\n}\n", java(tree, "", "lib.cli.Main", "peek", "shop-web",
                "--json"));
            var answer = java(tree, McpClient.request(1, "paas_peek_app", java.util.Map.of("app", "shop-web")), "lib.cli.Main", "mcp");
            assertTrue(answer.contains("\"structuredContent\":{\"name\":\"shop-web\",\"status\":\"running\"}"), answer);
        }
    }

    private static void copy(String from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(Checkout.file(from))) {
            for (var each : walk.filter(Files::isRegularFile).filter(path -> !path.toString().contains("sandbox")).toList()) {
                var target = to.resolve(Checkout.root().relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }

    private void compile(Path tree, List<String> sources) throws Exception {
        var all = new ArrayList<>(sources);
        all.addAll(List.of("tests/surface/CommandTable.java", "tests/surface/Declaration.java", "tests/surface/Derive.java",
            "tests/surface/OptionTable.java", "tests/surface/HelpFile.java", "tests/surface/Documents.java",
            "tests/surface/Surface.java", "tests/surface/ToolList.java", "tests/support/Checkout.java"));
        var command = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", tree.resolve("classes").toString()));
        all.forEach(each -> command.add(tree.resolve(each).toString()));
        var said = new java.io.StringWriter();
        int code = java.util.spi.ToolProvider.findFirst("javac").orElseThrow().run(new java.io.PrintWriter(said),
            new java.io.PrintWriter(said), command.toArray(String[]::new));
        assertEquals(0, code, said.toString());
        Files.createDirectories(tree.resolve("classes/lib/derived"));
        for (var each : List.of("tools.json", "help.txt")) {
            Files.copy(tree.resolve("lib/derived").resolve(each), tree.resolve("classes/lib/derived").resolve(each),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Runs a class of the tree; the classes of this run stand behind it for the libraries. */
    private String java(Path tree, String input, String... command) throws Exception {
        var all = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED", "-cp", tree.resolve("classes") + java.io.File.pathSeparator
            + System.getProperty("java.class.path")));
        all.addAll(List.of(command));
        var builder = new ProcessBuilder(all).directory(tree.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", new Home(folder).path().toString());
        var process = builder.start();
        var output = new StringBuilder();
        var out = process.inputReader(StandardCharsets.UTF_8);
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
            in.flush();
            if (!input.isEmpty()) {
                // a server ends with its input: it stays open until there is an answer
                output.append(out.readLine()).append('\n');
            }
        }
        output.append(out.readAllAsString());
        assertEquals(0, process.waitFor(), output.toString());
        return output.toString();
    }
}
