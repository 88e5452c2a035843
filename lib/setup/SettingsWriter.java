package lib.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.files.Machine;
import lib.files.ProcessLock;
import lib.files.Reason;
import lib.install.Installation;
import lib.install.ProgramCopy;
import lib.setup.ClientFile.Change;
import lib.setup.ClientFile.Plan;
import lib.setup.Report.FileReport;

/** Makes the changes, one setup at a time; each file is planned anew just before it is written, since clients write theirs at any time. */
public final class SettingsWriter {

    private static final int TRIES = 10;

    private final Machine machine;
    private final boolean removing;

    public SettingsWriter(Machine machine, boolean removing) {
        this.machine = machine;
        this.removing = removing;
    }

    /** Plans, without writing anything. */
    public List<Plan> plans(List<ClientFile> targets) {
        SetupState memory = SetupState.read(machine.home());
        return targets.stream().map(target -> plan(target, memory)).toList();
    }

    private Plan plan(ClientFile target, SetupState memory) {
        return removing ? target.remove(memory.of(target.path())) : target.write();
    }

    /** Writes. What fails is said of its file; the others are written. */
    public List<FileReport> write(List<ClientFile> targets) throws IOException {
        List<FileReport> reports = new ArrayList<>();
        try (ProcessLock lock = ProcessLock.take(Path.of(machine.home(), ".paas", "setup.lock"))) {
            if (lock == null) {
                throw new IOException("another paas setup has been writing for half a minute");
            }
            SetupState memory = SetupState.read(machine.home());
            for (ClientFile target : targets) {
                reports.add(write(target, memory));
            }
            boolean installed = new Installation(Path.of(machine.home())).read() != null;
            if (removing && memory.isEmpty() && !installed) {
                new ProgramCopy(machine.home()).remove();
            } else if (!removing) {
                List<String> named = NamedCopies.texts(machine, targets.stream().map(ClientFile::path).toList());
                if (named != null) {
                    new ProgramCopy(machine.home()).sweep(named);
                }
            }
        }
        return reports;
    }

    private FileReport write(ClientFile target, SetupState memory) {
        Plan plan = plan(target, memory);
        try {
            for (int i = 0; plan.change().writes() && !target.apply(plan, memory); i++) {
                if (i == TRIES) {
                    throw new IOException("another program keeps writing it");
                }
                plan = plan(target, memory);
            }
            if (plan.change() == Change.ABSENT && memory.of(target.path()) != null) {
                memory.put(target.path(), null);
            }
        } catch (IOException e) {
            return report(plan, "cannot be written (" + Reason.of(e) + ")", null);
        }
        UndoRecord trace = memory.of(target.path());
        return report(plan, plan.problem(), plan.change().writes() && trace != null && !trace.backup().isEmpty() ? trace.backup() : null);
    }

    private FileReport report(Plan plan, String problem, String backup) {
        ClientFile target = plan.target();
        String path = target.path();
        return new FileReport(target.client().name(), path, machine.shown(path), problem == null ? Report.words(plan) : "left as it is",
                backup == null ? null : Path.of(path).resolveSibling(backup).toString(), problem,
                problem == null || removing ? null : target.entry().snippet());
    }
}
