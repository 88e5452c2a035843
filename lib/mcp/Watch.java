package lib.mcp;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What nobody tells a server: that who started it has died while somebody else holds its pipes, and that the connection's profile has
 * changed, by which the lists change. Looks once a second, and costs next to nothing. When the list has gone out it has the first call made
 * ready, which is the one that people wait for.
 */
final class Watch {

    private static final long PAUSE_MS = 1000;
    /** The handshake and the list come first. */
    private static final long BEGIN_MS = 300;

    private final ToolCalls tools;
    private final Runnable orphaned;
    private final Runnable changed;
    private volatile String profile;
    /** Known before anything is read: of one that dies later nothing else is left to be seen, since another is the parent then. */
    private final long parent = parent();

    /**
     * @param orphaned done once, when the parent has died
     * @param changed  done each time when lists may have changed
     */
    Watch(ToolCalls tools, Runnable orphaned, Runnable changed) {
        this.tools = tools;
        this.orphaned = orphaned;
        this.changed = changed;
    }

    /** A list goes out, or is wanted to be told of: from now on it matters when it changes. */
    void listed() {
        if (profile == null) {
            profile = tools.profile();
        }
    }

    /** Looks from now on, in the background. */
    void start() {
        Thread thread = new Thread("mcp-watch") {
            @Override
            public void run() {
                watch();
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            boolean prepared = false;
            Optional<ProcessHandle> handle = parent == 0 ? ProcessHandle.current().parent() : Optional.empty();
            while (true) {
                Thread.sleep(prepared ? PAUSE_MS : BEGIN_MS);
                try {
                    if (!prepared && profile != null) {
                        prepared = true;
                        Thread.startVirtualThread(tools::prepare);
                    }
                    long current = parent == 0 ? 0 : parent();
                    if (current != 0 && current != parent || handle.isPresent() && !handle.get().isAlive()) {
                        orphaned.run();
                        return;
                    }
                    compare();
                } catch (RuntimeException | Error e) {
                    // calls may take all memory there is for a moment; this goes on
                    prepared = true;
                }
            }
        } catch (InterruptedException e) {
            // nobody interrupts it; it ends with the process
            Thread.currentThread().interrupt();
        }
    }

    private void compare() {
        String told = profile;
        String now = told == null ? null : tools.profile();
        if (told != null && !now.equals(told)) {
            profile = now;
            changed.run();
        }
    }

    /**
     * The parent's number, read in no time where {@code ProcessHandle} takes tens of milliseconds of the handshake; 0 where the system does
     * not tell it this way. Source: Linux, proc(5), stat.
     */
    private static long parent() {
        try (FileInputStream file = new FileInputStream("/proc/self/stat")) {
            // PID (NAME) STATE PARENT ...; the name may hold anything
            String text = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            int from = text.lastIndexOf(')') + ") S ".length();
            return Long.parseLong(text.substring(from, text.indexOf(' ', from)));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return 0;
        }
    }
}
