package lib.services.program;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Machine;
import lib.install.GraalVm;
import lib.op.Progress;

/** Builds a native program of what this one is loaded from, and says how far it is. */
public final class NativeBuild {

    /** Those of {@code //NATIVE_OPTIONS} in paas.java; tests/native/README.md says what each is for. */
    public static final List<String> OPTIONS = List.of("--no-fallback", "-Os", "-march=compatibility", "-H:+UnlockExperimentalVMOptions",
            "-H:+RelativeCodePointers", "-H:ServiceLoaderFeatureExcludeServices=org.jline.terminal.spi.TerminalProvider",
            "--exclude-config", "^/.*jline-.*", "META-INF/native-image/.*");

    private static final Pattern STAGE = Pattern.compile("\\[([0-9]+)/([0-9]+)\\] [A-Z][^\\n]*\\n");
    private static final int KILLED = 137;
    private static final long LIMIT_SECONDS = 3600;

    private final GraalVm graal;
    private final Machine machine;
    private final Progress progress;
    private volatile String stage = "started";

    NativeBuild(GraalVm graal, Machine machine, Progress progress) {
        this.graal = graal;
        this.machine = machine;
        this.progress = progress;
    }

    /**
     * @param target the program's file; its folder holds nothing else afterwards
     * @throws Failure FAILED when there is none afterwards; all that the builder said is in a file then, which is named
     */
    void into(Path target) throws IOException {
        progress.note("Building a native program with " + machine.shown(graal.program())
                + ": about 3 minutes of two cores (more where they are busy), and 4.5 GB of memory");
        Path log = Files.createTempFile("paas-native-build-", ".log");
        ProcessBuilder builder = new ProcessBuilder(line(target)).directory(target.getParent().toFile()).redirectErrorStream(true);
        if (machine.os() == Machine.Os.LINUX) {
            // how names of files are read is fixed here, for all locales that it is started in
            builder.environment().put("LC_ALL", "C.UTF-8");
        }
        Process process = builder.start();
        Thread end = new Thread(() -> stop(process), "build stopped");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            process.getOutputStream().close();
            Thread reader = Thread.startVirtualThread(() -> read(process.getInputStream(), log));
            int code = await(process);
            reader.join(1000);
            if (code != 0 || !Files.isRegularFile(target)) {
                throw new Failure(Kind.FAILED, "the native program was not built: " + reason(code, log),
                        "all that was said is in " + log + "; to take a release's file instead: --releases <address>");
            }
            Files.deleteIfExists(log);
        } catch (InterruptedException e) {
            throw Failure.interrupted();
        } finally {
            stop(process);
            removeHook(end);
        }
    }

    private List<String> line(Path target) {
        List<String> line = new ArrayList<>();
        if (machine.os() == Machine.Os.WINDOWS) {
            line.addAll(List.of("cmd", "/c"));
        }
        line.add(graal.program());
        // the console of Windows needs what those from the sixth on keep out, and reads their signs as its own
        line.addAll(machine.os() == Machine.Os.WINDOWS ? OPTIONS.subList(0, 5) : OPTIONS);
        // its own ending is put behind the name on Windows
        line.addAll(List.of("-cp", String.join(File.pathSeparator, machine.classPath()), "-o",
                target.toString().replaceFirst("\\.exe$", ""), machine.main()));
        return line;
    }

    private int await(Process process) throws InterruptedException {
        long start = System.nanoTime();
        String told = "";
        while (!process.waitFor(progress.watched() ? 1000 : 200, TimeUnit.MILLISECONDS)) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
            if (seconds > LIMIT_SECONDS) {
                throw new Failure(Kind.FAILED, "the native program was not built within an hour",
                        "give the machine more memory, or take the file of a release: --releases <address>");
            }
            if (progress.watched() || !stage.equals(told)) {
                told = stage;
                progress.step(String.format(Locale.ROOT, "Building: %s, %d:%02d", told, seconds / 60, seconds % 60));
            }
        }
        return process.exitValue();
    }

    /** The line of a step is complete when the step is. */
    private void read(InputStream in, Path log) {
        try (OutputStream out = Files.newOutputStream(log)) {
            StringBuilder line = new StringBuilder();
            byte[] bytes = new byte[4096];
            for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
                out.write(bytes, 0, got);
                line.append(new String(bytes, 0, got, StandardCharsets.ISO_8859_1));
                Matcher found = STAGE.matcher(line);
                int end = 0;
                while (found.find()) {
                    stage = found.group(1) + " of " + found.group(2) + " steps done";
                    end = found.end();
                }
                line.delete(0, Math.max(end, line.lastIndexOf("\n") + 1));
            }
        } catch (IOException ended) {
            // its code says how
        }
    }

    private static String reason(int code, Path log) throws IOException {
        if (code == KILLED) {
            return "the system ended the builder, which mostly means that memory ran out";
        }
        List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().map(String::strip).filter(line -> !line.isEmpty())
                .toList();
        return lines.stream().filter(line -> line.matches("(?i)(fatal )?error:.*")).findFirst()
                .map(line -> line.replaceFirst("(?i)^(fatal )?error:\\s*", ""))
                .orElse("the builder ended with code " + code);
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it runs
        }
    }
}
