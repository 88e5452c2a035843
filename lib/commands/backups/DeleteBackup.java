package lib.commands.backups;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Backup;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.BackupReference;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.backups.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a backup from the instance's disk. Contract: POST /api/backups/delete. */
@Examples({"paas backups delete backup-20260702-143205.tar.gz"})
@HelpPlace(under = Heading.SCHEDULES, place = 150)
@Command(name = "backups delete", description = "Delete a backup for good")
@Operation(effect = Effect.DESTRUCTIVE, scopes = "backups:manage")
public final class DeleteBackup implements Callable<DeleteBackup.Deleted>, Destructive {

    @Parameters(index = "0")
    BackupReference name;

    private final Api api;

    public DeleteBackup(Api api) {
        this.api = api;
    }

    @Override
    public Consequences consequences() {
        List<Backup> all = api.backups().all();
        Backup doomed = name.in(all);
        List<String> lines = new ArrayList<>();
        lines.add("backup: " + doomed.name() + ", " + Sizes.words(doomed.size()) + ", made " + doomed.createdAt());
        if (all.size() == 1) {
            lines.add("it is the only one on the instance's disk");
        } else if (all.getFirst().name().equals(doomed.name())) {
            lines.add("it is the newest one");
        }
        lines.add("a copy that was downloaded, or that lies in an object storage, stays");
        return new Consequences(doomed.name(), lines);
    }

    @Override
    public Deleted call() {
        Backup doomed = name.in(api.backups().all());
        Failure lost = Uncertain.send(() -> api.backups().delete(doomed.name()));
        if (api.backups().all().stream().anyMatch(each -> each.name().equals(doomed.name()))) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance says that it deleted " + doomed.name()
                    + ", and lists it still", "look again: paas backups");
        }
        return new Deleted(doomed.name(), doomed.size(),
                Undo.none("only a copy that was downloaded, or that lies in an object storage, has "
                + "what was in it, and no route brings one back"));
    }

    /** What is gone. */
    public record Deleted(String name, long sizeBytes, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Deleted " + name + ".");
        }

        @Override
        public List<String> ids() {
            return List.of(name);
        }
    }
}
