package tests.wrapper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real thing: JBang from Maven Central into an empty home, and what it passes on to a program and back. */
@Order(1)
class RunTest {
    private static final String[] AWKWARD = {
        "a  b", "", "", "it's  it", "'", "\"", "*", "$HOME", "\\", "b\\", "\\'", "l1\nl2", "end\n\n", "\t", "-x", "--", ";", "|",
        "&", "`id`", "$(id)", "!x", "~", "#c", "{a,b}", "[x]", "%PATH%", "a=b", "<", ">", " ", "ünï 😀", ""};

    @TempDir
    static Path folder;
    private static Machine machine;
    private static Machine.Result first;

    /** A home with nothing but Maven's settings, which name the repository this run has anyway: its jars are not fetched twice. */
    @BeforeAll
    static void cold() throws IOException {
        var maven = Machine.find("mvn");
        assumeTrue(maven.isPresent(), "mvn is not on the PATH: apt-get install maven");
        machine = new Machine(folder).with("JAVA_HOME", System.getProperty("java.home"));
        machine.write(machine.bin.resolve("mvn"), "exec %s \"$@\"\n".formatted(maven.get()));
        // What Maven's own script calls.
        for (var tool : List.of("basename", "expr", "ls", "tr", "which")) {
            Machine.find(tool).ifPresent(found -> machine.write(machine.bin.resolve(tool), "exec %s \"$@\"\n".formatted(found)));
        }
        var repository = Path.of(System.getenv("HOME"), ".m2", "repository");
        var settings = "<settings><localRepository>%s</localRepository></settings>\n".formatted(repository);
        machine.write(machine.home.resolve(".m2/settings.xml"), settings);
        machine.write(folder.resolve("programs/Probe.java"), """
            //JAVA 25+
            import module java.base;

            public class Probe {
                public static void main(String[] words) throws Exception {
                    switch (words[0]) {
                        case "words" -> System.out.println(Arrays.stream(words).skip(1)
                            .map(word -> "." + HexFormat.of().formatHex(word.getBytes())).collect(Collectors.joining()));
                        case "cat" -> System.in.transferTo(System.out);
                        case "exit" -> System.exit(Integer.parseInt(words[1]));
                        default -> {
                            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped")));
                            System.out.println(ProcessHandle.current().pid());
                            Thread.sleep(60_000);
                        }
                    }
                }
            }
            """);
        machine.write(folder.resolve("programs/jbang-catalog.json"), """
            {"aliases": {"sandbox": {"script-ref": "Probe.java"}}}
            """);
        first = machine.run("version");
        // JBang says that it compiles, once.
        var built = probe("exit", "0");
        assertEquals("[jbang] Building jar for Probe.java...\n", built.err());
        assertEquals(0, built.code());
    }

    @Test
    void theFirstRunSaysWhatItDoes() {
        assertEquals("[jbang wrapper] fetching JBang 0.132.1 with Maven, once\n", first.err());
        assertEquals("0.132.1\n", first.out());
        assertEquals(0, first.code());
    }

    @Test
    void theFirstProgramLeavesAClassDataArchive() {
        var jars = machine.cached("jbang-cli-0.132.1.jar").getParent();
        var archives = Stream.of(jars.toFile().list()).filter(name -> name.contains(".jsa")).toList();
        assertEquals(List.of(Runtime.version().toString().split("[+]")[0] + ".jsa"), archives);
    }

    @Test
    void theNewerGsonTakesTheDeclaredOnesPlace() {
        var jar = machine.cached("jbang-cli-0.132.1.jar");
        var gson = Stream.of(jar.getParent().toFile().list()).filter(name -> name.startsWith("gson-")).toList();
        assertEquals(List.of("gson-2.13.2.jar"), gson);
    }

