package lib.install;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import lib.files.PrivateFile;

/**
 * The copy of this program that the launcher and editors start: {@code ~/.paas/runtime/<version>/<hash>}. Its jars are complete from the
 * moment the folder is there and never change afterwards, so a server that runs from it is not disturbed by a later install or setup.
 */
public final class ProgramCopy {

    private static final String UNFINISHED = ".new-";
    /** In a copy whose entry somebody pasted where setup does not look: it stays. No jar, so that it is not on the class path. */
    private static final String PASTED = "pasted";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final Path root;

    /** @param home the person's home folder */
    public ProgramCopy(String home) {
        this.root = Path.of(home, ".paas", "runtime");
    }

    /** Where all copies lie. */
    public Path root() {
        return root;
    }

    /**
     * Copies what this program is loaded from, unless that copy is there already.
     *
     * @param classPath jars (their own class path is followed) and folders of classes
     * @return the folder
     */
    public Path keep(String version, List<String> classPath) throws IOException {
        Path itself = itself(classPath);
        if (itself != null) {
            return itself;
        }
        Path fresh = work(version);
        try {
            String hash = copy(all(classPath), fresh);
            Path kept = fresh.resolveSibling(hash);
            if (!Files.isDirectory(kept)) {
                for (Path jar : new Program(fresh, "", "").jars()) {
                    NewerClasses.in(jar);
                    try (FileChannel channel = FileChannel.open(jar, StandardOpenOption.WRITE)) {
                        channel.force(true);
                    }
                }
                try {
                    Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    // each system has another exception for it: somebody else was first with the same copy
                    if (!Files.isDirectory(kept)) {
                        throw e;
                    }
                }
            }
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
            return kept;
        } finally {
            delete(fresh);
        }
    }

    /** A new folder among the copies of a version; what a killed install leaves of it goes with the next {@link #sweep}. */
    public Path work(String version) throws IOException {
        Path folder = root.resolve(version);
        PrivateFile.folder(root.getParent());
        if (!Files.isSymbolicLink(root.getParent())) {
            PrivateFile.closed(root.getParent());
        }
        PrivateFile.folder(root);
        PrivateFile.folder(folder);
        return Files.createTempDirectory(folder, UNFINISHED);
    }

    /** The copy that this program runs from; null when it runs from somewhere else. */
    private Path itself(List<String> classPath) throws IOException {
        Path folder = classPath.isEmpty() ? null : Path.of(classPath.getFirst()).getParent();
        boolean copy = folder != null && folder.getParent() != null && root.equals(folder.getParent().getParent())
                && new Program(folder, "", "").jars().equals(classPath.stream().map(Path::of).toList());
        return copy ? folder : null;
    }

    /** Where {@link #keep} would put the copy; what it needs for that is gone again. */
    public Path planned(String version, List<String> classPath) throws IOException {
        Path itself = itself(classPath);
        if (itself != null) {
            return itself;
        }
        Path fresh = Files.createTempDirectory("paas-runtime-");
        try {
            return root.resolve(version).resolve(copy(all(classPath), fresh));
        } finally {
            delete(fresh);
        }
    }

