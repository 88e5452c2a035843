package lib.op;

import java.util.List;
import lib.api.Backup;
import lib.api.Backups;

/** A backup of the instance, by its name. */
@Reference.About(value = "Name of the backup.", completes = "backups")
public record BackupReference(String text) implements Reference {

    /**
     * The backup in a list that is already there.
     *
     * @throws lib.base.Failure NOT_FOUND with the names that come close
     */
    public Backup in(List<Backup> backups) {
        return Backups.find(backups, text);
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
