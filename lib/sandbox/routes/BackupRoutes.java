package lib.sandbox.routes;

import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Consumer;
import lib.sandbox.base.Background;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.DataDirectory;
import lib.sandbox.state.State;
import lib.sandbox.state.backups.Backups.Archive;
import lib.sandbox.state.backups.Backups.BackupConfig;

/** Archives of the control plane. Contract: /api/backups and below. */
public record BackupRoutes(State state, DataDirectory data, Background background, Consumer<Archive> restore) {

    private static final Duration PACKING = Duration.ofMillis(1500);

    public void addTo(Routes routes) {
        routes.on("/api/backups", call -> Answer.json(state.backups().all().stream().map(BackupRoutes::view).toList()))
            .on("/api/backups/create", this::create)
            .on("/api/backups/download", this::download)
            .on("/api/backups/restore", this::restore)
            .on("/api/backups/delete", this::delete)
            .on("/api/backups/config", call -> Answer.json(state.backups().config()))
            .on("/api/backups/config/save", ConfigRequest.class, this::saveConfig);
    }

    private Answer create(Call call) throws IOException {
        background.pauseInRequest(PACKING);
        Archive made = state.backups().create(data.files());
        state.backups().prune();
        return Answer.json(view(made));
    }

    /** Contract: neither a length nor ranges. */
    private Answer download(Call call) {
        Archive archive = named(call.query("name"));
        return Answer.of(200, "application/gzip", archive.data())
            .with("Content-Disposition", "attachment; filename=\"" + archive.name() + "\"")
            .with("Transfer-Encoding", "chunked");
    }

    private Answer restore(Call call) throws IOException {
        Archive archive = named(call.bodyOrWhy(NameRequest.class).name);
        background.pauseInRequest(PACKING);
        state.backups().create(data.files());    // the safety backup; it prunes nothing
        call.afterwards(() -> restore.accept(archive));
        return Answer.json(new Started("started", "Restore started. Services will restart shortly."));
    }

    private Answer delete(Call call) throws IOException {
        String name = call.body(NameRequest.class).name;
        checkName(name);
        Rejection.when(!state.backups().remove(name), 500, "Failed to delete backup");
        return Answer.json(Map.of("status", "deleted"));
    }

    private Answer saveConfig(ConfigRequest wanted) {
        String secret = wanted.s3SecretKey.strip();
        boolean secretSet = !secret.isEmpty() || state.backups().config().s3SecretKeySet();
        String offsite = " is required to enable offsite storage";
        Rejection.when(wanted.s3Enabled && wanted.s3Bucket.isBlank(), 400, "Bucket" + offsite);
        Rejection.when(wanted.s3Enabled && wanted.s3AccessKeyId.isBlank(), 400, "Access key ID" + offsite);
        Rejection.when(wanted.s3Enabled && !secretSet, 400, "Secret access key" + offsite);
        state.backups().save(new BackupConfig(wanted.autoEnabled, wanted.intervalHours <= 0 ? 24 : wanted.intervalHours,
            wanted.retention <= 0 ? 10 : wanted.retention, wanted.includeDatabases, wanted.s3Enabled, wanted.s3Endpoint, wanted.s3Region,
            wanted.s3Bucket, wanted.s3Prefix, wanted.s3AccessKeyId, secretSet), secret);
        return Answer.json(state.backups().config());
    }

    private Archive named(String name) {
        checkName(name);
        return Rejection.found(state.backups().find(name), 404, "Backup not found");
    }

    private static void checkName(String name) {
        Rejection.when(name.contains("/") || name.contains("\\") || !name.endsWith(".tar.gz"), 400, "invalid backup name");
    }

    private static Listed view(Archive archive) {
        return new Listed(archive.name(), archive.data().length, archive.made());
    }

    private record Listed(String name, long sizeBytes, OffsetDateTime createdAt) { }
    private record NameRequest(String name) { }
    private record Started(String status, String message) { }
    private record ConfigRequest(boolean autoEnabled, long intervalHours, long retention, boolean includeDatabases, boolean s3Enabled,
        String s3Endpoint, String s3Region, String s3Bucket, String s3Prefix, String s3AccessKeyId, String s3SecretKey,
        boolean s3SecretKeySet) { }
}
