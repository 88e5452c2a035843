package lib.api;

import java.util.LinkedHashMap;
import java.util.Map;
import lib.json.JsonObject;

/**
 * The settings that backups are made by, as an instance tells them. Contract: schema BackupConfig.
 *
 * @param auto      whether they are made by themselves
 * @param interval  hours between two of those
 * @param retention how many archives stay on the server's disk
 * @param databases whether dumps of the add-ons go into the archive
 * @param s3        whether each archive is copied to an object storage
 * @param endpoint  of the storage, a host or an address; "" for AWS
 * @param region    "" for us-east-1
 * @param prefix    what stands before the names of the copies
 * @param keyId     the name of the access key
 * @param secretSet whether its secret is stored; the secret itself is never told
 */
public record BackupConfig(boolean auto, long interval, long retention, boolean databases, boolean s3, String endpoint, String region,
                           String bucket, String prefix, String keyId, boolean secretSet) {

    static BackupConfig from(JsonObject json) {
        return new BackupConfig(json.flag("autoEnabled"), (long) json.number("intervalHours"), (long) json.number("retention"),
                json.flag("includeDatabases"), json.flag("s3Enabled"), json.text("s3Endpoint"), json.text("s3Region"),
                json.text("s3Bucket"), json.text("s3Prefix"), json.text("s3AccessKeyId"), json.flag("s3SecretKeySet"));
    }

    /** All of it as the route takes it: what is left out there is cleared. @param secret a new one; "" keeps the stored one */
    Map<String, Object> request(String secret) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("autoEnabled", auto);
        request.put("intervalHours", interval);
        request.put("retention", retention);
        request.put("includeDatabases", databases);
        request.put("s3Enabled", s3);
        request.put("s3Endpoint", endpoint);
        request.put("s3Region", region);
        request.put("s3Bucket", bucket);
        request.put("s3Prefix", prefix);
        request.put("s3AccessKeyId", keyId);
        request.put("s3SecretKey", secret);
        return request;
    }
}
