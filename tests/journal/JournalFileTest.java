package tests.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import lib.base.Failure;
import lib.journal.Begun;
import lib.journal.Ended;
import lib.journal.History;
import lib.journal.Journal;
import lib.journal.JournalEntry;
import lib.journal.Outcome;
import lib.op.Undo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Home;

/** The journal's files: numbers, bounds, several writers, damage, and what must not be touched. */
class JournalFileTest {
    private static final String SHOP = "https://shop.example.com";

    @TempDir
    Path folder;
    private final List<String> complaints = new ArrayList<>();

    private Journal journal(long most) {
        return new Journal(folder, most, complaints::add);
    }

    private static Begun call(String tool, Map<String, Object> arguments, long undoes) {
        return new Begun("", SHOP, "test 1", tool, "paas " + tool, arguments, undoes, 0);
    }

    private static Begun stop(String app) {
        return call("paas_stop_app", Map.of("app", app), 0);
    }

    private static Ended done(String... names) {
        return new Ended(Journal.now(), Outcome.DONE, "Done.", List.of(names), Undo.by("paas", "start", names[0]).tool("paas_start_app",
            "app", names[0]));
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    private static List<Long> numbers(History history) {
        return history.entries().stream().map(JournalEntry::number).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void twoLinesAreOneEntryAndOneLineIsOneThatNobodyEnded() {
        var journal = journal(1 << 20);
        long first = journal.begin(stop("web"));
        long second = journal.begin(stop("api"));
        journal.end(first, done("web"));
        var read = journal.read();
        assertEquals(List.of(1L, 2L), numbers(read));
        assertEquals(Outcome.DONE, read.find("1").outcome());
        assertEquals("paas start web", read.find("1").undo().command());
        assertEquals(Map.of("app", "web"), read.find("1").undo().arguments());
        assertEquals(Outcome.UNCERTAIN, read.find("2").outcome());
        assertEquals("paas ended before it had an answer: it may have been done", read.find("2").said());
        assertEquals("what it has changed is not known, since its answer never came", read.find("2").undo().because());
        assertEquals(second, 2);
        assertEquals("rw-------", Home.permissions(file()));
        assertEquals("rw-------", Home.permissions(folder.resolve("journal.lock")));
        assertEquals(List.of(), complaints);
    }

    /** Numbers go on over both files, over a new process, and where the file of the last one is gone or holds rubbish. */
    @Test
    void aFullFileTakesTheFormersPlaceAndNumbersStay() throws IOException {
        var journal = journal(4000);
        for (int i = 1; i <= 60; i++) {
            journal.end(journal.begin(stop("web" + i)), done("web" + i));
            assertTrue(Files.size(file()) <= 4000);
        }
        var read = journal.read();
        assertEquals(60, read.entries().getLast().number());
        assertTrue(read.entries().size() < 30, numbers(read).toString());
        for (var each : read.entries()) {
            assertEquals("web" + each.number(), each.begun().arguments().get("app"));
            assertEquals(Outcome.DONE, each.outcome());
        }
        assertEquals(List.of("journal.1.jsonl", "journal.jsonl", "journal.lock"), Home.names(folder));
        assertEquals("rw-------", Home.permissions(folder.resolve("journal.1.jsonl")));
        assertEquals(61, journal(4000).begin(stop("x")));
        Files.delete(folder.resolve("journal.lock"));
        assertEquals(62, journal(4000).begin(stop("x")));
        Files.writeString(folder.resolve("journal.lock"), "nonsense that is longer than the number");
        assertEquals(63, journal(4000).begin(stop("x")));
        Files.writeString(folder.resolve("journal.lock"), "0000000000000000003\n");
        assertEquals(64, journal(4000).begin(stop("x")));
        assertEquals(List.of(), complaints);
    }

    @Test
    void manyThreadsAndTwoWritersLoseNothing() {
        var one = journal(1 << 20);
        var other = journal(1 << 20);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                var journal = i % 2 == 0 ? one : other;
                threads.submit(() -> journal.end(journal.begin(stop("web")), done("web")));
            }
        }
        var read = one.read();
        assertEquals(upTo(64), numbers(read));
        assertEquals(0, read.damaged());
        assertTrue(read.entries().stream().allMatch(each -> each.outcome() == Outcome.DONE));
        assertEquals(List.of(), complaints);
    }

