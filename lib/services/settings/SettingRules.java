package lib.services.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * What an instance takes as a setting, checked before anything is sent: a dry run then promises nothing that would be refused, and nothing
 * is half done. Contract: the validators resourceLimits, domains, volumes, rootDir, buildMethod and composePath.
 */
public final class SettingRules {

    private static final Pattern MEMORY = Pattern.compile("[0-9]+[bkmg]?");
    private static final Pattern CPUS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?|\\.[0-9]{1,9}");
    private static final double MOST_CPUS = 256;
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}");
    private static final int LONGEST_DOMAIN = 253;
    private static final Pattern VOLUME_SOURCE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*|/.*");
    private static final String VOLUME_ILLEGAL = " \t\n\r;&|$`<>(){}\"'";
    private static final int LAST_PORT = 65_535;

    private SettingRules() {
    }

    /** @throws Failure USAGE, as all of these do */
    public static void memory(String value) {
        refuse(!MEMORY.matcher(value.strip().toLowerCase(Locale.ROOT)).matches(), value, "no memory limit", "e.g. 256m, 512m or 1g");
    }

    /** A number of CPUs. */
    public static void cpus(String value) {
        String number = value.strip();
        refuse(!CPUS.matcher(number).matches() || Double.parseDouble(number) <= 0 || Double.parseDouble(number) > MOST_CPUS, value,
                "no number of CPUs", "e.g. 0.5, 1 or 2; at most 256");
    }

    /** A domain as the instance compares them: lower case, without a dot at its end. */
    static String domain(String value) {
        String domain = value.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        refuse(!DOMAIN.matcher(domain).matches() || domain.length() > LONGEST_DOMAIN, value, "no domain",
                "a name without scheme, port, path or wildcard, e.g. shop.example.com");
        return domain;
    }

    /** The domains of a list; blank entries count for nothing. */
    public static List<String> domains(List<String> given) {
        return given.stream().filter(each -> !each.isBlank()).map(SettingRules::domain).distinct().toList();
    }

    /** The volumes of a list; blank entries count for nothing. */
    public static List<String> volumes(List<String> given) {
        return given.stream().filter(each -> !each.isBlank()).map(SettingRules::volume).distinct().toList();
    }

    private static String volume(String value) {
        String volume = value.strip();
        String[] parts = volume.split(":", -1);
        boolean fits = volume.chars().noneMatch(c -> VOLUME_ILLEGAL.indexOf(c) >= 0) && (parts.length == 2 || parts.length == 3)
                && VOLUME_SOURCE.matcher(parts[0]).matches() && parts[1].startsWith("/")
                && (parts.length == 2 || parts[2].equals("ro") || parts[2].equals("rw"));
        refuse(!fits, value, "no volume", "a named volume or an absolute path of the server, and a path in the container: "
                + "data:/var/lib/data, /srv/x:/x:ro");
        return volume;
    }

    /** A path that is asked over HTTP. */
    static void healthPath(String value) {
        refuse(!value.startsWith("/") || value.chars().anyMatch(c -> c <= ' ' || c == 127), value, "no path to be asked",
                "it begins with a slash, e.g. /health");
    }

    /** A folder of the source as the instance keeps it: "" for its top. */
    static String rootDir(String value) {
        String folder = value.strip();
        inside(folder, "no folder of the source");
        return folder.equals(".") || folder.equals("./") ? "" : folder;
    }

    /** A file of the source. */
    static void file(String value) {
        inside(value.strip(), "no file of the source");
    }

    private static void inside(String path, String what) {
        refuse(path.startsWith("/") || path.startsWith("~") || path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0
                || List.of(path.split("/")).contains(".."), path, what, "a path with slashes inside of it, e.g. apps/web");
    }

    /** nixpacks, dockerfile or compose. */
    static String buildMethod(String value) {
        String method = value.strip().toLowerCase(Locale.ROOT);
        refuse(!List.of("nixpacks", "dockerfile", "compose").contains(method), value, "no build method",
                "there are nixpacks, dockerfile and compose");
        return method;
    }

    /** A port that an app listens on. */
    static void port(int value) {
        refuse(value < 1 || value > LAST_PORT, String.valueOf(value), "no port", "1 to 65535");
    }

    private static void refuse(boolean wrong, String value, String what, String hint) {
        if (wrong) {
            throw new Failure(Kind.USAGE, "\"" + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + "\" is " + what, hint);
        }
    }
}
