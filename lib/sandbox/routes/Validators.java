package lib.sandbox.routes;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.sandbox.http.Rejection;

/** The checks of x-validators in the core contract, by the names they have there. Each answers 400 with its text. */
public final class Validators {

    public static final String INVALID_NAME =
        "invalid name: use 2-40 lowercase letters, digits, or hyphens (must start and end alphanumeric)";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}[a-z0-9]");
    private static final Pattern MEMORY = Pattern.compile("[0-9]+[bkmg]?");
    private static final Pattern CPUS = Pattern.compile(
        "[+-]?(nan|[0-9.]+(e[+-]?[0-9]+)?|0x[0-9a-f.]+p[+-]?[0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOMAIN = Pattern.compile("(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,}");
    private static final Pattern VOLUME_ILLEGAL = Pattern.compile("[ \t\n\r;&|$`<>(){}\"']");
    private static final Pattern VOLUME_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]*");
    private static final Pattern IMAGE_ILLEGAL = Pattern.compile("[ \t\n\r;&|$`<>(){}\"'\\\\]");
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?::[0-9]+)?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*"
        + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
    private static final List<String> METHODS = List.of("nixpacks", "dockerfile", "compose", "image", "dockerfile-inline");

    private Validators() {
    }

    public static void appName(String name) {
        appName(name, INVALID_NAME);
    }

    /** @param message what this route says instead of {@link #INVALID_NAME} */
    public static void appName(String name, String message) {
        Rejection.when(!NAME.matcher(name).matches(), 400, message);
    }

    /** resourceLimits, domains and volumes, in this order; both lists null for none. */
    public static void settings(String memory, String cpus, List<String> domains, List<String> volumes) {
        resourceLimits(memory, cpus);
        for (String domain : domains == null ? List.<String>of() : domains) {
            domain(domain);
        }
        for (String entry : volumes == null ? List.<String>of() : volumes) {
            if (!entry.isBlank()) {
                volume(entry.strip());
            }
        }
    }

    private static void resourceLimits(String memory, String cpus) {
        String limit = memory.strip().toLowerCase(Locale.ROOT);
        Rejection.when(!limit.isEmpty() && !MEMORY.matcher(limit).matches(),
            400, "invalid memory limit " + quoted(limit) + ": use forms like 256m, 512m, 1g");
        String count = cpus.strip();
        Rejection.when(!count.isEmpty() && !isCpuCount(count),
            400, "invalid cpus " + quoted(count) + ": use a positive number like 0.5, 1, 2");
    }

    static void domain(String domain) {
        String name = domain.strip();
        Rejection.when(!name.isEmpty() && !isDomain(name), 400, "invalid domain " + quoted(name));
    }

    static boolean isDomain(String name) {
        return name.length() <= 253 && DOMAIN.matcher(name).matches();
    }

    private static void volume(String volume) {
        String[] parts = volume.split(":", -1);
        String invalid = "invalid volume " + quoted(volume) + ": ";
        Rejection.when(VOLUME_ILLEGAL.matcher(volume).find(), 400, invalid + "contains illegal characters");
        Rejection.when(parts.length < 2 || parts.length > 3, 400, invalid + "use source:/container/path[:ro]");
        Rejection.when(parts[0].isEmpty() || parts[1].isEmpty(), 400, invalid + "source and container path are required");
        Rejection.when(!parts[0].startsWith("/") && !VOLUME_NAME.matcher(parts[0]).matches(),
            400, "invalid volume source " + quoted(parts[0]) + ": use a named volume or an absolute path");
        Rejection.when(!parts[1].startsWith("/"),
            400, "invalid volume target " + quoted(parts[1]) + ": must be an absolute container path");
        Rejection.when(parts.length == 3 && !List.of("ro", "rw").contains(parts[2]),
            400, "invalid volume mode " + quoted(parts[parts.length - 1]) + ": use ro or rw");
    }

    /** @return it as it is stored */
    public static String rootDir(String rootDir) {
        String path = rootDir.strip();
        if (List.of("", ".", "./").contains(path)) {
            return "";
        }
        Rejection.when(path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0,
            400, "invalid root directory: must use forward-slash relative paths");
        Rejection.when(leavesRepo(path), 400, "invalid root directory: must be a relative path inside the repo");
        return path;
    }

    /** @return it as it is stored */
    public static String buildMethod(String buildMethod) {
        String method = buildMethod.strip().toLowerCase(Locale.ROOT);
        Rejection.when(!method.isEmpty() && !METHODS.contains(method),
            400, "invalid build method " + quoted(method) + " (use nixpacks, dockerfile, or compose)");
        return method.isEmpty() ? "nixpacks" : method;
    }

    /** @return it as it is stored; {@code ""} for every method but dockerfile */
    public static String dockerfilePath(String method, String dockerfilePath) {
        if (!method.equals("dockerfile")) {
            return "";
        }
        String path = insideRepo(dockerfilePath, "invalid Dockerfile path: must be a relative path inside the repo");
        return path.isEmpty() ? "Dockerfile" : path;
    }

    /** @return it as it is stored */
    public static String composePath(String composePath) {
        return insideRepo(composePath, "invalid compose file path: must be a relative path inside the repo");
    }

    /** @return it as it is stored */
    public static String imageRef(String image) {
        String reference = image.strip();
        Rejection.when(reference.isEmpty(), 400, "image is required");
        Rejection.when(reference.length() > 255, 400, "image reference is too long");
        Rejection.when(IMAGE_ILLEGAL.matcher(reference).find(), 400, "invalid image reference: contains illegal characters");
        Rejection.when(!IMAGE.matcher(reference).matches(),
            400, "invalid image reference " + quoted(reference) + ": expected forms like nginx, nginx:1.27, ghcr.io/owner/app:tag");
        return reference;
    }

    /** As Go's {@code %q}: in double quotes, with backslashes before quotes, backslashes and what cannot be printed. */
    public static String quoted(String text) {
        return text.codePoints().mapToObj(c -> {
            int known = "\"\\\n\r\t\b\f\u0007\u000b".indexOf(c);
            return known >= 0 ? "\\" + "\"\\nrtbfav".charAt(known)
                : c < 0x20 || c == 0x7f ? "\\x%02x".formatted(c)
                : c < 0x7f || isPrintable(c) ? Character.toString(c)
                : (c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c);
        }).collect(Collectors.joining("", "\"", "\""));
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED,
                Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static boolean isCpuCount(String text) {
        if (!CPUS.matcher(text).matches()) {
            return false;
        }
        try {
            double number = text.toLowerCase(Locale.ROOT).endsWith("nan") ? Double.NaN : Double.parseDouble(text);
            return !(number <= 0 || number > 256);      // NaN passes, as it does in Go
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String insideRepo(String text, String message) {
        String path = text.strip();
        Rejection.when(path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0 || leavesRepo(path), 400, message);
        return path;
    }

    private static boolean leavesRepo(String path) {
        return path.startsWith("/") || path.startsWith("~") || Stream.of(path.split("/")).anyMatch(".."::equals);
    }
}