    @Test
    void writesToTheHomeItWasGivenAndOnlyThere() throws IOException {
        probe("exit", "0").prints("");
        try (var files = Files.list(machine.home)) {
            assertEquals(List.of(".jbang", ".m2"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertEquals(List.of("settings.xml"), List.of(machine.home.resolve(".m2").toFile().list()));
        // JBang's own cache is below user.home, which the wrapper must have named.
        assertTrue(Files.isDirectory(machine.home.resolve(".jbang/cache")));
        try (var files = Files.list(machine.cache())) {
            assertEquals(2, files.count());
        }
    }

    static Stream<List<String>> shells() {
        return Stream.of(List.of("dash"), List.of("bash"), List.of("busybox", "sh"), List.of("ksh"))
            .filter(shell -> Machine.find(shell.getFirst()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void wordsArriveUnchanged(List<String> shell) {
        var command = Stream.of(List.of(Machine.find(shell.getFirst()).orElseThrow().toString()), shell.subList(1, shell.size()),
            List.of(Machine.WRAPPER.toString(), "programs/Probe.java", "words"), List.of(AWKWARD)).flatMap(List::stream).toList();
        machine.run(folder, new byte[0], command).prints(hex(AWKWARD));
    }

    @Test
    void wordsArriveUnchangedWhereNoLocaleIsNamed() {
        machine.with("LANG", null);
        try {
            probe("words", "ünï").prints(hex("ünï"));
        } finally {
            machine.with("LANG", "C.UTF-8");
        }
    }

    @Test
    void standardInputPassesThrough() {
        var input = new byte[1 << 20];
        new Random(1).nextBytes(input);
        var result = machine.run(folder, input, Machine.command(Machine.WRAPPER, "run", "programs/Probe.java", "cat"));
        assertArrayEquals(input, result.bytes());
        assertEquals("", result.err());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 130, 255})
    void exitCodesPassThrough(int code) {
        var result = probe("exit", String.valueOf(code));
        assertEquals(code, result.code());
        assertEquals("", result.out() + result.err());
    }

    @Test
    void otherCommandsOfJBangWork() {
        machine.run("version").prints("0.132.1\n");
        var tools = machine.run(folder, new byte[0], Machine.command(Machine.WRAPPER, "info", "tools", "programs/Probe.java"));
        assertTrue(tools.out().startsWith("{\n") && tools.out().endsWith("\n}\n"), tools.out());
        machine.run("nowhere.java").fails(2, "Script or alias could not be found or read: 'nowhere.java'");
        machine.run("run", "--no-such-option").fails(2, "Unknown option: '--no-such-option'");
    }

    @Test
    void aLinkARelativePathAndTheCatalogWork() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), Machine.WRAPPER);
        machine.run(folder, new byte[0], Machine.command(Path.of("./link"), "programs/Probe.java", "words", "x")).prints(hex("x"));
        var programs = folder.resolve("programs");
        machine.run(programs, new byte[0], Machine.command(programs.relativize(Machine.WRAPPER), "sandbox", "words", "x")).prints(hex("x"));
        var below = Files.createDirectory(programs.resolve("below"));
        machine.run(below, new byte[0], Machine.command(Machine.WRAPPER, "sandbox", "words", "x")).prints(hex("x"));
    }

    @Test
    void noShellStaysBetween() throws Exception {
        var running = machine.start(folder, new byte[0], Machine.command(Machine.WRAPPER, "programs/Probe.java", "wait"));
        while (Files.size(running.out()) == 0 && running.process().isAlive()) {
            Thread.sleep(20);
        }
        running.process().destroy();
        var result = running.end();
        assertEquals(running.process().pid() + "\nstopped\n", result.out());
        assertEquals(143, result.code());
    }

    @Test
    void aTruncatedJarIsFetchedAgain() throws IOException {
        var elsewhere = folder.resolve("damaged");
        var jars = machine.cached("jbang-cli-0.132.1.jar").getParent();
        var copy = Files.createDirectories(elsewhere.resolve("wrapper/0.132.1").resolve(jars.getFileName()));
        Files.copy(machine.cache().resolve("current"), copy.resolveSibling("current"));
        for (var name : jars.toFile().list()) {
            Files.copy(jars.resolve(name), copy.resolve(name));
        }
        try (var jar = new RandomAccessFile(copy.resolve("picocli-4.7.7.jar").toFile(), "rw")) {
            jar.setLength(1000);
        }
        var other = new Machine(Files.createDirectory(folder.resolve("other"))).with("HOME", machine.home).path(machine.bin)
            .with("JAVA_HOME", System.getProperty("java.home")).with("JBANG_DIR", elsewhere);
        var result = other.run("version");
        assertEquals("0.132.1\n", result.out());
        assertTrue(result.err().contains("[jbang wrapper] the JBang in " + copy + " is damaged\n"), result.err());
        other.run("version").prints("0.132.1\n");
    }

    private static Machine.Result probe(String... words) {
        var arguments = Stream.concat(Stream.of("programs/Probe.java"), Stream.of(words)).toArray(String[]::new);
        return machine.run(folder, new byte[0], Machine.command(Machine.WRAPPER, arguments));
    }

    private static String hex(String... words) {
        return Stream.of(words)
            .map(word -> "." + HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8)))
            .collect(Collectors.joining("", "", "\n"));
    }
}
