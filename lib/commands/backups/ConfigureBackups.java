package lib.commands.backups;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.BackupConfig;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.base.secrets.Secrets;
import lib.op.Dialog;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.op.Undo;
import lib.services.backups.ConfigWords;
import lib.services.settings.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows and changes how backups are made. Contract: GET /api/backups/config, POST /api/backups/config/save. */
@Examples({
    "paas backups config",
    "paas backups config --set auto=on --set interval=12h --set retention=14",
    "paas backups config --set s3=on --set s3-bucket=b --s3-secret-from - < secret"})
@HelpPlace(under = Heading.SCHEDULES, place = 160)
@Command(name = "backups config", description = "Show or change when backups are made and where they go")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = "backups:manage", idempotent = true)
public final class ConfigureBackups implements Callable<ConfigureBackups.Configured> {

    @Option(names = "--set", paramLabel = "<setting=value>", description = "auto, interval, retention, databases, s3, s3-endpoint, "
            + "s3-region, s3-bucket, s3-prefix or s3-key-id; others stay.")
    Map<String, String> set = Map.of();

    @Option(names = "--s3-secret-from", paramLabel = "<where>",
            description = "The secret of the S3 key: - for standard input, else the name of a variable of the environment.")
    String secretFrom;

    private final Api api;
    private final Dialog dialog;
    private final Map<String, String> environment;

    public ConfigureBackups(Api api, Dialog dialog, Map<String, String> environment) {
        this.api = api;
        this.dialog = dialog;
        this.environment = environment;
    }

    @Override
    public Configured call() {
        String secret = secret();
        try (Api.Claim claim = api.claim("the settings of backups")) {
            BackupConfig before = api.backups().config();
            BackupConfig wanted = ConfigWords.with(before, set);
            List<String> different = ConfigWords.different(wanted, before);
            if (different.isEmpty() && secret.isEmpty()) {
                return shown(before, set.isEmpty() ? null : List.of(), null);
            }
            BackupConfig now = saved(wanted, secret);
            Map<String, String> old = ConfigWords.of(before);
            Map<String, String> fresh = ConfigWords.of(now);
            List<Change> changes = new ArrayList<>();
            List<String> back = new ArrayList<>(List.of("paas", "backups", "config"));
            for (String word : different) {
                changes.add(new Change(word, empty(old.get(word)), empty(fresh.get(word))));
                back.addAll(List.of("--set", word + "=" + old.get(word)));
            }
            if (!secret.isEmpty()) {
                changes.add(new Change(ConfigWords.SECRET, before.secretSet() ? Secrets.MASK : null, Secrets.MASK));
            }
            return shown(now, changes, undo(back, before, secret));
        }
    }

    private static Undo undo(List<String> back, BackupConfig before, String secret) {
        String stays = before.secretSet() ? "the former S3 secret cannot be read back: it has to be given again"
                : "the S3 secret stays stored: an instance takes another one and never none";
        return back.size() == 3 ? Undo.none(stays) : secret.isEmpty() ? Undo.by(back) : Undo.by(back).but(stays);
    }

    /** What the route answers is how it reads them now; where that got lost they are read. */
    private BackupConfig saved(BackupConfig wanted, String secret) {
        BackupConfig[] answer = new BackupConfig[1];
        Failure lost = Uncertain.send(() -> answer[0] = api.backups().save(wanted, secret));
        BackupConfig now = lost == null ? answer[0] : api.backups().config();
        List<String> others = ConfigWords.different(wanted, now);
        if (!others.isEmpty() || !secret.isEmpty() && !now.secretSet()) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the settings, but has others for: "
                    + String.join(", ", others.isEmpty() ? List.of(ConfigWords.SECRET) : others),
                    others.contains("auto") ? "BACKUP_INTERVAL_HOURS of the server turns automatic backups on, whatever is stored"
                            : "see: paas backups config");
        }
        if (lost != null && !secret.isEmpty()) {
            throw new Failure(Kind.ANSWER_LOST, "the answer got lost; the settings are stored, but nobody can tell whether the secret is",
                    "give it once more: that changes nothing else");
        }
        return now;
    }

    private String secret() {
        if (secretFrom == null) {
            return "";
        }
        String secret = !secretFrom.equals("-") ? environment.getOrDefault(secretFrom, "")
                : dialog.interactive() ? dialog.askSecret("Secret of the S3 key") : dialog.pipedLine();
        if (secret.isBlank() || secret.strip().equals(Secrets.MASK)) {
            throw new Failure(Kind.USAGE, secretFrom.equals("-") ? "there is no secret on standard input"
                    : "there is no secret in the variable that --s3-secret-from names", "nothing was changed");
        }
        return secret.strip();
    }

    private static String empty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Configured shown(BackupConfig config, List<Change> changes, Undo undo) {
        return new Configured(config.auto(), config.interval(), config.retention(), config.databases(), config.s3(), config.endpoint(),
                config.region(), config.bucket(), config.prefix(), config.keyId(), config.secretSet(), changes, undo);
    }

    /**
     * The settings as they are now.
     *
     * @param s3SecretSet whether one is stored; it is never told
     * @param changes     what was changed; left out where nothing was asked for
     * @param undo        left out where nothing was changed
     */
    public record Configured(boolean auto, long intervalHours, long retention, boolean databases, boolean s3, @FreeText String s3Endpoint,
                             String s3Region, String s3Bucket, String s3Prefix, String s3KeyId, boolean s3SecretSet,
                             @Nullable List<Change> changes, @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            if (changes != null) {
                return changes.isEmpty() ? new Page().line("Nothing to change: backups have these settings.")
                        : new Page().line("Changed; it acts within an hour:").table(new Table(List.of("SETTING", "BEFORE", "AFTER"),
                        changes.stream().map(each -> List.of(each.setting(), cell(each.before()), cell(each.after()))).toList()));
            }
            return new Page().facts("auto", auto ? "on" : "off", "interval", intervalHours + " h", "retention", retention + " archives",
                    "databases", databases ? "on" : "off", "s3", s3 ? "on" : "off", "s3-endpoint", s3Endpoint, "s3-region", s3Region,
                    "s3-bucket", s3Bucket, "s3-prefix", s3Prefix, "s3-key-id", s3KeyId, ConfigWords.SECRET,
                    s3SecretSet ? Secrets.MASK : null);
        }

        private static String cell(String value) {
            return value == null ? "-" : value;
        }
    }
}
