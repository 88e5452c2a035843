package tests.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.files.Machine;
import lib.install.StartUpFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tests.support.Programs;

/** The line in a shell's start-up file: real shells read it, and it goes exactly as it came. */
class StartUpFileTest {
    @TempDir
    Path folder;
    private Path home;

    @BeforeEach
    void setUp() throws Exception {
        home = Files.createDirectory(folder.resolve("a home"));
        var launcher = Files.createDirectories(home.resolve(".paas/bin")).resolve("paas");
        Files.writeString(launcher, "#!/bin/sh\necho it is paas\n").toFile().setExecutable(true);
    }

    private List<StartUpFile> files(String shell) throws Exception {
        return StartUpFile.of(Here.machine(home, Map.of("SHELL", "/usr/local/bin/" + shell)));
    }

    private boolean add(String shell) throws Exception {
        boolean any = false;
        for (var file : files(shell)) {
            any |= file.add();
        }
        return any;
    }

    private void remove() throws Exception {
        for (var file : StartUpFile.all(Here.machine(home, Map.of()))) {
            file.remove();
        }
    }

    /** What a new terminal's shell makes of the name; the words behind the marks are its own noise. */
    private String typed(String shell, String... options) throws Exception {
        var line = new java.util.ArrayList<>(List.of(Programs.need(shell, "apt-get install " + shell).toString()));
        line.addAll(List.of(options));
        line.addAll(List.of("-c", "echo \"<$(paas 2>/dev/null)>\"; echo \"$PATH\""));
        return Here.run(Map.of("HOME", home.toString(), "PATH", "/usr/bin:/bin", "TERM", "dumb"), line).stdout();
    }

    @ParameterizedTest
    @CsvSource({"bash,.bashrc,-i", "zsh,.zshrc,-i", "fish,.config/fish/conf.d/paas.fish,-i"})
    void aNewTerminalKnowsPaas(String shell, String file, String option) throws Exception {
        var fishes = shell.equals("fish");
        if (!fishes) {
            Files.writeString(home.resolve(file), "MINE=1\n");
        }
        assertTrue(add(shell));
        assertFalse(add(shell), "a second time");
        var bin = home + "/.paas/bin";
        var said = typed(shell, option);
        assertTrue(said.contains("<it is paas>"), said);
        // a shell in a shell has it once
        var nested = Here.run(Map.of("HOME", home.toString(), "PATH", bin + ":/usr/bin:/bin", "TERM", "dumb"),
            List.of(Programs.need(shell, shell).toString(), option, "-c", "echo \"$PATH\"")).stdout();
        assertEquals(nested.indexOf(bin), nested.lastIndexOf(bin), nested);
        remove();
        if (fishes) {
            assertFalse(Files.exists(home.resolve(file)), "the file came with the line");
        } else {
            assertEquals("MINE=1\n", Files.readString(home.resolve(file)));
        }
        assertFalse(typed(shell, option).contains("<it is paas>"));
    }

    /** A login shell of bash that does not read .bashrc needs the line in its own file, one that does has it by that. */
    @Test
    void loginShellsOfBashHaveItToo() throws Exception {
        Files.writeString(home.resolve(".profile"), "export MINE=1");
        assertEquals(List.of(".bashrc", ".profile"), files("bash").stream().map(each -> each.path().getFileName().toString()).toList());
        add("bash");
        assertTrue(typed("bash", "-l", "-i").contains("<it is paas>"));
        remove();
        assertEquals("export MINE=1", Files.readString(home.resolve(".profile")), "a last line without an end stays one");
        assertFalse(Files.exists(home.resolve(".bashrc")), "it came with the line");
        Files.writeString(home.resolve(".profile"), ". \"$HOME/.bashrc\"\n");
        assertEquals(List.of(".bashrc"), files("bash").stream().map(each -> each.path().getFileName().toString()).toList());
    }

    @Test
    void aLinkIntoDotfilesStaysOneAndBytesStayBytes() throws Exception {
        var real = Files.createDirectory(folder.resolve("dotfiles")).resolve("zshrc");
        byte[] bytes = {'#', ' ', (byte) 0xe9, '\r', '\n', 'x', '=', '1', '\n'};
        Files.write(real, bytes);
        Files.setPosixFilePermissions(real, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(home.resolve(".zshrc"), Path.of("../dotfiles/zshrc"));
        add("zsh");
        assertTrue(Files.isSymbolicLink(home.resolve(".zshrc")));
        assertTrue(Files.size(real) > bytes.length);
        assertEquals("rw-r-----", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
        remove();
        assertTrue(Files.isSymbolicLink(home.resolve(".zshrc")));
        assertEquals(List.of(bytes[2], bytes.length), List.of(Files.readAllBytes(real)[2], Files.readAllBytes(real).length));
    }

    @Test
    void eachShellHasItsFileAndAnUnknownOneNone() throws Exception {
        var names = new LinkedHashMap<String, String>();
        for (var shell : List.of("sh", "tcsh", "nu", "")) {
            names.put(shell, files(shell).stream().map(each -> home.relativize(each.path()).toString()).toList().toString());
        }
        assertEquals("{sh=[.profile], tcsh=[], nu=[], =[]}", names.toString());
        var zsh = StartUpFile.of(Here.machine(home, Map.of("SHELL", "/bin/zsh", "ZDOTDIR", "/etc/z")));
        assertEquals(Path.of("/etc/z/.zshrc"), zsh.getFirst().path());
        var fish = StartUpFile.of(Here.machine(home, Map.of("SHELL", "/bin/fish", "XDG_CONFIG_HOME", "/x")));
        assertEquals(Path.of("/x/fish/conf.d/paas.fish"), fish.getFirst().path());
        var mac = StartUpFile.of(Here.machine(home, Machine.Os.MAC, Map.of("SHELL", "/bin/bash")));
        assertEquals(List.of(".bashrc", ".bash_profile"), mac.stream().map(each -> each.path().getFileName().toString()).toList());
        assertEquals(List.of(), StartUpFile.of(Here.machine(home, Machine.Os.WINDOWS, Map.of("SHELL", "/bin/bash"))));
    }
}
