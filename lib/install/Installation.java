package lib.install;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lib.files.PrivateFile;
import lib.files.ProcessLock;

/**
 * The installed program of a person: {@code ~/.paas/bin/paas}, what it starts, and the file that says so. Launcher and file are written one
 * install at a time, each in one step, so that whoever types {@code paas} meanwhile gets the former one or the new one.
 */
public final class Installation {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
    private static final int SECONDS = 60;

    private final Path folder;

    /** @param home the person's home folder */
    public Installation(Path home) {
        this.folder = home.resolve(".paas");
    }

    /** What is to be on the PATH. */
    public Path bin() {
        return folder.resolve("bin");
    }

    /** What a person types, and an editor starts. */
    public Path launcher() {
        return bin().resolve(WINDOWS ? "paas.cmd" : "paas");
    }

    /** What says what is installed, and so names the copy that must stay. */
    public Path state() {
        return folder.resolve("installed.json");
    }

    /** @return null when nothing is installed */
    public Installed read() {
        return Files.exists(launcher()) ? Installed.read(state()) : null;
    }

    /**
     * Makes this the program that the launcher starts.
     *
     * @throws IOException also when another install has been at it for half a minute
     */
    public void activate(Program program, String version, Provenance from) throws IOException {
        try (ProcessLock lock = lock()) {
            write(program, version, from);
        }
    }

    /** The launcher's Java has gone, and this is the one that it has found since. */
    void javaMoved(Program program) throws IOException {
        try (ProcessLock lock = lock()) {
            Installed known = read();
            if (known != null && !known.isNative() && known.copy().equals(program.folder().toString())
                    && !Files.isExecutable(Path.of(known.java()))) {
                write(program, known.version(), known.from());
            }
        }
    }

    private ProcessLock lock() throws IOException {
        ProcessLock lock = ProcessLock.take(folder.resolve("install.lock"));
        if (lock == null) {
            throw new IOException("another paas install has been writing for half a minute");
        }
        return lock;
    }

    /** The launcher comes last: from then on the copy is used. */
    private void write(Program program, String version, Provenance from) throws IOException {
        PrivateFile.folder(bin());
        new Installed(version, program.folder().toString(), program.java(), from).write(state());
        // the name of the home folder as the system has it, whatever the locale makes of its letters
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        if (WINDOWS) {
            program(bin().resolve("paas.cmd"), LaunchScript.batch(program, version).getBytes(names));
        } else if (program.isNative()) {
            link(bin().resolve("paas"), program.file());
        } else {
            program(bin().resolve("paas"), LaunchScript.posix(program, version, LINUX).getBytes(names));
        }
    }

    /** A native program needs nobody who starts it: its name is a link to it. */
    private static void link(Path file, Path program) throws IOException {
        noFolder(file);
        Path fresh = file.resolveSibling(".paas-" + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.deleteIfExists(fresh);
            Files.createSymbolicLink(fresh, program);
            PrivateFile.take(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void noFolder(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new java.nio.file.FileSystemException(file.toString(), null, "a folder is in the place of " + file);
        }
    }

    private static void program(Path file, byte[] text) throws IOException {
        noFolder(file);
        Path fresh = PrivateFile.beside(file, text, null);
        try {
            if (!WINDOWS) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            PrivateFile.take(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The version that the launcher answers, started as anybody would; "" when it does not. */
    public String answers() {
        return answers(launcher());
    }

    /** The version that a program answers; "" when it does not. */
    public static String answers(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "version").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(200), java.nio.charset.StandardCharsets.UTF_8).strip();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Removes launchers and state. @return whether there was anything */
    public boolean remove() throws IOException {
        boolean any = false;
        try (ProcessLock lock = lock()) {
            List<Path> files = new ArrayList<>(List.of(bin().resolve("paas"), bin().resolve("paas.cmd"), state()));
            for (Path file : files) {
                any |= Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder.resolve("install.lock"));
        if (Files.isDirectory(bin()) && bin().toFile().list().length == 0) {
            Files.delete(bin());
        }
        return any;
    }
}
