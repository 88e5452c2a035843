package lib.sandbox.state.backups;

/** The backup settings as they are read, in the order of the contract (schema BackupConfig). */
public record BackupConfig(boolean autoEnabled, long intervalHours, long retention, boolean includeDatabases, boolean s3Enabled,
        String s3Endpoint, String s3Region, String s3Bucket, String s3Prefix, String s3AccessKeyId, boolean s3SecretKeySet) {

    static final BackupConfig UNSAVED = new BackupConfig(false, 24, 10, true, false, "", "", "", "", "", false);
}
