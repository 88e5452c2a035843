package lib.sandbox.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lib.files.PrivateFile;
import lib.sandbox.base.Snapshot;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.state.StateFile.StateFileException;

/**
 * The file of {@code --state}: the whole state as JSON, with all its secrets, hence for its owner only. It is replaced as a whole by one
 * move, so that nobody finds half of it. A file that is not such a state is never written to.
 *
 * @param found      what was in it at the start; null when there was no file
 * @param adminToken the one that it has; {@code ""} for none
 */
public record StateFile(Path file, byte[] found, String adminToken) {

    private static final String MARK = "paasSandbox";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** Reads the file; none is no failure, one that cannot be read or is no state is a StateFileException. */
    public static StateFile open(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            JsonNode tree = JSON.readTree(bytes);
            if (!tree.path(MARK).isInt()) {
                throw new StateFileException(file + " is not the state of a sandbox",
                    "nothing was changed in it; choose a file that does not exist yet");
            }
            if (tree.path(MARK).asInt() != VERSION) {
                throw new StateFileException(file + " is the state of a newer sandbox", "update the bundle, or choose another file");
            }
            return new StateFile(file, bytes, tree.path("adminToken").asText(""));
        } catch (NoSuchFileException none) {
            return new StateFile(file, null, "");
        } catch (JacksonException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw new StateFileException("cannot read " + file + " (" + e + ")", "choose a file that you can read and write");
        }
    }

    /** Without the token and all else that is in it: they must not end up in a log. */
    @Override
    public String toString() {
        return file.toString();
    }

    public boolean exists() {
        return found != null;
    }

    /** Puts the state back as it was; a StateFileException when a part is damaged: what is in memory is then of no use. */
    public void load(List<Kept<?>> parts) {
        try {
            if (found != null) {
                Snapshot.restore(found, parts);
            }
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    /** Replaces the file; a StateFileException when it cannot be written: then it is as it was. */
    public void save(String adminToken, List<Kept<?>> parts) {
        List<Kept<?>> all = new ArrayList<>(List.of(Kept.value(MARK, Integer.class, () -> VERSION, same -> { }),
            Kept.value("adminToken", String.class, () -> adminToken, same -> { })));
        all.addAll(parts);
        try {
            if (!Files.isDirectory(file.toAbsolutePath().getParent())) {
                throw new NoSuchFileException(file.toString());
            }
            new PrivateFile(file).write(Snapshot.of(all));
        } catch (IOException e) {
            throw new StateFileException("cannot write " + file + " (" + e + ")",
                "choose a file in a folder that exists and that you can write to");
        }
    }

    private static StateFileException damaged(Path file, Exception cause) {
        String why = cause instanceof JacksonException json ? json.getOriginalMessage() : cause.toString();
        return new StateFileException("the state in " + file + " is damaged (" + why + ")",
            "nothing was changed in it; move it away to start anew, or choose another file");
    }

    /** The file of {@code --state} cannot be used: one sentence that says why, and what to do next. */
    public static final class StateFileException extends RuntimeException {

        private final String hint;

        StateFileException(String message, String hint) {
            super(message);
            this.hint = hint;
        }

        public String hint() {
            return hint;
        }
    }

    /** Saves the state soon after it has changed, and at the close. What containers print is no change: it is saved along with the rest. */
    public static final class Keeper implements AutoCloseable {

        private static final System.Logger LOG = System.getLogger(Keeper.class.getName());
        private static final Duration SOON = Duration.ofMillis(500);

        private final StateFile file;
        private final String adminToken;
        private final State state;
        private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("sandbox-keeper").factory());
        private byte[] saved = {};
        private boolean failed;

        /** Saves for a first time; a StateFileException when the file cannot be written. */
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
}