    /** The names of the copy's files in the order of the class path. */
    public List<String> names(List<String> classPath) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path entry : all(classPath)) {
            names.add(name(names.size() + 1, entry));
        }
        return names;
    }

    /** Numbered, so that the order of the class path shows and no two have one name; a copy's copy is called as it is. */
    private static String name(int number, Path entry) {
        String base = entry.getFileName().toString().replaceFirst("^[0-9]{2}-", "");
        return String.format(Locale.ROOT, "%02d-%s%s", number, base, Files.isDirectory(entry) ? ".jar" : "");
    }

    /** Marks a copy as one that may be named where nobody can look. */
    public static void pasted(Path copy) throws IOException {
        Files.write(copy.resolve(PASTED), new byte[0]);
    }

    /**
     * Removes the copies that nothing names any more and nobody runs from (Java opens its jars when it needs them), and what killed setups
     * left. What cannot be removed is for the next time.
     *
     * @param named the texts of all files that may name a copy
     */
    public void sweep(List<String> named) {
        List<String> running = ProcessHandle.allProcesses().map(process -> process.info().commandLine().orElse("")).toList();
        for (Path version : inside(root)) {
            for (Path copy : inside(version)) {
                String name = copy.getFileName().toString();
                try {
                    // younger ones may be of a setup at work, which writes its entry next
                    boolean old = Files.getLastModifiedTime(copy).toInstant().isBefore(Instant.now().minus(ABANDONED))
                            && (name.startsWith(UNFINISHED) || !Files.exists(copy.resolve(PASTED))
                                    && named.stream().noneMatch(text -> text.contains(name))
                                    && running.stream().noneMatch(line -> line.contains(name)));
                    if (old) {
                        // in one step: of a copy that a program holds open (Windows) nothing goes
                        Path gone = copy.resolveSibling(UNFINISHED + "gone-" + name);
                        Files.move(copy, gone, StandardCopyOption.ATOMIC_MOVE);
                        delete(gone);
                    }
                } catch (IOException inUse) {
                    // the next setup tries again
                }
            }
            if (inside(version).isEmpty()) {
                version.toFile().delete();
            }
        }
    }

    /** The folders in one. */
    private static List<Path> inside(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /**
     * Removes every copy but those that another process runs from.
     *
     * @return those that are left
     */
    public List<Path> remove() throws IOException {
        List<Path> left = new ArrayList<>();
        List<String> others = others();
        for (Path version : inside(root)) {
            for (Path copy : inside(version)) {
                if (others.stream().anyMatch(line -> line.contains(copy.getFileName().toString()))) {
                    left.add(copy);
                } else {
                    delete(copy);
                }
            }
            version.toFile().delete();
        }
        if (Files.isDirectory(root)) {
            // only when nothing is left in it
            root.toFile().delete();
        }
        return left;
    }

    /** The command lines of all other processes, as far as they can be seen. */
    private static List<String> others() {
        long own = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses().filter(process -> process.pid() != own)
                .map(process -> process.info().commandLine().orElse("")).toList();
    }

    private static Set<Path> all(List<String> classPath) throws IOException {
        Set<Path> all = new LinkedHashSet<>();
        for (String entry : classPath) {
            add(Path.of(entry), all);
        }
        return all;
    }

    private static void add(Path entry, Set<Path> all) throws IOException {
        if (!Files.exists(entry) || !all.add(entry.toAbsolutePath().normalize()) || Files.isDirectory(entry)) {
            return;
        }
        try (JarFile jar = new JarFile(entry.toFile(), false)) {
            String more = jar.getManifest() == null ? null : jar.getManifest().getMainAttributes().getValue("Class-Path");
            if (more != null) {
                for (String each : more.strip().split("\\s+")) {
                    add(Path.of(entry.toUri().resolve(each)), all);
                }
            }
        } catch (ZipException nativeBinary) {
            // it is the whole program
        }
    }

    private static String copy(Set<Path> entries, Path folder) throws IOException {
        MessageDigest hash = sha256();
        // what is made of the jars belongs to what a copy is
        hash.update(NewerClasses.class.getName().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        int number = 0;
        for (Path entry : entries) {
            Path target = folder.resolve(name(++number, entry));
            if (Files.isDirectory(entry)) {
                pack(entry, target);
            } else {
                Files.copy(entry, target);
            }
            hash.update(target.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            hash.update(Files.readAllBytes(target));
        }
        return HexFormat.of().formatHex(hash.digest(), 0, 6);
    }

    private static void pack(Path folder, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target); ZipOutputStream zip = new ZipOutputStream(out); Stream<Path> walk =
                Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/'));
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** A folder with all that is in it, when it is there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : new ArrayList<>(walk.sorted(Comparator.reverseOrder()).toList())) {
                Files.delete(each);
            }
        }
    }
}
