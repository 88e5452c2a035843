package lib.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import lib.config.ConfigException.Kind;
import lib.json.PrettyJson;

/** Replaces the config file: a private temporary file beside it, forced to disk, then one atomic move. */
final class ConfigWriter {

    private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path file;

    ConfigWriter(Path file) {
        this.file = file;
    }

    void write(Connection connection) {
        try {
            // a link (to a synced or encrypted folder, say) stays one: the file it points to is replaced
            Path target = Files.exists(file) ? file.toRealPath() : file;
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("version", Connection.VERSION);
            fields.put("url", connection.url());
            fields.put("token", connection.token());
            fields.put("profile", connection.profile());
            fields.put("name", connection.name());
            if (!connection.agentId().isEmpty()) {
                fields.put("agentId", connection.agentId());
            }
            if (Files.exists(target)) {
                PrettyJson.read(Files.readAllBytes(target)).forEach((name, value) -> {
                    if (!name.equals("agentId")) {
                        fields.putIfAbsent(name, value);
                    }
                });
            }
            byte[] bytes = PrettyJson.write(fields).getBytes(StandardCharsets.UTF_8);
            Path fresh = temporary(target);
            try {
                save(fresh, bytes);
                move(fresh, target);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw refused(e);
        }
    }

    void prepare() {
        try {
            Files.deleteIfExists(temporary(Files.exists(file) ? file.toRealPath() : file));
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** A new file beside the target that only its owner can read, from its first byte on. */
    private Path temporary(Path target) throws IOException {
        Path folder = target.getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, permissions("rwx------"));
        } else if (POSIX && folder.equals(file.getParent())) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return Files.createTempFile(folder, ".config-", ".json", permissions("rw-------"));
    }

    private static FileAttribute<?>[] permissions(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static void save(Path fresh, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void move(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // some network file systems; the complete file is on disk already
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private ConfigException refused(IOException e) {
        return new ConfigException(Kind.BROKEN, "cannot write " + file + " (" + Reason.of(e) + ")",
                "make " + file.getParent() + " a folder that you can write to");
    }
}
