package lib.mcp;

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
    private Optional<ProcessHandle> parent;

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
        // at once: of one that dies in the meantime nothing is left to be seen, since another is the parent then
        parent = ProcessHandle.current().parent();
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
            while (true) {
                Thread.sleep(prepared ? PAUSE_MS : BEGIN_MS);
                if (!prepared && profile != null) {
                    prepared = true;
                    Thread.startVirtualThread(tools::prepare);
                }
                if (parent.isPresent() && !parent.get().isAlive()) {
                    orphaned.run();
                    return;
                }
                String told = profile;
                String now = told == null ? null : tools.profile();
                if (told != null && !now.equals(told)) {
                    profile = now;
                    changed.run();
                }
            }
        } catch (InterruptedException e) {
            // nobody interrupts it; it ends with the process
            Thread.currentThread().interrupt();
        }
    }
}
