package tests.wrapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A throw-away machine the wrapper runs on as a process: a home of its own, and a PATH with the system's small tools and, in front
 * of them, only what the test puts there. Neither jbang, mvn, curl nor java is on it unless the test says so.
 */
final class Machine {
    /** The checkout's wrapper. */
    static final Path WRAPPER = wrapper();
    private static final List<String> TOOLS = List.of("sh", "bash", "awk", "cat", "chmod", "cksum", "cp", "dirname", "find", "grep", "head",
        "mkdir", "mktemp", "mv", "printf", "readlink", "rm", "sed", "sha256sum", "sleep", "sort", "tail", "uname", "wc");

    final Path root;
    final Path home;
    /** First folder of the PATH. */
    final Path bin;
    private final Path calls;
    private final Map<String, String> environment = new HashMap<>();

    /** @param root an empty folder; the name of the home in it has a blank */
    Machine(Path root) {
        this.root = root;
        home = root.resolve("a home");
        bin = root.resolve("bin");
        calls = root.resolve("calls");
        var tools = root.resolve("tools/bin");
        try {
            Files.createDirectories(home);
            Files.createDirectories(bin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var tool : TOOLS) {
            var program = find(tool).orElseThrow(() -> new AssertionError(tool + " is not on the PATH"));
            write(tools.resolve(tool), "exec %s \"$@\"\n".formatted(program));
        }
        environment.put("HOME", home.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", bin + ":" + tools);
    }

    /** A program of the machine the tests run on. */
    static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, program))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .findFirst();
    }

    /** Sets a variable; null takes it away. */
    Machine with(String variable, Object value) {
        if (value == null) {
            environment.remove(variable);
        } else {
            environment.put(variable, value.toString());
        }
        return this;
    }

    /** Puts folders in front of the PATH, the first of them first. */
    Machine path(Path... folders) {
        var front = String.join(":", Arrays.stream(folders).map(Path::toString).toList());
        return with("PATH", front + ":" + environment.get("PATH"));
    }

    /** Puts a shell script on the PATH that first notes its name in {@link #calls()}. */
    Machine program(String name, String script) {
        write(bin.resolve(name), "echo %s >>\"%s\"\n".formatted(name, calls) + script);
        return this;
    }

    /** Maven that brings three jars, each holding the word "sound", and a sha256sum that takes such a jar for the pinned one. */
    Machine maven() {
        var wrapper = read(WRAPPER);
        write(bin.resolve("sha256sum"), """
            sum=0
            if [ "$(cat "$1")" = sound ]; then
                case $1 in
                */jbang-cli-*) %s; sum=$jbang_sha256 ;;
                */gson-*) %s; sum=$gson_sha256 ;;
                esac
            fi
            echo "$sum  $1"
            """.formatted(line(wrapper, "jbang_sha256="), line(wrapper, "gson_sha256=")));
        return program("mvn", """
            for word; do
                case $word in -DoutputDirectory=*) folder=${word#*=} ;; esac
            done
            for jar in jbang-cli-0.132.1 gson-2.13.2 third; do
                echo sound >"$folder/$jar.jar"
            done
            """);
    }

    private static String line(String text, String start) {
        return text.lines().filter(each -> each.startsWith(start)).findFirst().orElseThrow();
    }

    /**
     * A folder that looks like a JDK. Its java, started as JBang, answers with a command line that prints "maven" and its JAVA_HOME,
     * and exits with 1 when a jar is not sound, with 134 when a class-data archive is given; asked for anything else it notes "java"
     * and prints {@code version}.
     *
     * @param folder below the machine's root
     */
    Path jdk(String folder, String version) {
        var jdk = root.resolve(folder);
        write(jdk.resolve("bin/java"), """
            case $* in *-XX:SharedArchiveFile=*) exit 134 ;; esac
            while [ $# -gt 0 ] && [ "$1" != -classpath ]; do shift; done
            if [ "${3-}" != dev.jbang.Main ]; then
                echo java >>"%s"
                printf 'Picked up JAVA_TOOL_OPTIONS: -Dx\\nopenjdk version "%s" 2026-01-01\\n' >&2
                exit
            fi
            IFS=:
            for jar in $2; do
                [ "$(cat "$jar")" = sound ] || exit 1
            done
            echo "printf '%%s\\n' maven '$JAVA_HOME'"
            exit 255
            """.formatted(calls, version));
        write(jdk.resolve("bin/javac"), "");
        write(jdk.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\nOS_NAME=\"Linux\"\n".formatted(version));
        return jdk;
    }

    /** Names of the programs that ran, in order. */
    List<String> calls() {
        return Files.exists(calls) ? read(calls).lines().toList() : List.of();
    }

    /** The folder of the wrapper's cache. */
    Path cache() {
        return Path.of(environment.getOrDefault("JBANG_DIR", home.resolve(".jbang").toString()), "wrapper", "0.132.1");
    }

    /** The file of the cache with that end of its name, of which there is one. */
    Path cached(String end) {
        try (Stream<Path> files = Files.walk(cache())) {
            return files.filter(file -> file.toString().endsWith(end)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the checkout's wrapper in the home. */
    Result run(String... arguments) {
        return run(home, new byte[0], command(WRAPPER, arguments));
    }

    /** @param folder the current folder of the program */
    Result run(Path folder, byte[] input, List<String> command) {
        return start(folder, input, command).end();
    }

    static List<String> command(Path program, String... arguments) {
        return Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    }

    Running start(Path folder, byte[] input, List<String> command) {
        try {
            var in = Files.write(Files.createTempFile(root, "in", ""), input);
            var out = Files.createTempFile(root, "out", "");
            var err = Files.createTempFile(root, "err", "");
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
            return new Running(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file with its folders; in a {@code bin} it becomes an executable shell script. */
    void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            var script = file.getParent().endsWith("bin");
            Files.writeString(file, script ? "#!/bin/sh\n" + text : text);
            assertTrue(!script || file.toFile().setExecutable(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the wrapper that looks for JDKs in {@code jvm} below the root where the checkout's looks in /usr/lib/jvm. */
    Path wrapperWithOwnJdks() {
        var copy = root.resolve("copy/jbang");
        var text = read(WRAPPER);
        assertTrue(text.contains(" /usr/lib/jvm/* "));
        write(copy, text.replace(" /usr/lib/jvm/* ", " '" + root + "/jvm'/* "));
        assertTrue(copy.toFile().setExecutable(true));
        return copy;
    }

    /** From the folder the tests run in upwards: the first with the wrapper and paas.java. */
    private static Path wrapper() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("paas.java"))) {
                return folder.resolve("jbang");
            }
        }
        throw new AssertionError("run the tests inside the checkout");
    }

    /** A wrapper that was started. */
    record Running(Process process, Path out, Path err) {
        Result end() {
            try {
                if (!process.waitFor(90, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    fail("still running after 90 s: " + read(err));
                }
                return new Result(process.exitValue(), Files.readAllBytes(out), read(err));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** How a run ended. */
    record Result(int code, byte[] bytes, String err) {
        String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Exactly this on standard output, nothing on standard error, exit code 0. */
        void prints(String text) {
            assertEquals("", err);
            assertEquals(text, out());
            assertEquals(0, code);
        }

        /** Nothing on standard output, all of these on standard error. */
        void fails(int expected, String... messages) {
            assertEquals("", out());
            for (var message : messages) {
                assertTrue(err.contains(message), err);
            }
            assertEquals(expected, code, err);
        }
    }
}
