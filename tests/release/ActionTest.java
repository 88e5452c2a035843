package tests.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.base.Version;
import lib.install.JvmFlags;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Run;

/** The steps of action.yml that install, run as a runner runs them, with releases on this machine. */
class ActionTest {

    private static final String PROGRAM = "#!/bin/sh\n[ \"$1\" = version ] && echo 1.2.3 || echo \"paas $*, $PAAS_URL\"\n";

    @TempDir
    Path folder;
    private ReleaseSite site;
    private Job job;

    @BeforeEach
    void releases() throws Exception {
        site = new ReleaseSite();
        job = new Job(folder);
    }

    @AfterEach
    void end() {
        site.close();
    }

    @Test
    void theLatestBinaryIsOnThePathOfLaterSteps() throws Exception {
        site.release("1.2.3", "paas-linux-x64", PROGRAM);
        Run run = set(Map.of("url", "https://paas.example.com", "token", "bpagt_x")).exits(0);
        assertEquals(List.of("GET/latest", "GET/download/v1.2.3/SHA256SUMS", "GET/download/v1.2.3/paas-linux-x64"), site.asked());
        Path program = job.cache().resolve("paas/1.2.3/paas-linux-x64/paas");
        run.prints("::add-mask::bpagt_x\n").complains("paas 1.2.3: " + site.address() + "/download/v1.2.3/paas-linux-x64\n"
            + "paas 1.2.3 is on the PATH: " + program + "\n");
        assertEquals(program.toString(), job.output("path"));
        assertEquals("1.2.3", job.output("version"));
        job.later("paas", "status").exits(0).prints("paas status, https://paas.example.com\n");
        try (var left = Files.list(program.getParent())) {
            assertEquals(List.of(program), left.toList(), "nothing of the download is left");
        }
    }

    @Test
    void aMirrorMayHaveAFileWithItsLatestVersion() throws Exception {
        site.release("1.2.3", "paas-linux-x64", PROGRAM);
        site.latestIsAFile("v1.2.3\r\n");
        set(Map.of()).exits(0);
        job.later("paas", "version").prints("1.2.3\n");
        Files.writeString(folder.resolve("github-PATH"), "");
        for (var wrong : List.of("<html>1.2.3", "1.2.3;id", "", "$(id)")) {
            site.latestIsAFile(wrong);
            stops(set(Map.of()), 5, site.address() + " names no latest release", "name one: version: 1.2.3");
        }
    }

    @Test
    void whatIsThereIsTakenAgainWhenItsChecksumIsRight() throws Exception {
        site.release("1.2.3", "paas-linux-x64", PROGRAM);
        set(Map.of("version", "v1.2.3")).exits(0);
        site.asked();
        set(Map.of("version", "1.2.3")).exits(0).complainsPart("paas-linux-x64 is here already, and its checksum is right\n");
        assertEquals(List.of("GET/download/v1.2.3/SHA256SUMS"), site.asked());
        Files.writeString(job.cache().resolve("paas/1.2.3/paas-linux-x64/paas"), "changed");
        set(Map.of("version", "1.2.3")).exits(0);
        assertEquals(List.of("GET/download/v1.2.3/SHA256SUMS", "GET/download/v1.2.3/paas-linux-x64"), site.asked());
        assertEquals(PROGRAM, Files.readString(Path.of(job.output("path"))));
    }

    @ParameterizedTest
    @CsvSource({"Linux, ARM64, paas-linux-arm64", "macOS, ARM64, paas-macos-arm64"})
    void theBinaryIsTheRunners(String system, String processor, String file) throws Exception {
        site.release("1.2.3", file, PROGRAM);
        job.with("RUNNER_OS", system).with("RUNNER_ARCH", processor);
        set(Map.of()).exits(0);
        job.later("paas", "version").prints("1.2.3\n");
    }

    @Test
    void onWindowsThePathIsWrittenAsWindowsReadsIt() throws Exception {
        site.release("1.2.3", "paas-windows-x64.exe", PROGRAM);
        windows();
        set(Map.of()).exits(0);
        var wanted = "C:" + job.cache().resolve("paas/1.2.3/paas-windows-x64.exe").toString().replace('/', '\\');
        assertEquals(wanted + "\n", job.told("PATH"));
        assertEquals(wanted + "\\paas.exe", job.output("path"));
    }

