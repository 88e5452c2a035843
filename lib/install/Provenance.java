package lib.install;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.files.Machine;
import lib.files.PrivateFile;
import lib.json.Json;

/**
 * Where a copy came from, and so where the next version is to be had.
 *
 * @param kind      as an upgrade sees it
 * @param reference what JBang calls it ({@code paas@org}); of a clone its folder, of a release its address; "" when it is not known
 */
public record Provenance(Kind kind, String reference) {

    /** As an upgrade sees it. */
    public enum Kind {
        CATALOG, CLONE, JAR,
        /** The file of a release: the reference is the address of the releases. */
        RELEASE,
        UNKNOWN
    }

    private static final String ALIAS = "paas";
    private static final Pattern GITHUB = Pattern.compile(
            "(?:https://(?:raw\\.githubusercontent\\.com|github\\.com)/|git@github\\.com:|ssh://git@github\\.com/)"
                    + "([\\w.-]+)/([\\w.-]+?)(?:\\.git)?(?:/.*)?");
    private static final long MOST = 16L * 1024 * 1024;

    /** JBang tells a program nothing of its catalog, but its cache does: it keeps each address it fetched under the address's hash. */
    public static Provenance of(Machine machine) {
        Path jar = machine.classPath().isEmpty() ? null : Path.of(machine.classPath().getFirst());
        Path folder = Path.of(machine.folder());
        if (Files.exists(folder.resolve("paas.java")) && Files.isDirectory(folder.resolve("lib").resolve("cli"))) {
            return new Provenance(Kind.CLONE, folder.toString());
        }
        Path cache = jar == null ? null : cache(jar);
        if (cache != null) {
            Map.Entry<String, String> catalog = catalog(cache);
            return catalog == null ? new Provenance(Kind.UNKNOWN, "") : new Provenance(Kind.CATALOG, ALIAS + "@" + catalog.getKey());
        }
        return new Provenance(machine.classPath().size() == 1 && jar != null && jar.toString().endsWith(".jar") ? Kind.JAR : Kind.UNKNOWN,
                "");
    }

    /**
     * Where the project of this copy publishes its releases, when its sources came from GitHub, by a clone or by a catalog.
     *
     * @param before where the installed program came from; null for none
     * @return "" when that is not known
     */
    public static String releases(Machine machine, Provenance before) {
        Provenance here = of(machine);
        Provenance from = before != null && (here.kind == Kind.UNKNOWN || here.kind == Kind.JAR) ? before : here;
        String sources = switch (from.kind) {
            case CLONE -> origin(Path.of(from.reference).resolve(".git").resolve("config"));
            case CATALOG -> {
                Path built = cache(Path.of(machine.classPath().getFirst()));
                Map.Entry<String, String> catalog = catalog(built != null ? built
                        : Path.of(machine.in("JBANG_CACHE_DIR", machine.in("JBANG_DIR", machine.inHome(".jbang"), "cache"))));
                yield catalog == null ? "" : catalog.getValue();
            }
            default -> "";
        };
        Matcher github = GITHUB.matcher(sources);
        return github.matches() ? "https://github.com/" + github.group(1) + "/" + github.group(2) + "/releases" : "";
    }

    /** The address that a clone was made from. */
    private static String origin(Path config) {
        try {
            byte[] bytes = new PrivateFile(config).read(MOST);
            Matcher origin = Pattern.compile("(?s).*\\[remote \"origin\"\\][^\\[]*?\\burl\\s*=\\s*(\\S+).*")
                    .matcher(bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8));
            return origin.matches() ? origin.group(1) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** The catalog whose script was fetched: its name, and the script's address; null for none. */
    private static Map.Entry<String, String> catalog(Path cache) {
        for (String file : List.of("jbang-catalog.json", "implicit-catalog.json")) {
            for (Map.Entry<String, String> catalog : catalogs(cache.resolveSibling(file)).entrySet()) {
                String script = fetched(cache, catalog.getValue());
                if (script != null) {
                    return Map.entry(catalog.getKey(), script);
                }
            }
        }
        return null;
    }

    /** JBang's cache, when the jar was built into it: {@code cache/jars/<name>/paas.jar}. */
    private static Path cache(Path jar) {
        Path jars = jar.getNameCount() < 4 ? null : jar.getParent().getParent();
        return jars != null && jars.endsWith("jars") && Files.isDirectory(jars.resolveSibling("urls")) ? jars.getParent() : null;
    }

    /** The catalogs that JBang knows, by name. */
    private static Map<String, String> catalogs(Path file) {
        Map<String, String> known = new java.util.LinkedHashMap<>();
        if (object(file).get("catalogs") instanceof Map<?, ?> catalogs) {
            catalogs.forEach((name, catalog) -> {
                if (catalog instanceof Map<?, ?> fields && fields.get("catalog-ref") instanceof String address) {
                    known.put((String) name, address);
                }
            });
        }
        return known;
    }

    /** The address of that catalog's script, where it was fetched; else null. */
    private static String fetched(Path cache, String catalog) {
        try {
            Path kept = kept(cache, catalog).resolve("jbang-catalog.json");
            if (object(kept).get("aliases") instanceof Map<?, ?> aliases && aliases.get(ALIAS) instanceof Map<?, ?> alias
                    && alias.get("script-ref") instanceof String reference) {
                String script = URI.create(catalog).resolve(reference).toString();
                return Files.isDirectory(kept(cache, script)) ? script : null;
            }
            return null;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /**
     * Where JBang keeps what it fetched from an address: by the hash of that address, wherever a server redirected it, but of a page that
     * shows a file by the hash of the file's own address, which it asks for in the page's place.
     */
    private static Path kept(Path cache, String address) {
        String file = address.replaceFirst("^https://github\\.com/([^/]+/[^/]+)/blob/", "https://raw.githubusercontent.com/$1/")
                .replaceFirst("^(https://gitlab\\.com/.+?/-)/blob/", "$1/raw/")
                .replaceFirst("^(https://bitbucket\\.org/[^/]+/[^/]+)/src/", "$1/raw/");
        return cache.resolve("urls").resolve(hash(file));
    }

    private static Map<String, Object> object(Path file) {
        try {
            byte[] bytes = new PrivateFile(file).read(MOST);
            return bytes == null ? Map.of() : Json.readObject(bytes);
        } catch (IOException unreadable) {
            return Map.of();
        }
    }

    private static String hash(String address) {
        return HexFormat.of().formatHex(ProgramCopy.sha256().digest(address.getBytes(StandardCharsets.UTF_8)));
    }
}
