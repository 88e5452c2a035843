package lib.commands.program;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Machine;
import lib.files.Reason;
import lib.install.Installation;
import lib.install.Installed;
import lib.install.Program;
import lib.install.ProgramCopy;
import lib.install.Provenance;
import lib.install.StartUpFile;
import lib.install.Training;
import lib.op.Dialog;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.services.program.NativeInstall;
import lib.setup.NamedCopies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a copy of this program, made quick to start, and a launcher into the person's home folder. */
@Examples({"paas install", "paas install --path", "paas install --native"})
@HelpPlace(under = Heading.PROGRAM, place = 30)
@Command(name = "install", description = "Install paas: quick to start, without JBang",
        footer = {"", "Copies the program to ~/.paas/runtime and a launcher to ~/.paas/bin, and has the JVM remember what a start loads. "
        + "Older copies that nothing uses any more go. paas uninstall takes it all back.", "",
        "With --native it is one file that needs no Java and starts at once: built here where GRAALVM_HOME, JAVA_HOME or the PATH has a "
        + "GraalVM 25, else the release's file, its checksum verified."})
public final class Install implements Callable<Install.Done> {

    /** For somebody else's training of the same copy. */
    private static final int PATIENCE_SECONDS = 180;

    @Option(names = "--path", description = "Put ~/.paas/bin on the PATH in your shell's start-up file.")
    boolean path;

    @Option(names = "--no-path", description = "Leave the start-up file alone, and do not ask.")
    boolean noPath;

    @Option(names = "--native", description = "As one file that needs no Java: built here with a GraalVM 25, else the release's.")
    boolean asNative;

    @Option(names = "--releases", paramLabel = "<address>",
            description = "Where the release's file is, e.g. a mirror; PAAS_RELEASES does the same.")
    String releases;

    @Option(names = "--from", paramLabel = "<reference>",
            description = "Where paas upgrade looks, e.g. paas@org; found out where possible.")
    String from;

    private final Dialog dialog;
    private final Progress progress;
    private final Machine machine;

    public Install(Dialog dialog, Progress progress, Machine machine) {
        this.dialog = dialog;
        this.progress = progress;
        this.machine = machine;
    }

