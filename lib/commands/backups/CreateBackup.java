package lib.commands.backups;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Backup;
import lib.api.BackupConfig;
import lib.base.Failure;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Undo;
import lib.services.backups.Making;
import lib.services.backups.Sizes;
import picocli.CommandLine.Command;

/** Takes a backup of the instance and waits for it. Contract: POST /api/backups/create. */
@Examples({"paas backups create", "paas backups create --json"})
@HelpPlace(under = Heading.SCHEDULES, place = 120)
@Command(name = "backups create", description = "Take a backup of the instance now")
@Operation(tool = "paas_create_backup", title = "Take a backup", effect = Effect.WRITE, overwrites = true, scopes = "backups:manage",
        about = "Packs the instance's own data and, if set so, dumps of its databases; answers when it is done. Volumes of apps are not in "
                + "it. The oldest backups beyond the number to keep are removed.")
public final class CreateBackup implements Callable<CreateBackup.Created> {

    private final Api api;
    private final Progress progress;

    public CreateBackup(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Created call() {
        BackupConfig config = api.backups().config();
        List<Backup> before = api.backups().all();
        progress.onInterrupt("The instance goes on packing; look later: paas backups");
        if (progress.watched()) {
            progress.step("packing the instance's data" + (config.databases() ? " and dumping its databases" : ""));
        }
        Making.Made made = new Making(api, progress).now(before);
        progress.onInterrupt(null);
        List<String> removed = removed(before, made.backup());
        List<String> in = new ArrayList<>(List.of("the instance's database, settings and logs", "its admin token and its encryption key"));
        List<String> out = new ArrayList<>(List.of("volumes, images and containers of apps"));
        if (config.databases()) {
            in.add("dumps of the add-ons on the instance's own machine; one that failed is missing without a word");
            out.add("add-ons on other servers, and imported ones with another user or database than appuser and appdb");
        } else {
            out.add("the add-ons' databases: paas backups config --set databases=on");
        }
        String name = made.backup().name();
        Undo undo = Undo.by("paas", "backups", "delete", name);
        return new Created(name, made.backup().size(), made.backup().createdAt(), in, out, config.s3(), removed,
                made.lost() ? "its answer got lost; it was found in the list, and it does not grow any more" : null,
                removed.isEmpty() ? undo : undo.but("the older ones that it pushed out do not come back: " + String.join(", ", removed)));
    }

    /** Those that are gone since: the instance keeps a number of them. */
    private List<String> removed(List<Backup> before, Backup made) {
        try {
            List<String> now = api.backups().all().stream().map(Backup::name).toList();
            return before.stream().map(Backup::name).filter(each -> !now.contains(each) && !each.equals(made.name())).toList();
        } catch (Failure e) {
            // the backup is there; what it pushed out is not worth a failure
            return List.of();
        }
    }

    /**
     * @param includes  what is in it
     * @param leavesOut what is not
     * @param copied    whether a copy goes to the object storage now, in the background: nothing tells whether it arrives
     * @param removed   older backups that are gone now, since the instance keeps a number of them
     * @param note      how it is known, where its answer did not come; left out otherwise
     */
    public record Created(String name, long sizeBytes, String createdAt, List<String> includes, List<String> leavesOut, boolean copied,
                          List<String> removed, @Nullable String note, Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("Made " + name + " (" + Sizes.words(sizeBytes) + ").")
                    .facts("In it", String.join("; ", includes), "Not in it", String.join("; ", leavesOut),
                            "Copy", copied ? "goes to the object storage in the background; whether it arrives, only the server's log tells"
                                    : null,
                            "Pushed out", String.join(", ", removed), "Note", note);
            return page.line("Whoever has it has the instance: keep it private. To have it elsewhere: paas backups download " + name);
        }

        @Override
        public List<String> ids() {
            return List.of(name);
        }
    }
}
