package lib.sandbox.state.backups;

import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import lib.sandbox.base.Kept;
import lib.sandbox.base.Rows;

/** The archives and the settings they are made by. Contract: /api/backups and below. */
public final class Backups {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'backup-'yyyyMMdd-HHmmss'.tar.gz'");
    private static final Comparator<Archive> NEWEST_FIRST = Comparator.comparing(Archive::made).thenComparing(Archive::name).reversed();

    private final InstantSource clock;
    private final Rows<Archive> archives = new Rows<>(Archive::name);
    private Settings settings = new Settings(BackupConfig.UNSAVED, "");

    public Backups(InstantSource clock) {
        this.clock = clock;
    }

    /** Newest first. */
    public List<Archive> all() {
        return archives.all().stream().sorted(NEWEST_FIRST).toList();
    }

    /** null when there is none. */
    public Archive find(String name) {
        return archives.find(name);
    }

    /** Packs these files. Contract: names have one-second resolution, so that two in one second overwrite each other. */
    public Archive create(Map<String, byte[]> files) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
        Archive made = new Archive(NAME.format(now), now, TarGz.pack(files, now.toEpochSecond()));
        archives.put(made);
        return made;
    }

    /** Deletes the oldest beyond the number to keep. */
    public void prune() {
        all().stream().skip(config().retention()).forEach(old -> archives.remove(old.name()));
    }

    /** Whether there was such an archive. */
    public boolean delete(String name) {
        return archives.remove(name);
    }

    public synchronized BackupConfig config() {
        return settings.config;
    }

    /** The S3 secret as it is stored, "" for none; the API tells it nowhere. */
    public synchronized String secret() {
        return settings.secret;
    }

    /**
     * Replaces the settings.
     *
     * @param secret the S3 secret, {@code ""} to keep the stored one
     */
    public synchronized void save(BackupConfig wanted, String secret) {
        settings = new Settings(wanted, secret.isEmpty() ? settings.secret : secret);
    }

    /** What the database of the instance has of it, so that a restore takes it back, too. */
    public List<Kept<?>> kept() {
        return List.of(Kept.value("backupConfig", Settings.class, this::settings, this::settings));
    }

    /** What lies beside the database: a restore leaves it alone. */
    public List<Kept<?>> keptFiles() {
        return List.of(Kept.rows("backups", Archive.class, archives));
    }

    private synchronized Settings settings() {
        return settings;
    }

    private synchronized void settings(Settings saved) {
        settings = saved;
    }

    private record Settings(BackupConfig config, String secret) { }

    /**
     * A backup on the control plane's disk.
     *
     * @param name {@code backup-YYYYMMDD-HHMMSS.tar.gz}
     * @param made the time of the file
     * @param data a gzipped tar
     */
    public record Archive(String name, OffsetDateTime made, byte[] data) { }

    /** The backup settings as they are read, in the order of the contract (schema BackupConfig). */
    public record BackupConfig(boolean autoEnabled, long intervalHours, long retention, boolean includeDatabases, boolean s3Enabled,
            String s3Endpoint, String s3Region, String s3Bucket, String s3Prefix, String s3AccessKeyId, boolean s3SecretKeySet) {

        static final BackupConfig UNSAVED = new BackupConfig(false, 24, 10, true, false, "", "", "", "", "", false);
    }
}