    /** A call that is given up is interrupted, and its last words come from that very thread. */
    @Test
    void anInterruptedThreadWritesItsLineAndStaysInterrupted() throws InterruptedException {
        var journal = journal(1 << 20);
        var interrupted = new ArrayList<Boolean>();
        for (var factory : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            factory.start(() -> {
                long number = journal.begin(stop("web"));
                Thread.currentThread().interrupt();
                journal.end(number, done("web"));
                interrupted.add(Thread.currentThread().isInterrupted());
                journal.begin(stop("api"));
            }).join();
        }
        assertEquals(List.of(true, true), interrupted);
        assertEquals(upTo(4), numbers(journal.read()));
        assertEquals(Outcome.DONE, journal.read().find("3").outcome());
        assertEquals(List.of(), complaints);
    }

    @Test
    void whatIsNoLineIsCountedAndPassedOver() throws IOException {
        var journal = journal(1 << 20);
        journal.end(journal.begin(stop("web")), done("web"));
        var forged = "null\n[]\n{}\n\u0000\u0001\n{\"n\":\"7\",\"tool\":\"x\"}\n{\"n\":-1,\"tool\":\"x\"}\n"
            + "{\"n\":99999999999999999999999,\"tool\":\"x\"}\n{\"n\":9,\"tool\":7}\n{\"n\":1,\"outcome\":\"at work\"}\n"
            + "[".repeat(5000) + "\n{\"n\":8,\"tool\":\"" + "x".repeat(70_000) + "\"}\n";
        Files.writeString(file(), forged, StandardOpenOption.APPEND);
        Files.write(file(), new byte[] {'{', (byte) 0xff, (byte) 0xfe, '\n'}, StandardOpenOption.APPEND);
        // cut where a disk was full: the next line is one all the same
        Files.writeString(file(), "{\"n\":1,\"tool\":\"paas_st", StandardOpenOption.APPEND);
        assertEquals(2, journal.begin(stop("api")));
        var read = journal.read();
        assertEquals(List.of(1L, 2L), numbers(read));
        assertEquals("paas_stop_app", read.find("1").begun().tool());
        assertEquals(13, read.damaged());
        assertEquals(List.of(), complaints);
    }

    @Test
    void fieldsOfAnotherKindAreNothing() throws IOException {
        Files.writeString(file(), "{\"n\":5,\"tool\":\"paas_stop_app\",\"time\":7,\"client\":[],\"arguments\":\"x\",\"process\":\"y\"}\n"
            + "{\"n\":5,\"outcome\":\"done\",\"names\":{\"a\":1},\"undo\":[\"rm -rf /\"]}\n"
            + "{\"n\":6,\"tool\":\"paas_stop_app\"}\n{\"n\":6,\"outcome\":\"done\",\"undo\":{\"command\":7,\"arguments\":[]}}\n");
        var read = journal(1 << 20).read();
        assertEquals(0, read.damaged());
        assertNull(read.find("5").time());
        assertEquals(Map.of(), read.find("5").begun().arguments());
        assertNull(read.find("5").undo().command());
        assertNull(read.find("6").undo().tool());
    }