    @Test
    void theJarHasALauncherWithTheFlagsOfTheBundle() throws Exception {
        site.release(Version.NUMBER, Map.of("paas.jar", Files.readAllBytes(ThinJar.write(folder.resolve("thin.jar")))));
        set(Map.of("method", "jar")).exits(0);
        String flags = String.join(" ", JvmFlags.BUNDLE);
        assertEquals("#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' " + flags + " -jar \"${0%/*}/paas.jar\" \"$@\"\n",
            Files.readString(Path.of(job.output("path"))));
        // a later step may set another Java up
        job.with("JAVA_HOME", "/nowhere").later("paas", "nonsense").exits(2).complainsPart("error: ");
        windows();
        job.with("JAVA_HOME", System.getProperty("java.home"));
        set(Map.of("method", "jar")).exits(0);
        assertTrue(job.output("path").startsWith("C:\\") && job.output("path").endsWith("\\paas.cmd"), job.output("path"));
        var batch = Files.readString(job.cache().resolve("paas/" + Version.NUMBER + "/paas.jar/paas.cmd"));
        assertTrue(batch.startsWith("@\"C:\\") && batch.endsWith("java\" " + flags + " -jar \"%~dp0paas.jar\" %*\r\n"), batch);
    }

    @Test
    void theJarWantsAJava25() throws Exception {
        site.release("1.2.3", "paas.jar", "a jar");
        job.with("JAVA_HOME", folder.resolve("none").toString());
        stops(set(Map.of("method", "jar")), 1, "method: jar needs a Java 25, and there is none",
            "actions/setup-java with java-version: 25 before, or method: native");
        program(folder.resolve("old/bin/java"), "echo 'openjdk version \"21.0.9\" 2025-10-21' >&2");
        job.with("JAVA_HOME", folder.resolve("old").toString());
        stops(set(Map.of("method", "jar")), 1, "method: jar needs Java 25, and this is Java 21",
            "actions/setup-java with java-version: 25 before, or method: native");
    }

