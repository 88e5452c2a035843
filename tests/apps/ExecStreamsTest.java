package tests.apps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Bundle;
import tests.support.Cli;
import tests.support.Home;
import tests.support.HostileServer;
import tests.support.Sockets;

/** {@code paas exec} between pipes and files: bytes in, bytes out, two streams, at real shells behind real pseudo-terminals. */
class ExecStreamsTest {
    private static final String TOKEN = "bpagt_" + "4b".repeat(32);

    @TempDir
    Path folder;
    private final List<String> typed = Sockets.record();
    private HostileServer server;
    private Home home;

    @BeforeEach
    void setUp() {
        server = Sockets.instance();
        home = new Home(folder).connected(server.url(), TOKEN);
        shell("bash");
    }

    @AfterEach
    void tearDown() {
        server.close();
    }

    private void shell(String program) {
        server.on("GET /ws/terminal", Sockets.shell(folder.resolve("box"), 8192, typed, program));
    }

    /** Runs a line of a shell in which {@code paas} is the program. @return its exit code */
    private int sh(String line) throws Exception {
        var program = "paas() { " + quoted(Bundle.command(List.of(), List.of())) + " \"$@\"; }; ";
        var words = new ArrayList<>(List.of("/bin/sh", "-c", program + line));
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
        builder.environment().put("HOME", home.path().toString());
        var process = builder.start();
        process.getOutputStream().close();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + line);
        return process.exitValue();
    }

    private static String quoted(List<String> words) {
        return String.join(" ", words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").toList());
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "dash"})
    void bytesGoInAndComeOutAsTheyAre(String program) throws Exception {
        shell(program);
        var bytes = new byte[100_000];
        new Random(7).nextBytes(bytes);
        Files.write(folder.resolve("in"), bytes);
        assertEquals(0, sh("paas exec web -- cat < in > out 2> err"), text("said"));
        assertEquals("", text("err"));
        assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("out")));
    }

    @Test
    void linesGoInAndTheTwoStreamsComeOutApart() throws Exception {
        assertEquals(4, sh("printf 'one\\n ü\\\\0101 !! # three' | paas exec web -- 'cat; echo wrong >&2; exit 4' > out 2> err"));
        assertEquals("one\n ü\\0101 !! # three", text("out"));
        assertEquals("wrong\n", text("err"));
        assertEquals(0, sh("paas exec web -- 'printf \"a\\\\0b\\\\r\\\\n\"; printf \"\\\\377\" >&2' > out 2> err"));
        assertEquals("a\0b\r\n", text("out"));
        assertArrayEquals(new byte[] {(byte) 0xff}, Files.readAllBytes(folder.resolve("err")));
        assertEquals(0, sh("paas exec web -- 'echo 1; echo 2 >&2; echo 3; echo 4 >&2' > out 2>&1"));
        assertEquals("1\n2\n3\n4\n", text("out"), "one file has one order");
    }

    /** What was typed and not read must never be the shell's next commands. */
    @Test
    void inputThatNobodyReadsIsNobodysCommand() throws Exception {
        Files.writeString(folder.resolve("in"), "touch " + folder.resolve("touched") + "\n".repeat(3));
        Files.writeString(folder.resolve("many"), ("touch " + folder.resolve("touched") + "\n").repeat(20_000));
        for (var file : List.of("in", "many")) {
            assertEquals(0, sh("paas exec web -- true < " + file + " > out 2> err"));
            assertEquals(0, sh("paas exec web -- 'head -c 5' < " + file + " > out 2> err"));
            assertEquals("touch", text("out"));
            assertEquals("", text("err"));
        }
        assertEquals(false, Files.exists(folder.resolve("touched")));
        // as in a loop over a file whose rest is for somebody else
        assertEquals(0, sh("while read -r name; do paas exec web -- \"echo $name\" < /dev/null; done < " + names() + " > out"));
        assertEquals("first\nsecond\n", text("out"));
    }

    private Path names() throws IOException {
        return Files.writeString(folder.resolve("names"), "first\nsecond\n");
    }

    @Test
    void aReaderThatLeavesEndsTheCommand() throws Exception {
        assertEquals(0, sh("{ paas exec web -- yes 2> err; echo $? > code; } | head -1 > out"));
        assertEquals("y\n", text("out"));
        assertEquals("0\n", text("code"));
        assertEquals("", text("err"));
        assertTrue(typed.stream().anyMatch(each -> each.contains("\\u0003")), "it was not interrupted: " + typed);
    }

    @Test
    void anInputThatNeverEndsIsNamed() throws Exception {
        assertEquals(7, sh("sleep 8 | paas exec web --timeout-seconds 4 -- 'echo begun; cat' > out 2> err"));
        assertEquals("begun\n", text("out"));
        assertEquals("""
            error: the command was not over after 4 s and was interrupted; what ignores that goes on
            hint: does it wait for more input? without any: paas exec web -- … < /dev/null
            """, text("err"));
    }

    @Test
    void binaryOutputInJsonIsSaidToBeSome() {
        new Cli(home).run("exec", "web", "--json", "--", "head -c 51200 /dev/zero").exits(0).complains("").prints("""
            {
              "id": "a1b2c3d4e5",
              "name": "web",
              "exitStatus": 0,
              "output": "(binary output, 51,200 bytes, not shown)\\n"
            }
            """);
    }

    @Test
    void secretsAreMaskedLineByLineAndBytesAreLeftAlone() throws Exception {
        String secret = "ghp_abcdefghijklmnopqrstuvwx";
        assertEquals(0, sh("paas exec web -- 'echo " + secret + "; echo " + secret + " >&2; printf " + secret + "' > out 2> err"));
        assertEquals("ghp_***\nghp_***", text("out"));
        assertEquals("ghp_***\n", text("err"));
        assertEquals(0, sh("paas exec web -- 'printf \"a\\\\0" + secret + "\"' > out 2> err"));
        assertEquals("a\0" + secret, new String(Files.readAllBytes(folder.resolve("out")), StandardCharsets.UTF_8));
    }
}
