package lib.sandbox.state.backups;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import lib.sandbox.base.Rows;
import lib.sandbox.base.Snapshot.Kept;

/** The archives and the settings they are made by. Contract: /api/backups and below. */
public final class Backups extends Rows<Backups.Archive> {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'backup-'yyyyMMdd-HHmmss'.tar.gz'");
    private static final Comparator<Archive> NEWEST_FIRST = Comparator.comparing(Archive::made).thenComparing(Archive::name).reversed();

    private final InstantSource clock;
    private volatile Settings settings = new Settings(BackupConfig.UNSAVED, "");

    public Backups(InstantSource clock) {
        super(Archive::name);
        this.clock = clock;
    }

    /** Newest first. */
    @Override
    public synchronized List<Archive> all() {
        return super.all().stream().sorted(NEWEST_FIRST).toList();
    }

    /** Packs these files. Contract: names have one-second resolution, so that two in one second overwrite each other. */
    public Archive create(Map<String, byte[]> files) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
        Archive made = new Archive(NAME.format(now), now, TarGz.pack(files, now.toEpochSecond()));
        put(made);
        return made;
    }

    /** Deletes the oldest beyond the number to keep. */
    public void prune() {
        all().stream().skip(config().retention()).forEach(old -> remove(old.name()));
    }

    public BackupConfig config() {
        return settings.config;
    }

    /** The S3 secret as it is stored, "" for none; the API tells it nowhere. */
    public synchronized String secret() {
        return settings.secret;
    }

    /** Replaces the settings; an S3 secret of {@code ""} keeps the stored one. */
    public synchronized void save(BackupConfig wanted, String secret) {
        settings = new Settings(wanted, secret.isEmpty() ? settings.secret : secret);
    }

    /** What the database of the instance has of it, so that a restore takes it back, too. */
    public List<Kept<?>> kept() {
        return List.of(Kept.value("backupConfig", Settings.class, () -> settings, saved -> settings = saved));
    }

    /** What lies beside the database: a restore leaves it alone. */
    public List<Kept<?>> keptFiles() {
        return List.of(Kept.rows("backups", Archive.class, this));
    }

    private record Settings(BackupConfig config, String secret) { }

    /** A backup on the control plane's disk: {@code backup-YYYYMMDD-HHMMSS.tar.gz}, the time of the file, and a gzipped tar. */
    public record Archive(String name, OffsetDateTime made, byte[] data) { }

    /** The backup settings as they are read, in the order of the contract (schema BackupConfig). */
    public record BackupConfig(boolean autoEnabled, long intervalHours, long retention, boolean includeDatabases, boolean s3Enabled,
            String s3Endpoint, String s3Region, String s3Bucket, String s3Prefix, String s3AccessKeyId, boolean s3SecretKeySet) {

        static final BackupConfig UNSAVED = new BackupConfig(false, 24, 10, true, false, "", "", "", "", "", false);
    }

    /** Gzipped tar archives of plain files in the ustar format, with names of at most 100 bytes. */
    public static final class TarGz {

        private static final int BLOCK = 512;
        private static final int NAME = 100;
        private static final int SIZE_AT = 124;

        private TarGz() {
        }

        /** The files go by their paths, all with this time in seconds since 1970. */
        static byte[] pack(Map<String, byte[]> files, long time) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    out.write(header(file.getKey(), file.getValue().length, time));
                    out.write(file.getValue());
                    out.write(new byte[padding(file.getValue().length)]);
                }
                out.write(new byte[2 * BLOCK]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }

        /** The files by path; an IOException when it is no such archive. */
        public static Map<String, byte[]> unpack(byte[] packed) throws IOException {
            Map<String, byte[]> files = new LinkedHashMap<>();
            try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
                byte[] header = new byte[BLOCK];
                for (in.readFully(header); header[0] != 0; in.readFully(header)) {
                    byte[] file = new byte[Integer.parseInt(text(header, SIZE_AT, 12), 8)];
                    in.readFully(file);
                    files.put(text(header, 0, NAME), file);
                    in.skipNBytes(padding(file.length));
                }
                return files;
            } catch (NumberFormatException | NegativeArraySizeException e) {
                throw new IOException("the size of a file is no number", e);
            }
        }

        private static byte[] header(String name, int size, long time) {
            byte[] bytes = name.getBytes(UTF_8);
            if (bytes.length > NAME) {
                throw new IllegalArgumentException("a name of more than " + NAME + " bytes: " + name);
            }
            // In an encoding of one byte a character, so that the places of the fields are those of the characters.
            String before = new String(bytes, ISO_8859_1) + "\0".repeat(NAME - bytes.length) + "0000600\0" + "0000000\0".repeat(2)
                + "%011o\0%011o\0".formatted(size, time);
            String after = "0" + "\0".repeat(100) + "ustar\00000";
            int sum = (before + " ".repeat(8) + after).chars().sum();       // the checksum is made with blanks in its own place
            return Arrays.copyOf((before + "%06o\0 ".formatted(sum) + after).getBytes(ISO_8859_1), BLOCK);
        }

        private static String text(byte[] header, int from, int length) {
            return new String(header, from, length, UTF_8).split("\0", 2)[0].strip();
        }

        private static int padding(int size) {
            return (BLOCK - size % BLOCK) % BLOCK;
        }
    }
}
