package tests.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import tests.support.Programs;
import tests.support.Tty;

/** The scripts in the real shells: what Tab makes of a line. */
class ShellsTest {
    @TempDir
    Path folder;
    private final HostileServer server = HostileServer.healthy()
        .on("GET /api/apps", HostileServer.json("[{\"name\":\"notes\",\"status\":\"running\"},{\"name\":\"wiki\",\"status\":\"running\"},"
            + "{\"name\":\"wiki-db\",\"status\":\"running\"}]"))
        .on("GET /api/projects", HostileServer.json("[{\"name\":\"my $shop\",\"status\":\"stopped\"}]"));
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Cli cli;

    @BeforeEach
    void setUp() throws Exception {
        cli = new Cli(new Home(folder).connected(server.url(), "bpagt_" + "ab".repeat(32)));
        var bin = Files.createDirectory(folder.resolve("bin"));
        var words = new StringBuilder("#!/bin/sh\nexec");
        Bundle.command(List.of(), List.of()).forEach(word -> words.append(" '").append(word.replace("'", "'\\''")).append('\''));
        var paas = Files.writeString(bin.resolve("paas"), words + " \"$@\"\n");
        Files.setPosixFilePermissions(paas, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (var shell : List.of("bash", "zsh", "fish")) {
            Files.writeString(folder.resolve("paas." + shell), cli.run("completion", shell).exits(0).stdout());
        }
        Files.writeString(Files.createDirectory(folder.resolve("here")).resolve("prod.env"), "A=1\n");
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("TERM", "dumb");
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** With the package bash-completion and without: it changes how bash takes words apart. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/usr/share/bash-completion/bash_completion"})
    void bash(String package_) {
        Programs.need("bash", "apt-get install bash");
        if (!package_.isEmpty() && !Files.exists(Path.of(package_))) {
            org.junit.jupiter.api.Assumptions.abort("no bash-completion: apt-get install bash-completion");
        }
        var begin = (package_.isEmpty() ? "" : ". " + package_ + "; ") + ". \"$HOME/paas.bash\"; cd \"$HOME/here\"; "
            + "t() { COMP_WORDS=(\"$@\"); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _paas; printf '<%s>' \"${COMPREPLY[@]}\"; echo; }; ";
        assertEquals("""
            <status><stop><start>
            <wiki><wiki-db>
            <running>
            <building><running><stopped><failed>
            <--project>
            <my\\ \\$shop>
            <>
            <prod.env>
            <>
            """, run("bash", "--norc", "-c", begin + "t paas st; t paas stop wi; t paas apps --status = r; t paas apps --status =; "
            + "t paas apps --pro; t paas apps --project my; t paas apps --project '\"my'; t paas deploy --env-file pr; t paas nonsense x"));
        // where = does not take words apart, the whole word is replaced
        assertEquals("<--status=running>\n", run("bash", "--norc", "-c", "COMP_WORDBREAKS=' '; " + begin + "t paas apps --status=r"));
    }

    @Test
    void bashAtATerminal() throws Exception {
        Programs.need("bash", "apt-get install bash");
        try (var tty = shell("bash", "--norc", "--noprofile", "-i")) {
            tty.type("PS1='> '; . ~/paas.bash\n");
            tty.await("(?m)^> $");
            tty.type("paas disc\t");
            tty.await("> paas disconnect $");
            tty.type("\u0015paas stop not\t");
            tty.await("paas stop notes $");
            tty.type("\u0015paas apps --status=run\t");
            tty.await("paas apps --status=running $");
            tty.type("\u0015paas apps --project my\t");
            tty.await("--project my\\\\ \\\\\\$shop $");
            tty.type("\u0015paas version\n");
            tty.await("(?m)^\\d+\\.\\d+\\.\\d+");
            tty.type("exit\n");
            tty.finish();
        }
    }

    @Test
    void zshAtATerminal() throws Exception {
        Programs.need("zsh", "apt-get install zsh");
        try (var tty = shell("zsh", "-f", "-i")) {
            tty.type("PS1='> '; unsetopt zle_bracketed_paste; source ~/paas.zsh; echo rea''dy\n");
            tty.await("(?m)^ready");
            tty.type("paas disc\t");
            tty.await("> paas disconnect $");
            tty.type("\u0015paas stop not\t");
            tty.await("paas stop notes $");
            tty.type("\u0015paas apps --status=run\t");
            tty.await("paas apps --status=running $");
            tty.type("\u0015paas apps --project my\t");
            tty.await("--project my\\\\ \\\\\\$shop $");
            tty.type("\u0015paas deploy --env-file ~/here/pr\t");
            tty.await("here/prod.env $");
            tty.type("\u0015paas st\t");
            tty.await("status +-- List apps in the terminal");
            tty.type("\u0015exit\n");
            tty.finish();
        }
    }

    @Test
    void fish() {
        Programs.need("fish", "apt-get install fish");
        var begin = "source ~/paas.fish; cd ~/here; ";
        assertEquals("start\tStart stopped apps\nstatus\tList apps in the terminal\nstop\tStop apps\n",
            run("fish", "-N", "-c", begin + "complete -C 'paas st'"));
        assertEquals("wiki\trunning\nwiki-db\trunning\n--status=running\nmy \\$shop\tstopped\nprod.env\nwait\tWait until a deployment is "
            + "over\n",
            run("fish", "-N", "-c", begin + "complete -C 'paas stop wi'; complete -C 'paas apps --status=r'; "
            + "complete -C 'paas apps --project my'; complete -C 'paas deploy --env-file pr'; complete -C 'paas deployments wa'")
            .replace("my $shop", "my \\$shop"));
        assertEquals("0\n", run("fish", "-N", "-c", begin + "complete -C 'paas app notes ' | count"));
        assertTrue(Integer.parseInt(run("fish", "-N", "-c", begin + "complete -C 'paas ' | count").strip()) > 20);
    }

    private Tty shell(String... command) {
        return Cli.under(List.of(command), environment, folder);
    }

    private String run(String... command) {
        try {
            var builder = new ProcessBuilder(new ArrayList<>(List.of(command))).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            var errors = folder.resolve("errors").toFile();
            var process = builder.redirectError(errors).redirectInput(new java.io.File("/dev/null")).start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail("still running: " + String.join(" ", command));
            }
            assertEquals("", Files.readString(errors.toPath()), "said beside it by " + String.join(" ", command));
            return out;
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
