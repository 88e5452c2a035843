package tests.support;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lib.install.NewerClasses;

/**
 * The program made cheap to start, as {@code paas install} makes it: the same jars, with picocli in a format that an archive of classes
 * takes, and an archive of what the program's own rehearsal loads. A start with an argument then costs 60% of the processor's time, and a
 * run of all tests has thousands. The archive is of the older kind: it is mapped in less time than an ahead-of-time cache, which pays for a
 * person who waits, not for two cores that are busy anyway.
 *
 * @param options of the JVM; compiling later is cheaper for a process that ends at once
 */
record Trained(String classPath, List<String> options) {

    /** @return null where it does not work (another JVM): then starts are as slow as they would be, nothing else */
    static Trained of(List<String> java, String classPath) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("paas-trained");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        var newer = new ArrayList<String>();
        for (var jar : classPath.split(File.pathSeparator)) {
            newer.add(jar.contains("picocli") ? newer(Path.of(jar), folder).toString() : jar);
        }
        var trained = new Trained(String.join(File.pathSeparator, newer),
            List.of("-XX:SharedArchiveFile=" + folder.resolve("paas.jsa"), "-XX:CompileThresholdScaling=5"));
        var classes = folder.resolve("classes");
        return trained.rehearse(java, classes, folder.resolve("home")) && trained.dump(java, classes) ? trained : null;
    }

    private static Path newer(Path jar, Path folder) throws IOException {
        var copy = Files.copy(jar, folder.resolve(jar.getFileName()));
        NewerClasses.in(copy);
        return copy;
    }

    private boolean rehearse(List<String> java, Path classes, Path home) throws IOException, InterruptedException {
        try (var instance = Instance.demo()) {
            instance.cli(Files.createDirectory(home), "operator");
            var process = run(java, home, List.of("-XX:DumpLoadedClassList=" + classes, "-classpath", classPath, "lib.cli.Rehearsal",
                "all"));
            try (var in = process.outputWriter(StandardCharsets.UTF_8); var out = process.inputReader(StandardCharsets.UTF_8)) {
                in.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n" + McpClient.request(2, "paas_list_apps", Map.of()));
                in.flush();
                for (var said = out.readLine(); said != null && !said.contains("\"id\":2,"); said = out.readLine()) {
                    continue; // a server ends with its input
                }
                in.close();
                out.transferTo(Writer.nullWriter());
            }
            return process.waitFor() == 0 && Files.exists(classes);
        }
    }

    private boolean dump(List<String> java, Path classes) throws IOException, InterruptedException {
        var process = run(java, classes.getParent(), List.of("-Xshare:dump", "-XX:SharedClassListFile=" + classes, options.getFirst(),
            "-classpath", classPath));
        process.getOutputStream().close();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor() == 0;
    }

    private static Process run(List<String> java, Path home, List<String> more) throws IOException {
        var command = new ArrayList<>(java);
        command.addAll(more);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    private static void delete(Path folder) {
        try (var left = Files.walk(folder)) {
            left.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException e) {
            // a temporary folder, and the run is over
        }
    }
}