    /** What stands in its place stays as it is, and the calls go on; it is said once. */
    @Test
    void aPipeALinkOrAFolderInItsPlaceIsLeftAlone() throws Exception {
        var elsewhere = Files.writeString(folder.resolve("profile"), "mine\n");
        Files.createSymbolicLink(file(), elsewhere);
        var journal = journal(1 << 20);
        assertEquals(0, journal.begin(stop("web")));
        assertEquals(0, journal.begin(stop("web")));
        assertEquals("mine\n", Files.readString(elsewhere));
        assertEquals(List.of("what is changed cannot be written down in " + file() + " (journal.jsonl is no plain file); "
            + "the calls go on"), complaints);
        assertEquals("cannot read " + file() + " (it is no plain file)", assertThrows(Failure.class, journal::read).getMessage());
        Files.delete(file());
        assertEquals(0, new ProcessBuilder("mkfifo", file().toString()).start().waitFor());
        assertEquals(0, journal.begin(stop("web")));
        assertThrows(Failure.class, journal::read);
        Files.delete(file());
        Files.createDirectory(file());
        assertEquals(0, journal.begin(stop("web")));
        Files.delete(file());
        Files.delete(folder.resolve("journal.lock"));
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("journal.lock").toString()).start().waitFor());
        assertEquals(0, journal.begin(stop("web")));
        assertEquals(1, complaints.size());
    }

    @Test
    void aHugeFileIsRotatedAwayAndItsEndIsRead() throws IOException {
        try (var huge = new RandomAccessFile(file().toFile(), "rw")) {
            huge.setLength(3L << 30);
            huge.seek(huge.length());
            huge.write("\n{\"n\":41,\"tool\":\"paas_stop_app\"}\n".getBytes());
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        var journal = journal(1 << 20);
        assertEquals(42, journal.begin(stop("web")));
        assertEquals(List.of(41L, 42L), numbers(journal.read()));
        assertTrue(Files.size(file()) < 1000);
        assertEquals("rw-------", Home.permissions(folder.resolve("journal.1.jsonl")));
        Files.delete(folder.resolve("journal.1.jsonl"));
    }

    @Test
    void withoutAHomeNothingIsWrittenAndNothingSaid() {
        for (var home : List.of("", "relative", folder.resolve("gone").toString())) {
            var journal = new Journal(Map.of("HOME", home.isEmpty() ? folder.resolve("gone2").toString() : home), complaints::add);
            assertEquals(0, journal.begin(stop("web")));
            journal.end(0, done("web"));
            assertEquals(List.of(), journal.read().entries());
        }
        assertEquals(List.of(), complaints);
        assertFalse(Files.exists(folder.resolve("gone")));
    }

    private long entry(Journal journal, String tool, Map<String, Object> arguments, long undoes, String... names) {
        long number = journal.begin(call(tool, arguments, undoes));
        journal.end(number, new Ended(Journal.now(), Outcome.DONE, "", List.of(names), null));
        return number;
    }

    private String again(Journal journal, long number) {
        var later = journal.read().changedAgain(journal.read().find(String.valueOf(number)));
        return later == null ? "none" : String.valueOf(later.number());
    }

    /** What was changed again is the setting, not the app; what was taken back counts no more. */
    @Test
    void aLaterChangeOfTheSameIsFound() {
        var journal = journal(1 << 20);
        entry(journal, "paas_update_app", Map.of("app", "web", "envVars", Map.of("A", "***")), 0, "k3v9", "web");
        entry(journal, "paas_update_app", Map.of("app", "web", "envVars", Map.of("B", "***"), "memory", "1g"), 0, "k3v9", "web");
        entry(journal, "paas_stop_app", Map.of("app", "web"), 0, "k3v9", "web");
        assertEquals("none", again(journal, 1));
        // by its id, and another variable of it
        entry(journal, "paas_update_app", Map.of("app", "K3V9", "unsetEnvVars", List.of("A"), "clear", List.of("health-path")), 0);
        assertEquals("4", again(journal, 1));
        assertEquals("none", again(journal, 2));
        entry(journal, "paas_update_app", Map.of("app", "api", "memory", "2g"), 0, "t81m", "api");
        assertEquals("none", again(journal, 2));
        entry(journal, "paas_update_app", Map.of("app", "web", "envVars", Map.of("A", "***")), 4, "k3v9", "web");
        assertEquals("none", again(journal, 1), "4 was taken back by 6");
        entry(journal, "paas_update_app", Map.of("app", "web", "unsetEnvVars", List.of("A")), 6, "k3v9", "web");
        assertEquals("4", again(journal, 1), "that was taken back itself by 7");
        assertEquals(new TreeSet<>(List.of(6L)), new TreeSet<>(journal.read().takenBack().keySet()));
        entry(journal, "paas_attach_addon", Map.of("addon", "db", "app", "web"), 0, "x", "web");
        assertEquals("8", again(journal, 2), "an add-on gives variables");
        entry(journal, "paas_deploy", Map.of("name", "web", "healthPath", "/up"), 0, "k3v9", "web");
        assertEquals("9", again(journal, 4));
        assertEquals("9", again(journal, 3), "what is deployed runs");
        assertEquals("none", again(journal, 9));
    }
}