    @Test
    void aWrongChecksumIsNeverRun() throws Exception {
        site.release("1.2.3", "paas-linux-x64", PROGRAM);
        site.put("1.2.3", "paas-linux-x64", ("#!/bin/sh\ntouch '" + folder + "/was-run'\n").getBytes(StandardCharsets.UTF_8));
        stops(set(Map.of()), 1, "paas-linux-x64 of paas 1.2.3 does not have the checksum in SHA256SUMS",
            "it was damaged or changed on its way: run the job again, and do not use it if this happens twice");
        assertFalse(Files.exists(folder.resolve("was-run")));
        try (var left = Files.walk(job.cache())) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
        }
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        stops(set(Map.of()), 5, site.address() + " names no latest release", "name one: version: 1.2.3");
        site.release("1.2.3", "paas-linux-arm64", PROGRAM);
        stops(set(Map.of()), 5, "paas 1.2.3 has no paas-linux-x64", "look at its files on the page of the releases, or take method: jar");
        stops(set(Map.of("version", "9.9.9")), 5, "there is no SHA256SUMS at " + site.address() + "/download/v9.9.9",
            "look at the versions and files on the page of the releases");
        site.release("1.2.3", "paas-linux-x64", PROGRAM);
        site.answers("1.2.3", "paas-linux-x64", 404);
        stops(set(Map.of()), 5, "there is no paas-linux-x64 at " + site.address() + "/download/v1.2.3",
            "look at the versions and files on the page of the releases");
        site.answers("1.2.3", "paas-linux-x64", 403);
        stops(set(Map.of()), 1, site.address() + "/download/v1.2.3/paas-linux-x64 answered 403", "run the job again");
        site.put("1.2.3", "SHA256SUMS", "<html>  paas-linux-x64\n".getBytes(StandardCharsets.UTF_8));
        stops(set(Map.of()), 1, "SHA256SUMS of paas 1.2.3 has no checksum for paas-linux-x64", "tell those who have made this release");
    }

    @Test
    void nobodyAnswers() throws Exception {
        site.close();
        Run run = set(Map.of()).exits(8);
        assertTrue(run.stdout().startsWith("::error title=Set up paas::" + site.address() + "/latest cannot be reached: curl: (7) "),
            run.toString());
        assertEquals("hint: look at the runner's network and proxy (HTTPS_PROXY)\n", run.stderr());
    }

    @Test
    void theServerGoesAwayInTheMiddle() throws Exception {
        site.release("1.2.3", "paas-linux-x64", PROGRAM);
        site.breaksOff("1.2.3", "paas-linux-x64");
        Run run = set(Map.of()).exits(1);
        assertTrue(run.stdout().startsWith("::error title=Set up paas::" + site.address()
            + "/download/v1.2.3/paas-linux-x64 cannot be fetched: "
            + "curl: (18) "), run.toString());
        assertEquals("", job.told("PATH"));
    }

    @Test
    void whatRunsHasToBeWhatWasAskedFor() throws Exception {
        site.release("1.2.3", "paas-linux-x64", "#!/bin/sh\necho '9.9.9\u001b[31m::set-env name=A::'\n");
        stops(set(Map.of()), 1, "what was fetched as paas 1.2.3 says that it is \"9.9.931m::set-envnameA::\"",
            "tell those who have made this release");
        site.release("1.2.3", "paas-linux-x64", "#!/bin/sh\necho no such processor >&2; exit 9\n");
        stops(set(Map.of()), 1, "paas 1.2.3 does not run here", "look at its message above, or take the other method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0; rm -rf /", "1.2.3;id", "$(touch was-run)", "`touch was-run`", "1.2.3\nPATH=/tmp", "1.2.3\r",
        "../../1.2.3",
        "1.2", "1.2.3..4", "-1.2.3", "v", "latest release", "1.2.3%0A::add-mask::x", "١.٢.٣", "1.2.3/../../x"})
    void aVersionIsANumber(String version) throws Exception {
        Run run = set(Map.of("version", version)).exits(2);
        assertTrue(run.stdout().matches("::error title=Set up paas::version is \"[0-9A-Za-z._:/@+-]*\", which is no version\n"),
            run.toString());
        assertEquals("hint: version: latest, or a number such as 1.2.3\n", run.stderr());
        assertEquals("", job.told("PATH") + job.told("OUTPUT"));
        assertEquals(List.of(), site.asked());
        assertFalse(Files.exists(folder.resolve("was-run")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "method | binary | 2 | method is \"binary\" | method: native, or jar",
        "method | a'b   $(id) | 2 | method is \"abid\" | method: native, or jar",
        "releases | http://mirror.example.com/paas | 2 | releases does not begin with https://"
            + " | a release is fetched over https only, because what it brings runs in your job",
        "releases | file:///etc | 2 | releases does not begin with https://"
            + " | a release is fetched over https only, because what it brings runs in your job",
        "releases | http://127.0.0.1.example.com/ | 2 | releases does not begin with https://"
            + " | a release is fetched over https only, because what it brings runs in your job",
        "releases | https://a b | 2 | releases is no address | leave it out, or write it as https://mirror.example.com/paas",
        "RUNNER_OS | FreeBSD | 5 | there is no native binary for FreeBSD | method: jar, after actions/setup-java with Java 25",
        "RUNNER_ARCH | ARM | 5 | there is no native binary for ARM | method: jar, after actions/setup-java with Java 25",
    })
    void otherInputsThatCannotBe(String name, String value, int code, String message, String hint) throws Exception {
        stops(name.startsWith("RUNNER") ? job.with(name, value).set(Map.of("releases", site.address()))
            : job.set(Map.of(name, value)), code, message, hint);
        assertEquals(List.of(), site.asked());
    }

    @Test
    void aMacWithAnIntelProcessor() throws Exception {
        job.with("RUNNER_OS", "macOS");
        stops(set(Map.of()), 5, "there is no native binary for Macs with an Intel processor",
            "method: jar, after actions/setup-java with Java 25");
    }

    /** Without an input the releases are those of the repository that the action itself comes from, on the server of the job. */
    @ParameterizedTest
    @CsvSource({"/home/runner/work/_actions/ada/paas/v1, ada/paas", "D:\\a\\_actions\\ada\\paas\\main, ada/paas",
        "/home/runner/work/x/x, me/job"})
    void whoseReleases(String actionPath, String repository) throws Exception {
        Run run = job.with("GITHUB_ACTION_PATH", actionPath).with("GITHUB_SERVER_URL", "https://ghe.example.com")
            .with("PAAS_INPUT_VERSION", "1.2.3").script("release/action/resolve.sh");
        run.exits(0).complains("paas 1.2.3: https://ghe.example.com/" + repository + "/releases/download/v1.2.3/paas-linux-x64\n");
        assertEquals("version=1.2.3\nfile=paas-linux-x64\nfrom=https://ghe.example.com/" + repository + "/releases/download/v1.2.3\n",
            job.told("OUTPUT"));
    }

    private Run set(Map<String, String> inputs) throws Exception {
        var all = new HashMap<>(inputs);
        all.put("releases", site.address());
        return job.set(all);
    }

    /** A step failed: one error for the run's page, its hint at the end, and no later step finds anything on its PATH. */
    private void stops(Run run, int code, String message, String hint) throws Exception {
        run.exits(code).prints("::error title=Set up paas::" + message + "\n");
        assertTrue(run.stderr().endsWith("hint: " + hint + "\n"), run.toString());
        assertEquals("", job.told("PATH"));
        assertEquals("", job.output("path"));
    }

    /** Git's bash on a runner with Windows, as far as paths go. */
    private void windows() throws Exception {
        program(folder.resolve("windows/cygpath"), "case $1 in -u) echo \"$2\" ;; -w) printf 'C:%s\\n' \"$2\" | tr / '\\134' ;; esac");
        job.with("RUNNER_OS", "Windows").with("PATH", folder.resolve("windows") + ":" + System.getenv("PATH"));
    }

    private static void program(Path file, String script) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n").toFile().setExecutable(true);
    }
}
