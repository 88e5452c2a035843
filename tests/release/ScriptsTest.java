package tests.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.base.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Checkout;

/** The scripts that make a release, run as the workflow runs them: the version, the notes, the checksums, the draft. */
class ScriptsTest {

    private static final String CHANGES = """
        # Changelog

        ## [Unreleased]

        ## [1.2.3] - 2026-12-01

        ### Added
        - A thing.

        ## [1.2.2] - 2026-11-01

        - Before.
        """;

    @TempDir
    Path folder;
    private Job job;
    private Path checkout;
    private Path files;

    @BeforeEach
    void checkout() throws Exception {
        job = new Job(folder);
        checkout = folder.resolve("checkout");
        Files.createDirectories(checkout.resolve("lib/base"));
        Files.writeString(checkout.resolve("lib/base/Version.java"), Checkout.read("lib/base/Version.java")
            .replace("\"" + Version.NUMBER + "\"", "\"1.2.3\""));
        Files.writeString(checkout.resolve("CHANGELOG.md"), CHANGES);
        job.with("PAAS_CHECKOUT", checkout.toString());
        files = Files.createDirectories(folder.resolve("files"));
        Files.writeString(files.resolve("paas.jar"), "a jar");
        Files.writeString(files.resolve("paas-linux-x64"), "a binary");
    }

    @Test
    void theVersionOfThisCheckoutIsTheProgramsOwn() throws Exception {
        new Job(folder).script("release/check-version.sh").exits(0).prints(Version.NUMBER + "\n").complains("");
    }

    @Test
    void theTagTheProgramAndTheChangelogAgree() throws Exception {
        job.script("release/check-version.sh", "v1.2.3").exits(0).prints("1.2.3\n").complains("");
    }

    @ParameterizedTest
    @CsvSource({"1.2.3, 1.2.3", "v1.2.4, v1.2.4", "v1.2.3-rc.1, v1.2.3-rc.1", "'v1.2.3;$(id)\u001b[31m', v1.2.3id31m"})
    void anotherTag(String tag, String shown) throws Exception {
        job.script("release/check-version.sh", tag).failsWith(1, "the tag is \"" + shown + "\", but lib/base/Version.java says 1.2.3\n")
            .complainsPart("hint: tag the commit as v1.2.3, or change the version first\n");
    }

