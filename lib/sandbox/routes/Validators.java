package lib.sandbox.routes;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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

    public static void resourceLimits(String memory, String cpus) {
        String limit = memory.strip().toLowerCase(Locale.ROOT);
        Rejection.when(!limit.isEmpty() && !MEMORY.matcher(limit).matches(),
            400, "invalid memory limit " + quoted(limit) + ": use forms like 256m, 512m, 1g");
        String count = cpus.strip();
        Rejection.when(!count.isEmpty() && !isCpuCount(count),
            400, "invalid cpus " + quoted(count) + ": use a positive number like 0.5, 1, 2");
    }

    /** @param domains null for none */
    public static void domains(List<String> domains) {
        for (String domain : domains == null ? List.<String>of() : domains) {
            String name = domain.strip();
            Rejection.when(!name.isEmpty() && (name.length() > 253 || !DOMAIN.matcher(name).matches()),
                400, "invalid domain " + quoted(name));
        }
    }

    /** @param volumes null for none */
    public static void volumes(List<String> volumes) {
        for (String entry : volumes == null ? List.<String>of() : volumes) {
            String volume = entry.strip();
            if (!volume.isEmpty()) {
                volume(volume);
            }
        }
    }

    /** @return it as it is stored */
    public static String rootDir(String rootDir) {
        String path = rootDir.strip();
        if (List.of("", ".", "./").contains(path)) {
            return "";
        } else if (path.indexOf('\0') >= 0 || path.indexOf('\\') >= 0) {
            throw new Rejection(400, "invalid root directory: must use forward-slash relative paths");
        } else if (leavesRepo(path)) {
            throw new Rejection(400, "invalid root directory: must be a relative path inside the repo");
        }
        return path;
    }

    /** @return it as it is stored */
    public static String buildMethod(String buildMethod) {
        String method = buildMethod.strip().toLowerCase(Locale.ROOT);
        if (method.isEmpty()) {
            return "nixpacks";
        } else if (!METHODS.contains(method)) {
            throw new Rejection(400, "invalid build method " + quoted(method) + " (use nixpacks, dockerfile, or compose)");
        }
        return method;
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
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case 11 -> out.append("\\v");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append("\\x%02x".formatted(c));
                    } else if (c > 0x7f && !isPrintable(c)) {
                        out.append((c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append('"').toString();
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

    private static void volume(String volume) {
        String[] parts = volume.split(":", -1);
        String problem = null;
        if (VOLUME_ILLEGAL.matcher(volume).find()) {
            problem = "invalid volume " + quoted(volume) + ": contains illegal characters";
        } else if (parts.length < 2 || parts.length > 3) {
            problem = "invalid volume " + quoted(volume) + ": use source:/container/path[:ro]";
        } else if (parts[0].isEmpty() || parts[1].isEmpty()) {
            problem = "invalid volume " + quoted(volume) + ": source and container path are required";
        } else if (!parts[0].startsWith("/") && !VOLUME_NAME.matcher(parts[0]).matches()) {
            problem = "invalid volume source " + quoted(parts[0]) + ": use a named volume or an absolute path";
        } else if (!parts[1].startsWith("/")) {
            problem = "invalid volume target " + quoted(parts[1]) + ": must be an absolute container path";
        } else if (parts.length == 3 && !List.of("ro", "rw").contains(parts[2])) {
            problem = "invalid volume mode " + quoted(parts[2]) + ": use ro or rw";
        }
        Rejection.when(problem != null, 400, problem);
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
