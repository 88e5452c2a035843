package lib.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lib.files.Machine;
import lib.files.PrivateFile;

/**
 * A start-up file of a shell, and our one line in it, which is marked and taken out exactly as it came. The file may be a link into a
 * repository of dotfiles: it stays one.
 *
 * @param path of the file
 * @param line the line, without its end
 */
public record StartUpFile(Path path, String line) {

    private static final long MOST = 16L * 1024 * 1024;
    private static final String MARK = " # paas install";
    /** The file came with the line, and goes with it. */
    private static final String MADE = MARK + " made this file";
    private static final String POSIX = "case \":$PATH:\" in *\":$HOME/.paas/bin:\"*) ;; *) export PATH=\"$HOME/.paas/bin:$PATH\" ;; esac";
    private static final String FISH = "contains -- $HOME/.paas/bin $PATH; or set -gx PATH $HOME/.paas/bin $PATH";

    /** What is to be pasted where we do not write. */
    public static final String TO_PASTE = "export PATH=\"$HOME/.paas/bin:$PATH\"";

    /**
     * The files that the person's shell reads at a terminal.
     *
     * @return none for a shell that is not known, and on Windows
     */
    public static List<StartUpFile> of(Machine machine) throws IOException {
        if (machine.os() == Machine.Os.WINDOWS) {
            return List.of();
        }
        String shell = machine.environment().getOrDefault("SHELL", "").replaceFirst(".*/", "");
        return switch (shell) {
            case "bash" -> bash(machine);
            case "zsh" -> List.of(posix(machine.in("ZDOTDIR", machine.home(), ".zshrc")));
            case "fish" -> List.of(fish(machine));
            case "sh", "dash", "ksh", "mksh" -> List.of(posix(machine.inHome(".profile")));
            default -> List.of();
        };
    }

    /** All files that may have the line. */
    public static List<StartUpFile> all(Machine machine) {
        List<StartUpFile> all = new ArrayList<>();
        for (String name : List.of(".bashrc", ".bash_profile", ".bash_login", ".profile", ".zshrc")) {
            all.add(posix(machine.inHome(name)));
        }
        if (!machine.environment().getOrDefault("ZDOTDIR", "").isBlank()) {
            all.add(posix(machine.in("ZDOTDIR", machine.home(), ".zshrc")));
        }
        all.add(fish(machine));
        return all;
    }

    /** A login shell reads one file of three, and most of those read .bashrc themselves: one that does not needs the line as well. */
    private static List<StartUpFile> bash(Machine machine) throws IOException {
        List<StartUpFile> files = new ArrayList<>(List.of(posix(machine.inHome(".bashrc"))));
        boolean login = false;
        for (String name : List.of(".bash_profile", ".bash_login", ".profile")) {
            StartUpFile each = posix(machine.inHome(name));
            String text = login ? null : each.text();
            if (text != null) {
                login = true;
                if (!text.contains("bashrc")) {
                    files.add(each);
                }
            }
        }
        if (!login && machine.os() == Machine.Os.MAC) {
            // every window of its terminal is a login shell
            files.add(posix(machine.inHome(".bash_profile")));
        }
        return files;
    }

    private static StartUpFile posix(String path) {
        return new StartUpFile(Path.of(path), POSIX);
    }

    private static StartUpFile fish(Machine machine) {
        return new StartUpFile(Path.of(machine.in("XDG_CONFIG_HOME", machine.inHome(".config"), "fish", "conf.d", "paas.fish")), FISH);
    }

    /** Whether the line is there. */
    public boolean written() throws IOException {
        String text = text();
        return text != null && text.contains(line + MARK);
    }

    /** Adds the line, unless it is there. @return whether it was added */
    public boolean add() throws IOException {
        String text = text();
        if (text != null && text.contains(line + MARK)) {
            return false;
        }
        // where the last line has no end, ours has none either: what is taken out later is what was put in
        boolean open = text != null && !text.isEmpty() && !text.endsWith("\n");
        String after = text == null ? line + MADE + "\n" : open ? text + "\n" + line + MARK : text + line + MARK + "\n";
        replace(text, after);
        return true;
    }

    /** Takes the line out. @return whether it was there */
    public boolean remove() throws IOException {
        String text = text();
        int start = text == null ? -1 : text.indexOf(line + MARK);
        if (start < 0) {
            return false;
        }
        int end = text.indexOf('\n', start);
        boolean made = text.startsWith(line + MADE, start);
        String after = end >= 0 ? text.substring(0, start) + text.substring(end + 1) : text.substring(0, Math.max(0, start - 1));
        replace(text, made && after.isEmpty() ? null : after);
        return true;
    }

    /** As bytes in letters: files of shells are in no particular encoding. Null when there is none. */
    private String text() throws IOException {
        byte[] bytes = new PrivateFile(path).read(MOST);
        return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void replace(String before, String after) throws IOException {
        PrivateFile file = new PrivateFile(path);
        Path target = file.target();
        PrivateFile.usualFolder(target.getParent());
        if (before != null && !Files.isWritable(target)) {
            throw new FileSystemException(target.toString(), null, "it is read-only");
        }
        if (after == null) {
            file.remove();
            return;
        }
        Path fresh = PrivateFile.beside(target, after.getBytes(StandardCharsets.ISO_8859_1), before == null ? null : target);
        try {
            byte[] now = file.read(MOST);
            if (!Arrays.equals(before == null ? null : before.getBytes(StandardCharsets.ISO_8859_1), now)) {
                throw new FileSystemException(target.toString(), null, "another program writes it");
            }
            PrivateFile.take(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
