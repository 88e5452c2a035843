package lib.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lib.files.Machine;

/** The JBang of this machine. */
public final class JBang {

    private static final int MINUTES = 15;
    private static final int MOST = 64 * 1024;

    private final Machine machine;
    private final String program;

    private JBang(Machine machine, String program) {
        this.machine = machine;
        this.program = program;
    }

    /**
     * What a run said.
     *
     * @param out standard output
     * @param err standard error
     */
    public record Said(int code, String out, String err) {

        /** What was said of a failure, for people: JBang's own error, else the program's, else the last line. */
        public String reason() {
            List<String> lines = err.lines().map(line -> line.replaceFirst("^\\[jbang\\]\\s*", "").strip())
                    .filter(line -> !line.isEmpty()).toList();
            return lines.stream().filter(line -> line.matches("(\\[ERROR\\]|error:).*")).findFirst()
                    .or(() -> lines.stream().reduce((one, other) -> other))
                    .map(line -> line.replaceFirst("^(\\[ERROR\\]|error:)\\s*", "")).orElse("it ended with code " + code);
        }
    }

    /** The executable: in JBang's own folder, else on the PATH; null when there is none. */
    public static String path(Machine machine) {
        boolean windows = machine.os() == Machine.Os.WINDOWS;
        String name = windows ? "jbang.cmd" : "jbang";
        List<String> places = new ArrayList<>();
        places.add(machine.in("JBANG_DIR", machine.inHome(".jbang"), "bin", name));
        for (String folder : machine.environment().getOrDefault("PATH", "").split(windows ? ";" : ":")) {
            if (windows || folder.startsWith("/")) {
                places.add(folder + (windows ? "\\" : folder.endsWith("/") ? "" : "/") + name);
            }
        }
        return places.stream().filter(machine.exists()).findFirst().orElse(null);
    }

    /** @return null when there is none on this machine */
    public static JBang of(Machine machine) {
        String program = path(machine);
        return program == null ? null : new JBang(machine, program);
    }

    /** Runs a script with nobody at the keyboard. */
    public Said run(List<String> words) throws IOException {
        List<String> line = new ArrayList<>();
        if (machine.os() == Machine.Os.WINDOWS) {
            line.addAll(List.of("cmd", "/c"));
        }
        line.add(program);
        line.addAll(words);
        Path err = Files.createTempFile("paas-jbang-", ".err");
        ProcessBuilder builder = new ProcessBuilder(line).directory(Path.of(machine.home()).toFile()).redirectError(err.toFile());
        // a native program runs on none
        Path java = machine.java() == null ? null : Path.of(machine.java()).getParent();
        if (machine.environment().getOrDefault("JAVA_HOME", "").isBlank() && java != null && Files.exists(java.resolve("javac"))) {
            // JBang looks on the PATH alone, and would download a JDK that is there
            builder.environment().put("JAVA_HOME", java.getParent().toString());
        }
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readNBytes(MOST), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("jbang did not end within " + MINUTES + " minutes");
            }
            return new Said(process.exitValue(), out, Files.readString(err, StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            Files.deleteIfExists(err);
        }
    }
}
