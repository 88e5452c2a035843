package lib.services.backups;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lib.api.BackupConfig;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** The settings of backups by the words that people type for them. */
public final class ConfigWords {

    /** The word of the secret, which is told by nobody. */
    public static final String SECRET = "s3-secret";

    private static final long HOURS_A_DAY = 24;

    private ConfigWords() {
    }

    /** All settings but the secret, in order, each as it would be typed. */
    public static Map<String, String> of(BackupConfig config) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("auto", onOff(config.auto()));
        words.put("interval", String.valueOf(config.interval()));
        words.put("retention", String.valueOf(config.retention()));
        words.put("databases", onOff(config.databases()));
        words.put("s3", onOff(config.s3()));
        words.put("s3-endpoint", config.endpoint());
        words.put("s3-region", config.region());
        words.put("s3-bucket", config.bucket());
        words.put("s3-prefix", config.prefix());
        words.put("s3-key-id", config.keyId());
        return words;
    }

    /**
     * The same with some of them changed.
     *
     * @throws Failure USAGE for a setting that there is not, or a value that does not fit
     */
    public static BackupConfig with(BackupConfig config, Map<String, String> given) {
        Map<String, String> words = of(config);
        given.forEach((name, value) -> {
            String word = name.strip().toLowerCase(Locale.ROOT);
            if (word.equals(SECRET)) {
                throw new Failure(Kind.USAGE, "a secret on a command line is seen by others", "--s3-secret-from - reads it from standard "
                        + "input, --s3-secret-from NAME from a variable of the environment");
            }
            if (!words.containsKey(word)) {
                throw new Failure(Kind.USAGE, "backups have no setting \"" + name + "\"", "there are " + String.join(", ", words.keySet()));
            }
            words.put(word, value.strip());
        });
        return new BackupConfig(flag(words, "auto"), hours(words.get("interval")), positive("retention", words.get("retention")),
                flag(words, "databases"), flag(words, "s3"), words.get("s3-endpoint"), words.get("s3-region"), words.get("s3-bucket"),
                words.get("s3-prefix"), words.get("s3-key-id"), config.secretSet());
    }

    /** The words of those settings that differ. */
    public static List<String> different(BackupConfig one, BackupConfig other) {
        Map<String, String> others = of(other);
        List<String> words = new ArrayList<>();
        of(one).forEach((word, value) -> {
            if (!value.equals(others.get(word))) {
                words.add(word);
            }
        });
        return words;
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static boolean flag(Map<String, String> words, String name) {
        return switch (words.get(name).toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes", "1" -> true;
            case "off", "false", "no", "0" -> false;
            default -> throw new Failure(Kind.USAGE, name + " is on or off");
        };
    }

    /** Hours, or days as {@code 2d}. */
    private static long hours(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.endsWith("d") ? positive("interval", lower.substring(0, lower.length() - 1)) * HOURS_A_DAY
                : positive("interval", lower.endsWith("h") ? lower.substring(0, lower.length() - 1) : lower);
    }

    /** The instance takes 0 for its default and has no upper bound. */
    private static long positive(String name, String value) {
        if (!value.matches("[1-9]\\d{0,5}")) {
            throw new Failure(Kind.USAGE, name + (name.equals("interval") ? " is a number of hours, or of days as 2d"
                    : " is a number from 1"));
        }
        return Long.parseLong(value);
    }
}
