package lib.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lib.http.Stepwise;
import lib.json.JsonObject;

/** Archives of the instance itself, and the settings they are made by. Contract: /api/backups and below; all need backups:manage. */
public final class Backups {

    private final Routes wire;

    Backups(Routes wire) {
        this.wire = wire;
    }

    /** GET /api/backups: those on the server's disk, the newest first. Copies in an object storage are not among them. */
    public List<Backup> all() {
        return wire.wholeList("/api/backups", Backup::from);
    }

    /**
     * The one of this name.
     *
     * @throws lib.base.Failure NOT_FOUND with the names that come close
     */
    public static Backup find(List<Backup> backups, String name) {
        return Lookup.find(backups, Backup::name, Backup::name, Backup::createdAt, name, "backup", "paas backups");
    }

    /**
     * POST /api/backups/create: makes one and answers when it is done; afterwards the oldest beyond the number to keep are gone.
     *
     * @param limit how long it may take: the instance itself has no limit
     */
    public Backup create(Duration limit) {
        JsonObject json = wire.post("/api/backups/create", Map.of(), limit);
        if (json.text("name").isEmpty()) {
            throw Routes.unreadable("POST", "/api/backups/create", "no name in it");
        }
        return Backup.from(json);
    }

    /**
     * GET /api/backups/download: neither a length nor ranges come with it (contract); what stands in front of an instance may know ranges.
     *
     * @param from the first byte that is wanted
     */
    public void download(String name, long from, Stepwise reader) {
        wire.file(Routes.query("/api/backups/download", "name", name), from, reader);
    }

    /**
     * POST /api/backups/restore: makes a backup of what is there first, then answers, and only then stops the services and begins. No route
     * tells what becomes of it.
     *
     * @param limit how long the backup beforehand may take
     */
    public void restore(String name, Duration limit) {
        wire.post("/api/backups/restore", Map.of("name", name), limit);
    }

    /** POST /api/backups/delete: one that is not there is a 500. */
    public void delete(String name) {
        wire.post("/api/backups/delete", Map.of("name", name));
    }

    /** GET /api/backups/config. */
    public BackupConfig config() {
        return config(wire.get("/api/backups/config"), "GET", "/api/backups/config");
    }

    /** POST /api/backups/config/save: replaces everything. @param secret of the object storage; "" keeps the stored one */
    public BackupConfig save(BackupConfig config, String secret) {
        return config(wire.post("/api/backups/config/save", config.request(secret)), "POST", "/api/backups/config/save");
    }

    /** What is missing would be taken for false, and be saved so. */
    private static BackupConfig config(JsonObject json, String method, String path) {
        if (!(json.fields().get("autoEnabled") instanceof Boolean) || !(json.fields().get("retention") instanceof Number)) {
            throw Routes.unreadable(method, path, "no settings of backups in it");
        }
        return BackupConfig.from(json);
    }
}
