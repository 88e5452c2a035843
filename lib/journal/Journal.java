package lib.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import lib.base.Failure;
import lib.files.Home;
import lib.files.PrivateFile;
import lib.files.Reason;
import lib.json.JsonWriter;

/**
 * What assistants changed: {@code ~/.paas/journal.jsonl}, two lines a call, one before anything is sent and one when it is over, so that a
 * process that is killed leaves a trace. For the owner alone, and bounded: a full file takes the place of the former one. Every call has a
 * number of its own for good; the last one given stands in a file beside, which is also the lock between processes.
 *
 * <p>A journal never stands in the way of a call: what cannot be written is told once. It is written with plain files alone, since an
 * interrupted thread closes the other kind.
 */
public final class Journal {

    static final String FILE = "journal.jsonl";
    static final String FORMER = "journal.1.jsonl";
    private static final String LOCK = "journal.lock";
    private static final long MOST_BYTES = 1024 * 1024;

    /** Of a process that was stopped in the middle of a line nobody waits for long, and the next time not at all. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** The file of the last number: digits and a line's end, always as many. */
    private static final int DIGITS = 19;

    /** In this process, whichever object writes: two locks of one process on one file are none. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private final Path folder;
    private final long most;
    private final Consumer<String> complaints;
    private long known = -1;
    private boolean impatient;
    private boolean complained;

    /**
     * @param environment tells the home folder; where there is none, nothing is written
     * @param complaints  told once, in a sentence, that nothing can be written
     */
    public Journal(Map<String, String> environment, Consumer<String> complaints) {
        this(folder(environment), MOST_BYTES, complaints);
    }

    /**
     * @param folder null for none: nothing is written
     * @param most   bytes of a file
     */
    public Journal(Path folder, long most, Consumer<String> complaints) {
        this.folder = folder;
        this.most = most;
        this.complaints = complaints;
    }

    private static Path folder(Map<String, String> environment) {
        try {
            return Home.of(environment).resolve(".paas");
        } catch (Failure homeless) {
            return null;
        }
    }

    /** The moment, as it stands in the file. */
    public static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /**
     * Writes that a call is about to change something, at this moment.
     *
     * @return its number; 0 when it could not be written
     */
    public long begin(Begun call) {
        HERE.lock();
        try (RandomAccessFile state = state()) {
            if (state == null) {
                return 0;
            }
            size(folder.resolve(FILE));
            long number = last(state) + 1;
            state.seek(0);
            String digits = Long.toString(number);
            state.write(("0".repeat(DIGITS - digits.length()) + digits + "\n").getBytes(StandardCharsets.US_ASCII));
            known = number;
            // in the order of the numbers
            append(call.at(now()).line(number));
            return number;
        } catch (IOException | RuntimeException e) {
            complain(e);
            return 0;
        } finally {
            HERE.unlock();
        }
    }

    /** Writes what became of it. */
    public void end(long number, Ended call) {
        if (number == 0) {
            return;
        }
        HERE.lock();
        try (RandomAccessFile state = state()) {
            if (state != null) {
                append(call.line(number));
            }
        } catch (IOException | RuntimeException e) {
            complain(e);
        } finally {
            HERE.unlock();
        }
    }

    /**
     * All that is there.
     *
     * @throws Failure FAILED when it cannot be read
     */
    public History read() {
        return folder == null ? JournalReader.NOTHING : JournalReader.read(folder);
    }

    /** The locked file of the last number; null where there is no home. Closing it gives the lock back. */
    private RandomAccessFile state() throws IOException {
        if (folder == null) {
            return null;
        }
        PrivateFile.folder(folder);
        Path file = folder.resolve(LOCK);
        size(file);
        RandomAccessFile state = new RandomAccessFile(file.toFile(), "rw");
        try {
            long end = System.nanoTime() + (impatient ? 0 : PATIENCE_NANOS);
            FileLock lock = state.getChannel().tryLock();
            while (lock == null && System.nanoTime() < end) {
                Thread.onSpinWait();
                Thread.yield();
                lock = state.getChannel().tryLock();
            }
            impatient = lock == null;
            if (impatient) {
                throw new FileSystemException(file.toString(), null, "another process holds " + LOCK);
            }
            return state;
        } catch (IOException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    /** The last number that was given. Once a process the files are looked at, too: who brought them here may not have brought this one. */
    private long last(RandomAccessFile state) throws IOException {
        byte[] digits = new byte[DIGITS];
        long last = state.read(digits) == DIGITS && digits[0] == '0' ? 0 : -1;
        for (int i = 0; i < DIGITS && last >= 0; i++) {
            last = digits[i] >= '0' && digits[i] <= '9' ? last * 10 + digits[i] - '0' : -1;
        }
        return last < 0 || known < 0 ? Math.max(last, JournalReader.lastNumber(folder)) : last;
    }

    private void append(Map<String, Object> fields) throws IOException {
        byte[] line = (JsonWriter.line(fields) + "\n").getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve(FILE);
        long size = size(file);
        if (size > 0 && size + line.length > most) {
            Files.move(file, folder.resolve(FORMER), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            size = size(file);
        }
        if (size > 0 && !wholeLines(file, size)) {
            // somebody's disk was full: what is cut stays a line of its own
            byte[] begun = new byte[line.length + 1];
            begun[0] = '\n';
            System.arraycopy(line, 0, begun, 1, line.length);
            line = begun;
        }
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(line);
        }
    }

    /** The size of a plain file of the owner's alone, which is made where there is none. */
    private static long size(Path file) throws IOException {
        PrivateFile.empty(file);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, file.getFileName() + " is no plain file");
        }
        return Files.size(file);
    }

    private static boolean wholeLines(Path file, long size) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            bytes.seek(size - 1);
            return bytes.read() == '\n';
        }
    }

    /** Once: every later call would say the same. */
    private void complain(Exception error) {
        if (!complained) {
            complained = true;
            String why = error instanceof IOException known ? Reason.of(known)
                    : error instanceof Failure ? error.getMessage() : error.toString();
            complaints.accept("what is changed cannot be written down in " + folder.resolve(FILE) + " (" + why + "); the calls go on");
        }
    }
}