    @Test
    void whereTheReleasesLieIsWrittenIn() throws Exception {
        var source = checkout.resolve("lib/services/program/Releases.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, Checkout.read("lib/services/program/Releases.java"));
        for (var repository : List.of("ada/paas", "some.one/paas_2")) {
            job.script("release/stamp.sh", repository).exits(0).prints("")
                .complains("lib/services/program/Releases.java names https://github.com/" + repository + "/releases\n");
            assertEquals(Checkout.read("lib/services/program/Releases.java")
                .replace("PROJECT = \"\"", "PROJECT = \"https://github.com/" + repository + "/releases\""), Files.readString(source));
        }
        Files.writeString(source, "class Releases { }\n");
        job.script("release/stamp.sh", "ada/paas").failsWith(1, "lib/services/program/Releases.java has no line for the address\n");
        assertEquals("class Releases { }\n", Files.readString(source));
        for (var wrong : List.of("", "ada", "ada/", "/paas", "a/b/c", "ada/paas\";x", "ada/pa as", "ada|x/paas")) {
            job.script("release/stamp.sh", wrong).failsWith(2, "that is no repository of GitHub\n");
        }
    }

    @Test
    void aChangelogThatIsNotReady() throws Exception {
        changes("## [1.2.3] - 2026-12-01", "## [1.2.3]").failsWith(1, "the section [1.2.3] of CHANGELOG.md has no date\n");
        changes("## [1.2.3]", "## [1.3.0]").failsWith(1, "the newest version in CHANGELOG.md is 1.3.0, not 1.2.3\n");
        changes("## [Unreleased]\n", "## [Unreleased]\n\n### Added\n- More.\n")
            .failsWith(1, "CHANGELOG.md still has changes under [Unreleased]\n").complainsPart("hint: move them below \"## [1.2.3]\"\n");
        Files.writeString(checkout.resolve("CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n");
        job.script("release/check-version.sh", "v1.2.3").failsWith(1, "the newest version in CHANGELOG.md is none, not 1.2.3\n");
    }

    private tests.support.Run changes(String before, String after) throws Exception {
        Files.writeString(checkout.resolve("CHANGELOG.md"), CHANGES.replace(before, after));
        return job.script("release/check-version.sh", "v1.2.3");
    }

    @Test
    void theNotesAreTheVersionsOwn() throws Exception {
        job.script("release/notes.sh", "1.2.3").exits(0).prints("### Added\n- A thing.\n").complains("");
        job.script("release/notes.sh", "1.2").failsWith(1, "CHANGELOG.md says nothing of this version\n");
        job.script("release/notes.sh").failsWith(2, "which version?\nhint: notes.sh 1.2.3\n");
    }

    @Test
    void checksumsAreThoseThatOthersReckon() throws Exception {
        job.script("release/checksums.sh", files.toString()).exits(0).complains("wrote " + files + "/SHA256SUMS, 2 files\n");
        job.with("X", "").later("sh", "-c", "cd files && sha256sum --check --strict SHA256SUMS").exits(0)
            .prints("paas-linux-x64: OK\npaas.jar: OK\n");
        job.script("release/checksums.sh", "--check", files.toString()).exits(0).complains("2 files are those of SHA256SUMS\n");
        Files.writeString(files.resolve("paas.jar"), "changed");
        job.script("release/checksums.sh", "--check", files.toString()).exits(1)
            .complainsPart("error: the files in " + files + " are not those of SHA256SUMS\n");
        Files.delete(files.resolve("SHA256SUMS"));
        job.script("release/checksums.sh", "--check", files.toString()).failsWith(5, "there is no SHA256SUMS in " + files + "\n");
        try (var left = Files.list(files)) {
            assertEquals(2, left.count());
        }
        job.script("release/checksums.sh", folder.resolve("none").toString()).failsWith(2, "a folder is needed\n");
    }

    @Test
    void aReleaseIsWholeOrNone() throws Exception {
        Files.writeString(files.resolve("paas.cdx.json"), "{}");
        job.script("release/assemble.sh", "me/paas", files.toString()).failsWith(1, "paas-linux-arm64 is missing in " + files + "\n");
        Files.writeString(files.resolve("notes.txt"), "left over");
        job.with("PAAS_TARGETS", "linux-x64").script("release/assemble.sh", "me/paas", files.toString())
            .failsWith(1, "notes.txt does not belong to a release\n");
        for (var wrong : List.of("paas", "me/paas/x", "/paas", "me/", "me/pa as", "me/$(id)")) {
            job.script("release/assemble.sh", wrong, files.toString()).failsWith(2, "the repository is none\n");
        }
    }

    @Test
    void theDraftHasAllFilesAndTheNotes() throws Exception {
        job.script("release/checksums.sh", files.toString()).exits(0);
        gh("none");
        job.script("release/publish.sh", "v1.2.3", files.toString()).exits(0)
            .complainsPart("the draft of v1.2.3 is there: look at it, and publish it on GitHub\n");
        assertEquals("""
            release view v1.2.3 --json isDraft --jq .isDraft
            release create v1.2.3 --draft --verify-tag --title paas 1.2.3 --notes-file NOTES \
            %1$s/SHA256SUMS %1$s/paas-linux-x64 %1$s/paas.jar
            ### Added
            - A thing.
            """.formatted(files), calls());
    }

    @Test
    void aDraftIsMadeAnewAndAReleaseNeverTouched() throws Exception {
        job.script("release/checksums.sh", files.toString()).exits(0);
        gh("true");
        job.script("release/publish.sh", "v1.2.3", files.toString()).exits(0);
        assertTrue(calls().contains("\nrelease delete v1.2.3 --yes\nrelease create v1.2.3 "), calls());
        Files.delete(folder.resolve("calls"));
        gh("false");
        job.script("release/publish.sh", "v1.2.3", files.toString()).exits(6)
            .complainsPart("error: the release v1.2.3 is published already\n");
        assertEquals("release view v1.2.3 --json isDraft --jq .isDraft\n", calls());
    }

    @Test
    void whatIsNotReadyIsNotPublished() throws Exception {
        job.script("release/checksums.sh", files.toString()).exits(0);
        gh("none");
        job.script("release/publish.sh", "v9.9.9", files.toString()).exits(1).complainsPart("error: the tag is \"v9.9.9\"");
        Files.writeString(files.resolve("paas.jar"), "changed");
        job.script("release/publish.sh", "v1.2.3", files.toString()).exits(1).complainsPart("are not those of SHA256SUMS\n");
        assertFalse(Files.exists(folder.resolve("calls")));
    }

    @Test
    void whatWasBuiltIsTried() throws Exception {
        Path program = folder.resolve("paas");
        Files.writeString(program, "#!/bin/sh\necho 1.2.2\n").toFile().setExecutable(true);
        job.script("release/smoke.sh", "1.2.3", program.toString())
            .failsWith(1, program + " says that it is version \"1.2.2\", not 1.2.3\n");
        Files.writeString(program, "#!/bin/sh\n[ $1 != mcp ] || exit 0\n[ $1 = version ] && echo 1.2.3 || echo --git-repo\n");
        job.script("release/smoke.sh", "1.2.3", program.toString()).failsWith(1, program + " mcp does not answer initialize\n");
        Path jar = ThinJar.write(folder.resolve("paas.jar"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        job.script("release/smoke.sh", Version.NUMBER, java, "-XX:TieredStopAtLevel=1", "-jar", jar.toString()).exits(0)
            .complainsPart(" is paas " + Version.NUMBER + ": version, help and mcp answer\n");
    }

    /** GitHub's own program, which writes down what it is told. @param draft what it says of the release; none when there is none */
    private void gh(String draft) throws Exception {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("gh");
        Files.writeString(program, """
            #!/bin/sh
            line=
            for word; do
                case $word in */tmp.*) notes=$word word=NOTES ;; esac
                line="$line${line:+ }$word"
            done
            printf '%%s\\n' "$line" >>'%1$s/calls'
            [ -z "$notes" ] || cat "$notes" >>'%1$s/calls'
            [ "$2" = view ] || exit 0
            [ '%2$s' != none ] && echo '%2$s'
            """.formatted(folder, draft)).toFile().setExecutable(true);
        job.with("PATH", program.getParent() + ":" + System.getenv("PATH"));
    }

    private String calls() throws Exception {
        return Files.readString(folder.resolve("calls"));
    }
}
