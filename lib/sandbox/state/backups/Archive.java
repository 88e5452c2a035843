package lib.sandbox.state.backups;

import java.time.OffsetDateTime;

/**
 * A backup on the control plane's disk.
 *
 * @param name {@code backup-YYYYMMDD-HHMMSS.tar.gz}
 * @param made the time of the file
 * @param data a gzipped tar
 */
public record Archive(String name, OffsetDateTime made, byte[] data) { }
