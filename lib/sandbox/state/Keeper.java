package lib.sandbox.state;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lib.sandbox.base.Snapshot;
import lib.sandbox.state.StateFile.StateFileException;

/** Saves the state soon after it has changed, and at the close. What containers print is no change: it is saved along with the others. */
public final class Keeper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
    private static final Duration SOON = Duration.ofMillis(500);

    private final StateFile file;
    private final String adminToken;
    private final State state;
    private final ScheduledExecutorService looks =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("sandbox-keeper").factory());
    private byte[] saved = {};
    private boolean failed;

    /**
     * Saves for a first time.
     *
     * @throws StateFileException when the file cannot be written
     */
    public Keeper(StateFile file, String adminToken, State state) {
        this.file = file;
        this.adminToken = adminToken;
        this.state = state;
        save();
        looks.scheduleWithFixedDelay(this::look, SOON.toMillis(), SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Saves what the last look missed; a failure is logged. */
    @Override
    public synchronized void close() {
        if (!looks.isShutdown()) {
            looks.shutdown();       // without an interrupt: that would close the file in the middle of its writing
            saved = new byte[0];    // what is not looked at for changes is saved now, too
            tryToSave();
        }
    }

    private synchronized void look() {
        if (!looks.isShutdown()) {
            tryToSave();
        }
    }

    private void tryToSave() {
        try {
            save();
            failed = false;
        } catch (StateFileException e) {
            if (!failed) {
                LOG.log(Level.WARNING, e.getMessage());     // once, not every time
            }
            failed = true;
        }
    }

    private void save() {
        byte[] now = Snapshot.of(state.kept());
        if (!Arrays.equals(now, saved)) {
            file.save(adminToken, state.keptInAll());
            saved = now;
        }
    }
}