    @Override
    public Done call() {
        if (path && noPath) {
            throw new Failure(Kind.USAGE, "--path and --no-path are opposites", "leave out one of them");
        }
        if (releases != null && !asNative && machine.java() != null) {
            throw new Failure(Kind.USAGE, "--releases says where the native program is, and without --native there is none",
                    "add --native");
        }
        if (machine.home().contains(File.pathSeparator)) {
            throw new Failure(Kind.FAILED, "the name of your home folder has a \"" + File.pathSeparator + "\" in it, which Java cannot use",
                    "set HOME to a folder without one");
        }
        try {
            List<StartUpFile> files = StartUpFile.of(machine);
            if (path && files.isEmpty()) {
                throw new Failure(Kind.USAGE, "paas does not know the start-up file of your shell",
                        "leave out --path, and add this line to it: " + StartUpFile.TO_PASTE);
            }
            return installed(files);
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot install to " + machine.shown(machine.inHome(".paas")) + " (" + Reason.of(e) + ")",
                    "make it a folder that you can write to, on a disk with room");
        }
    }

    private Done installed(List<StartUpFile> files) throws IOException {
        Installation installation = new Installation(Path.of(machine.home()));
        Installed before = installation.read();
        boolean whole = asNative || machine.java() == null;
        NativeInstall.Kept file = !whole ? null
                : new NativeInstall(machine, progress).keep(releases, before == null ? null : before.from());
        Program program = whole ? file.program() : copied();
        boolean quick = whole || trained(program);
        Provenance known = provenance(before);
        // a catalog and a clone have newer versions in their own way; a jar and a file of unknown origin have none
        boolean kept = !whole || file.from() == null || known.kind() == Provenance.Kind.CATALOG || known.kind() == Provenance.Kind.CLONE;
        installation.activate(program, machine.version(), kept ? known : file.from());
        if (!installation.answers().equals(machine.version())) {
            throw new Failure(Kind.FAILED, "the launcher is there and does not start", "see for yourself: "
                    + machine.shown(installation.launcher().toString()) + " version");
        }
        List<String> named = NamedCopies.texts(machine, List.of());
        if (named != null) {
            new ProgramCopy(machine.home()).sweep(named);
        }
        boolean onPath = Arrays.asList(machine.environment().getOrDefault("PATH", "").split(File.pathSeparator))
                .contains(installation.bin().toString());
        List<String> written = written(files, onPath);
        return new Done(machine.version(), before == null ? null : before.version(), whole ? "native" : "jvm",
                installation.launcher().toString(), program.folder().toString(), program.java(), whole ? file.source() : null, quick,
                onPath || !written.isEmpty(), written,
                new Shown(machine, files.isEmpty() ? null : machine.shown(files.getFirst().path().toString())));
    }

    private Program copied() throws IOException {
        progress.step("Copying paas " + machine.version());
        return new Program(new ProgramCopy(machine.home()).keep(machine.version(), machine.classPath()), machine.java(), machine.main());
    }

    private boolean trained(Program program) {
        progress.step("Starting it once, so that the JVM remembers what a start needs");
        Training.Outcome outcome = new Training(program).run(PATIENCE_SECONDS);
        return outcome == Training.Outcome.FITTED || outcome == Training.Outcome.TRAINED;
    }

    /** From the installed copy itself one learns nothing new of where it came from. */
    private Provenance provenance(Installed before) {
        if (from != null) {
            return new Provenance(Provenance.Kind.CATALOG, from);
        }
        Path copies = new ProgramCopy(machine.home()).root();
        boolean itself = machine.classPath().stream().allMatch(jar -> Path.of(jar).startsWith(copies));
        return before != null && itself ? before.from() : Provenance.of(machine);
    }

    /** Adds the line where the person wants it. @return the files that have it */
    private List<String> written(List<StartUpFile> files, boolean onPath) throws IOException {
        List<String> written = new ArrayList<>();
        boolean all = !files.isEmpty();
        for (StartUpFile file : files) {
            all &= file.written();
        }
        if (path || all || !onPath && !noPath && !files.isEmpty() && dialog.interactive() && agreed(files)) {
            for (StartUpFile file : files) {
                file.add();
                written.add(file.path().toString());
            }
        }
        return written;
    }

    private boolean agreed(List<StartUpFile> files) {
        dialog.note("To type paas anywhere, this line belongs in " + String.join(" and ", files.stream()
                .map(file -> machine.shown(file.path().toString())).toList()) + ":");
        files.stream().map(StartUpFile::line).distinct().forEach(line -> dialog.note("  " + line));
        String answer = dialog.ask("Add it?", "yes").toLowerCase(Locale.ROOT);
        return answer.equals("yes") || answer.equals("y");
    }

    /** What only the page needs. */
    public record Shown(Machine machine, String file) {
    }

    /** For {@code --json}. */
    record Facts(String version, @Nullable String previous, String kind, String launcher, String copy, @Nullable String java,
            @Nullable String source, boolean cached, boolean onPath, List<String> startUpFiles) {
    }

    /**
     * @param previous     the version that was installed before; left out for none
     * @param kind         jvm or native
     * @param java         that starts it; left out where it needs none
     * @param source       where a native program came from; left out for the others
     * @param cached       whether starts are quick: the JVM, where there is one, has what it needs
     * @param onPath       whether the launcher's folder is on the PATH, here or in the next terminal
     * @param startUpFiles those with the line
     */
    public record Done(String version, String previous, String kind, String launcher, String copy, String java, String source,
            boolean cached, boolean onPath, List<String> startUpFiles, Shown shown) implements Result {

        @Override
        public Facts json() {
            return new Facts(version, previous, kind, launcher, copy, java, source, cached, onPath, startUpFiles);
        }

        @Override
        public Page page() {
            Machine machine = shown.machine;
            Page page = new Page().line("paas " + version + " is installed" + (previous == null || previous.equals(version) ? "."
                    : "; it was " + previous + ".")).line("")
                    .facts("Launcher", machine.shown(launcher), "Program", machine.shown(copy), java == null ? "Source" : "Java",
                            java == null ? machine.shown(source) : java);
            if (!startUpFiles.isEmpty()) {
                page.line("").line("New terminals have it on the PATH: the line is in "
                        + String.join(" and ", startUpFiles.stream().map(machine::shown).toList()) + ".");
            } else if (!onPath && machine.os() == Machine.Os.WINDOWS) {
                page.line("").line("To type paas anywhere, put this folder on the PATH: " + Path.of(launcher).getParent());
            } else if (!onPath) {
                page.line("").line("To type paas anywhere, add this line to " + (shown.file == null ? "your shell's start-up file"
                        : shown.file + " (paas install --path does it)") + ":").line("").line("  " + StartUpFile.TO_PASTE);
            }
            return page;
        }

        @Override
        public List<String> notes() {
            return cached ? List.of() : List.of("The JVM could not keep what a start needs: starts take longer, and nothing else.");
        }
    }
}
