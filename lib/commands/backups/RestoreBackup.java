package lib.commands.backups;

import java.time.Duration;
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
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Range;
import lib.op.Result;
import lib.op.Undo;
import lib.services.backups.Making;
import lib.services.backups.Restart;
import lib.services.backups.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes the whole instance back to a backup. Contract: POST /api/backups/restore. */
@Examples({"paas backups restore backup-20260702-143205.tar.gz"})
@HelpPlace(under = Heading.SCHEDULES, place = 140)
@Command(name = "backups restore", description = "Take the whole instance back to a backup")
@Operation(effect = Effect.DESTRUCTIVE, scopes = "backups:manage")
public final class RestoreBackup implements Callable<RestoreBackup.Restored>, Destructive {

    @Parameters(index = "0")
    BackupReference name;

    @Range(min = 1, max = 3600)
    @Option(names = {"--wait-timeout", "--timeout-seconds"}, paramLabel = "<seconds>",
            description = "How long to watch for the restart, 1 to 3600; default 180.")
    int timeoutSeconds = 180;

    private final Api api;
    private final Progress progress;

    public RestoreBackup(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Consequences consequences() {
        Backup backup = name.in(api.backups().all());
        return new Consequences(backup.name(), List.of(
                "backup: " + backup.name() + ", " + Sizes.words(backup.size()) + ", made " + backup.createdAt(),
                "everything that the instance keeps goes back to that moment: apps, settings, history, agents, the admin token",
                "connections made since stop working, perhaps this one, too",
                "the services restart; containers of apps and add-ons run on, also those of apps that it does not know then",
                "dumps of databases in the backup are not loaded into the add-ons",
                "a backup of what is there now is made first, and is the way back",
                "an instance does not tell what becomes of a restore: this command watches for its restart"));
    }

    @Override
    public Restored call() {
        List<Backup> before = api.backups().all();
        Backup backup = name.in(before);
        Restart restart = new Restart(api, progress);
        if (progress.watched()) {
            progress.step("the instance makes a backup of what is there, and begins");
        }
        progress.onInterrupt("The restore goes on without you; an instance tells nothing of it but its uptime in /api/health");
        Failure lost = Uncertain.send(() -> api.backups().restore(backup.name(), Making.limit(progress)));
        try {
            restart.await(Duration.ofSeconds(timeoutSeconds));
        } catch (Failure e) {
            throw lost != null && e.kind() == Kind.FAILED ? lost : e;
        }
        progress.onInterrupt(null);
        String safety = null;
        String note = null;
        try {
            List<String> known = before.stream().map(Backup::name).toList();
            safety = api.backups().all().stream().map(Backup::name).filter(each -> !known.contains(each)).findFirst().orElse(null);
        } catch (Failure e) {
            note = e.kind() == Kind.NOT_ALLOWED
                    ? "this connection is not one of that time, so it cannot be looked at with it: paas connect "
                    + api.session().url() : "its backups cannot be read: " + e.getMessage();
        }
        return new Restored(backup.name(), backup.createdAt(), safety, note, safety == null
                ? Undo.none("the backup that was made just before has a name that is not known here; paas backups lists it, and paas "
                + "backups "
                + "restore takes it") : Undo.by("paas", "backups", "restore", safety));
    }

    /**
     * The instance has restarted since, which is all that can be seen of a restore.
     *
     * @param createdAt the moment it is back at
     * @param safety    the backup of what was there before; left out where it is not known
     * @param note      what could not be looked at; left out otherwise
     */
    public record Restored(String name, String createdAt, @Nullable String safety, @Nullable String note, Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("The instance has restarted with " + name + " (made " + createdAt + ").");
            page.line("That it restarted is all that it tells: see that everything is there, e.g. with paas apps.");
            if (note != null) {
                page.line("Note: " + note + ".");
            }
            return page;
        }

        @Override
        public List<String> ids() {
            return List.of(name);
        }
    }
}
