package tests.apps.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import lib.base.Failure;
import lib.op.Progress;
import lib.services.source.UploadSource;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tests.support.Programs;

/** The own reading of ignore files, held against git's. */
class IgnoreRulesTest {
    private static final List<String> FILES = List.of("a.txt", "b.log", "keep.log", "build/out.js", "build/keep.js", "src/build/x.js",
        "src/a.txt", "src/deep/er/b.log", "src/deep/c.txt",
        "doc/frotz/a", "frotz/b", "a b.txt", "trailing ", "#hash", "!bang", "x1.c", "x2.c", "xa.c", "x].c", "foo/bar/baz.md", "foo/baz.md",
        "foo/one/two/baz.md", "node_modules/p/i.js",
        "web/node_modules/p/i.js", "web/.env", ".env", ".env.example", "temp", "web/temp/t", "Üb/ä.txt", "star*.txt", "starry.txt", "[x]",
        "dir.d/file", "back\\slash");

    @TempDir
    Path folder;

    static Stream<Map<String, String>> rules() {
        return Stream.of(
            Map.of(".gitignore", "*.log\n!keep.log\n"),
            Map.of(".gitignore", "build/\n!build/keep.js\n"),
            Map.of(".gitignore", "/build\n/temp\n"),
            Map.of(".gitignore", "build/*\n!build/keep.js\n"),
            Map.of(".gitignore", "temp/\n"),
            Map.of(".gitignore", "doc/frotz\nsrc/**/b.log\n"),
            Map.of(".gitignore", "**/baz.md\n!foo/baz.md\n"),
            Map.of(".gitignore", "foo/**/baz.md\n"),
            Map.of(".gitignore", "foo/**\n!foo/bar/\n"),
            Map.of(".gitignore", "foo/*\n!foo/bar\n"),
            Map.of(".gitignore", "**/node_modules/\n.env*\n!.env.example\n"),
            Map.of(".gitignore", "x[0-9].c\n"),
            Map.of(".gitignore", "x[!0-9].c\n"),
            Map.of(".gitignore", "x[]].c\n\\[x\\]\n"),
            Map.of(".gitignore", "x[[:alpha:]].c\nx[\n"),
            Map.of(".gitignore", "\\#hash\n\\!bang\n# a comment\n\n"),
            Map.of(".gitignore", "a b.txt   \ntrailing\\ \n"),
            Map.of(".gitignore", "star\\*.txt\n?.txt\n"),
            Map.of(".gitignore", "a.txt\r\n*.d/\r\n"),
            Map.of(".gitignore", "*\n!*/\n!*.txt\n"),
            Map.of(".gitignore", "/*\n!/src\n"),
            Map.of(".gitignore", "Üb/\n**\n!src/\n!src/*.txt\n"),
            Map.of(".gitignore", "**/deep/**\n"),
            Map.of(".gitignore", "**/\n!/src/\n"),
            Map.of(".gitignore", "/**\n!/a.txt\n"),
            Map.of(".gitignore", "s*r*/**/er/\n**/*.t*t\n"),
            Map.of(".gitignore", "x[a-]*.c\nx[]-z].c\n[^a-z]*.txt\n"),
            Map.of(".gitignore", "a.txt\\\n[[:upper:]]*\nsrc\\/a.txt\n"),
            Map.of(".gitignore", "*.txt\n", "src/.gitignore", "!a.txt\n/deep/c.txt\n"),
            Map.of(".gitignore", "src/\n", "src/.gitignore", "!a.txt\n"),
            Map.of("src/.gitignore", "/build/\ndeep/**\n", "foo/.gitignore", "*\n!baz.md\n"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void asGitReadsThem(Map<String, String> ignore) throws Exception {
        Programs.need("git", "apt-get install git");
        var checkout = Files.createDirectories(folder.resolve("checkout"));
        var plain = Files.createDirectories(folder.resolve("plain"));
        for (var root : List.of(checkout, plain)) {
            for (var file : FILES) {
                write(root.resolve(file), "x");
            }
            for (var each : ignore.entrySet()) {
                write(root.resolve(each.getKey()), each.getValue());
            }
        }
        git(checkout, "init", "-q");
        var git = new TreeSet<>(List.of(git(checkout, "ls-files", "-co", "--exclude-standard", "-z").split("\0")));
        git.remove("");
        git.removeIf(each -> each.indexOf('\\') >= 0);
        Files.deleteIfExists(plain.resolve("back\\slash"));
        Files.deleteIfExists(checkout.resolve("back\\slash"));
        assertEquals(git, sent(plain), "by the own rules");
        assertEquals(git, sent(checkout), "by git");
    }

    @Test
    void whatPaasignoreLeavesOutComesOnTop() throws Exception {
        for (var root : List.of(folder.resolve("checkout"), folder.resolve("plain"))) {
            for (var file : List.of("a.txt", "b.log", "docs/big.pdf", "docs/x.md", "src/.paasignore", "src/t.test", "src/t.js")) {
                write(root.resolve(file), file.endsWith(".paasignore") ? "*.test\n" : "x");
            }
            write(root.resolve(".gitignore"), "*.log\n");
            write(root.resolve(".paasignore"), "docs/\n!b.log\n");
        }
        git(folder.resolve("checkout"), "init", "-q");
        // the list of this program is the later one: it also takes back what git leaves out
        var expected = new TreeSet<>(List.of(".gitignore", ".paasignore", "a.txt", "b.log", "src/.paasignore", "src/t.js"));
        assertEquals(expected, sent(folder.resolve("plain")));
        assertEquals(expected, sent(folder.resolve("checkout")));
    }

    @Test
    void aFolderThatABuildMadeIsSentThoughGitLeavesItOut() throws Exception {
        write(folder.resolve(".gitignore"), "dist/\n");
        write(folder.resolve("dist/index.html"), "x");
        git(folder, "init", "-q");
        assertEquals(new TreeSet<>(List.of("index.html")), sent(folder.resolve("dist")));
    }

    @Test
    void linksLeadNowhereElse() throws Exception {
        write(folder.resolve("outside/secret"), "x");
        write(folder.resolve("app/real"), "x");
        Files.createSymbolicLink(folder.resolve("app/inside"), Path.of("real"));
        Files.createSymbolicLink(folder.resolve("app/leak"), Path.of("../outside/secret"));
        Files.createSymbolicLink(folder.resolve("app/loop"), Path.of("."));
        Files.createSymbolicLink(folder.resolve("app/gone"), Path.of("nowhere"));
        assertEquals(new TreeSet<>(List.of("inside", "real")), sent(folder.resolve("app")));
        assertEquals(List.of("not sent: gone, a link to nothing", "not sent: leak, a link that leads out of the folder",
            "not sent: loop, a link to a folder that it lies in"), UploadSource.of(folder.resolve("app"), Progress.NONE).notes().stream()
            .filter(each -> each.startsWith("not sent")).sorted().toList());
    }

    @Test
    void aLinkToAFolderInsideIsFollowed() throws Exception {
        for (var root : List.of(folder.resolve("checkout"), folder.resolve("plain"))) {
            write(root.resolve("shared/lib/a.js"), "x");
            write(root.resolve("shared/lib/a.log"), "x");
            write(root.resolve(".gitignore"), "*.log\nbuilt/\n");
            write(root.resolve("built/x.js"), "x");
            Files.createDirectories(root.resolve("web"));
            Files.createSymbolicLink(root.resolve("web/lib"), Path.of("../shared/lib"));
            Files.createSymbolicLink(root.resolve("web/built"), Path.of("../built"));
        }
        git(folder.resolve("checkout"), "init", "-q");
        for (var root : List.of(folder.resolve("checkout"), folder.resolve("plain"))) {
            assertEquals(new TreeSet<>(List.of(".gitignore", "shared/lib/a.js", "web/lib/a.js")), sent(root));
            assertTrue(UploadSource.of(root, Progress.NONE).notes()
                .contains("not sent: web/built, a link to a folder of which nothing is sent"), root.toString());
        }
    }

    @Test
    void whatABuildMadeCanBeTakenBack() throws Exception {
        for (var root : List.of(folder.resolve("checkout"), folder.resolve("plain"))) {
            for (var file : List.of("src/a.ts", "dist/index.html", "dist/index.map", "dist/.env", "dist/img/l.png", "web/dist/w.js",
                "tmp/t")) {
                write(root.resolve(file), "x");
            }
            write(root.resolve(".gitignore"), "dist/\n*.map\n.env\ntmp/\n");
            write(root.resolve(".paasignore"), "!/dist/\n");
        }
        git(folder.resolve("checkout"), "init", "-q");
        var expected = new TreeSet<>(List.of(".gitignore", ".paasignore", "dist/img/l.png", "dist/index.html", "src/a.ts"));
        assertEquals(expected, sent(folder.resolve("plain")), "by the own rules");
        assertEquals(expected, sent(folder.resolve("checkout")), "by git");
        // the lists that git has beside the files count below a folder that is taken back, too
        write(folder.resolve("checkout/.git/info/exclude"), "*.png\n");
        expected.remove("dist/img/l.png");
        assertEquals(expected, sent(folder.resolve("checkout")), "by git's own list");
    }

    /** Patterns that take years by trying every way: what a folder brings along may be meant so. */
    @Test
    void noPatternTakesLong() throws Exception {
        var stars = "*a".repeat(60) + "*b";
        write(folder.resolve(".paasignore"), stars + "\n" + "**/".repeat(60) + "x/**/" + "a*/**/".repeat(20) + "y\n" + "[a]*".repeat(50)
            + "b\n");
        write(folder.resolve("a".repeat(200)), "x");
        var deep = folder;
        for (int i = 0; i < 60; i++) {
            deep = deep.resolve("aaaa");
        }
        write(deep.resolve("a".repeat(200)), "x");
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertEquals(3, sent(folder).size()));
    }

    @Test
    void theLimitsAreKnownBeforehand() throws Exception {
        write(folder.resolve("~x"), "x");
        assertEquals("the instance takes no file of this name: ~x", refusal());
        Files.delete(folder.resolve("~x"));
        assertTrue(refusal().startsWith("there is no file to send in "), refusal());
        try (var file = new java.io.RandomAccessFile(folder.resolve("big").toFile(), "rw")) {
            file.setLength((100L << 20) + 1);
        }
        assertEquals("big has 104.9 MB, and the instance takes 100 MiB a file", refusal());
        Files.delete(folder.resolve("big"));
        for (int i = 0; i <= 10_000; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        assertTrue(refusal().endsWith(" has 10001 files to send, and the instance takes 10,000"), refusal());
    }

    private String refusal() {
        return Assertions.assertThrows(Failure.class, () -> UploadSource.of(folder, Progress.NONE)).getMessage();
    }

    private static TreeSet<String> sent(Path root) {
        return new TreeSet<>(UploadSource.of(root, Progress.NONE).paths());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String git(Path folder, String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(List.of("git", "-C", folder.toString(), "-c", "core.excludesFile=/dev/null"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
