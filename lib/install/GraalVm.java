package lib.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.files.Machine;

/**
 * The GraalVM of this machine, which makes a native program of a class path.
 *
 * @param program its image builder
 * @param release its major version; 0 when it does not say
 */
public record GraalVm(String program, int release) {

    /** The oldest that compiles what was written for Java 25. */
    public static final int OLDEST = 25;

    private static final int SECONDS = 90;
    private static final int MOST = 4096;
    private static final Pattern VERSION = Pattern.compile("native-image ([0-9]+)[. ].*", Pattern.DOTALL);

    /**
     * In the folder that GRAALVM_HOME names, that of JAVA_HOME, that of the Java that runs this, or on the PATH, as JBang looks for it.
     *
     * @return the first there is, of whatever version; null for none
     */
    public static GraalVm of(Machine machine) {
        boolean windows = machine.os() == Machine.Os.WINDOWS;
        String separator = windows ? "\\" : "/";
        List<String> folders = new ArrayList<>();
        for (String variable : List.of("GRAALVM_HOME", "JAVA_HOME")) {
            String home = machine.environment().getOrDefault(variable, "");
            if (!home.isBlank()) {
                folders.add(home + separator + "bin");
            }
        }
        if (machine.java() != null && Path.of(machine.java()).getParent() != null) {
            folders.add(Path.of(machine.java()).getParent().toString());
        }
        for (String folder : machine.environment().getOrDefault("PATH", "").split(windows ? ";" : ":")) {
            if (windows || folder.startsWith("/")) {
                folders.add(folder);
            }
        }
        return folders.stream().map(folder -> folder + separator + (windows ? "native-image.cmd" : "native-image"))
                .filter(machine.exists()).findFirst().map(program -> new GraalVm(program, release(program))).orElse(null);
    }

    /** Whether it is new enough. */
    public boolean fits() {
        return release >= OLDEST;
    }

    private static int release(String program) {
        try {
            Process process = new ProcessBuilder(program, "--version").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(MOST), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.destroy();
            return ended && version.matches() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException | NumberFormatException unusable) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
