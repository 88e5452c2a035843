package lib.commands.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Machine;
import lib.files.Reason;
import lib.install.Installation;
import lib.install.ProgramCopy;
import lib.install.StartUpFile;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Result;
import lib.setup.NamedCopies;
import picocli.CommandLine.Command;

/** Takes back what {@code paas install} did: launchers, copies, the line in the shell's start-up file. The connection is not its own. */
@Examples("paas uninstall")
@HelpPlace(under = Heading.PROGRAM, place = 50)
@Command(name = "uninstall", description = "Take back what paas install did")
public final class Uninstall implements Callable<Uninstall.Done> {

    private final Machine machine;

    public Uninstall(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Done call() {
        Map<String, String> starting = NamedCopies.starting(machine);
        if (!starting.isEmpty()) {
            throw new Failure(Kind.CONFLICT, String.join(" and ", starting.values().stream().distinct().toList())
                    + " would start what is no longer there (" + String.join(", ", starting.keySet().stream().map(machine::shown).toList())
                    + ")", "take the entry out first: paas setup --remove");
        }
        List<String> removed = new ArrayList<>();
        try {
            for (StartUpFile file : StartUpFile.all(machine)) {
                if (file.remove()) {
                    removed.add(file.path().toString());
                }
            }
            return new Done(removed, program(removed), config(), machine);
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot remove everything (" + Reason.of(e) + ")",
                    "see that ~/.paas is yours to write to, and run this again");
        }
    }

    /** @return the copies that are left, since a process runs from them */
    private List<String> program(List<String> removed) throws IOException {
        Installation installation = new Installation(Path.of(machine.home()));
        ProgramCopy copies = new ProgramCopy(machine.home());
        boolean any = Files.isDirectory(copies.root());
        // this very process may run from there, and Java opens a jar when it first needs it: all are opened while they are there
        Uninstall.class.getClassLoader().getResources("META-INF/MANIFEST.MF").asIterator().forEachRemaining(jar -> { });
        if (installation.remove()) {
            removed.add(installation.launcher().toString());
        }
        List<String> left = copies.remove().stream().map(Path::toString).toList();
        if (any && left.isEmpty()) {
            removed.add(copies.root().toString());
        }
        return left;
    }

    private String config() {
        String config = machine.inHome(".paas", "config.json");
        return Files.exists(Path.of(config)) ? config : null;
    }

    /** For {@code --json}. */
    record Facts(List<String> removed, List<String> left, @Nullable String config) {
    }

    /**
     * @param removed files and folders; of a start-up file the line
     * @param left    copies that a running process uses
     * @param config  the saved connection, which stays; left out for none
     */
    public record Done(List<String> removed, List<String> left, String config, Machine machine) implements Result {

        @Override
        public Facts json() {
            return new Facts(removed, left, config);
        }

        @Override
        public Page page() {
            Page page = new Page();
            if (removed.isEmpty() && left.isEmpty()) {
                page.line("Nothing is installed here.");
            } else {
                page.line("paas is uninstalled.");
                for (String each : removed) {
                    boolean line = !each.startsWith(machine.inHome(".paas"));
                    page.line("  " + (line ? "the line is out of " : "removed ") + machine.shown(each));
                }
                for (String each : left) {
                    page.line("  left, since a process runs from it: " + machine.shown(each));
                }
            }
            return config == null ? page : page.line("").line("The saved connection stays in " + machine.shown(config)
                    + "; delete the file to be rid of it.");
        }
    }
}
