package lib.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The settings of a terminal by way of {@code stty}, which each system with a terminal has. It asks the system and not the terminal:
 * nothing is written that a terminal would answer among what is typed, and what was typed ahead stays.
 */
final class Stty implements AutoCloseable {

    private static final String GONE = "";

    private final String before;
    private final Runnable said;
    private final Thread hook = new Thread(this::restore, "terminal");
    private boolean restored;

    /** @param said told when the process ends while the terminal is changed, after it was given back */
    private Stty(String before, Runnable said) {
        this.before = before;
        this.said = said;
    }

    /**
     * Changes the terminal at standard input until this is closed or the process ends, however: Ctrl-C and other signals included.
     *
     * @param settings as for {@code stty}
     * @param ended    told when the process ends before this is closed
     * @return null where that is not possible
     */
    static Stty with(String settings, Runnable ended) {
        String before = run("stty -g");
        if (before.isEmpty()) {
            return null;
        }
        Stty stty = new Stty(before, ended);
        try {
            Runtime.getRuntime().addShutdownHook(stty.hook);
        } catch (IllegalStateException endingAlready) {
            return null;
        }
        if (run("stty " + settings + " && echo done").isEmpty()) {
            stty.close();
            return null;
        }
        return stty;
    }

    /** Rows and columns of the terminal that the file is; empty where nobody knows. */
    static String size(File terminal) {
        return terminal == null ? run("stty size") : run(new ProcessBuilder("stty", "size").redirectInput(terminal));
    }

    private synchronized void restore() {
        if (!restored) {
            restored = true;
            run("stty " + before);
            if (Thread.currentThread() == hook) {
                said.run();
            }
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it has found its work done
        }
    }

    private static String run(String script) {
        return run(new ProcessBuilder("sh", "-c", script).redirectInput(ProcessBuilder.Redirect.INHERIT));
    }

    private static String run(ProcessBuilder builder) {
        try {
            Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            if (process.waitFor(5, TimeUnit.SECONDS)) {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            }
            process.destroyForcibly();
        } catch (IOException noSuchProgram) {
            return GONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return GONE;
    }
}
