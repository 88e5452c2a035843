package lib.api;

import lib.json.JsonObject;

/**
 * An archive of the instance on its own disk. Contract: schema Backup.
 *
 * @param name      {@code backup-YYYYMMDD-HHMMSS.tar.gz}, in the server's local time
 * @param size      bytes
 * @param createdAt RFC 3339
 */
public record Backup(String name, long size, String createdAt) {

    static Backup from(JsonObject json) {
        return new Backup(json.text("name"), (long) json.number("sizeBytes"), json.text("createdAt"));
    }
}
