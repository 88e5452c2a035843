package lib.install;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import lib.files.Machine;
import lib.files.PrivateFile;
import lib.json.Json;

/**
 * Where a copy came from, and so where the next version is to be had.
 *
 * @param kind      as an upgrade sees it
 * @param reference what JBang calls it ({@code paas@org}); of a clone its folder; "" when it is not known
 */
public record Provenance(Kind kind, String reference) {

    /** As an upgrade sees it. */
    public enum Kind {
        CATALOG, CLONE, JAR, UNKNOWN
    }

    private static final String ALIAS = "paas";
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
            for (String file : List.of("jbang-catalog.json", "implicit-catalog.json")) {
                for (Map.Entry<String, String> catalog : catalogs(cache.resolveSibling(file)).entrySet()) {
                    if (fetched(cache, catalog.getValue())) {
                        return new Provenance(Kind.CATALOG, ALIAS + "@" + catalog.getKey());
                    }
                }
            }
            return new Provenance(Kind.UNKNOWN, "");
        }
        return new Provenance(machine.classPath().size() == 1 && jar != null && jar.toString().endsWith(".jar") ? Kind.JAR : Kind.UNKNOWN,
                "");
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

    /** Whether the script of that catalog's alias was fetched. */
    private static boolean fetched(Path cache, String catalog) {
        try {
            Path kept = cache.resolve("urls").resolve(hash(catalog)).resolve("jbang-catalog.json");
            if (object(kept).get("aliases") instanceof Map<?, ?> aliases && aliases.get(ALIAS) instanceof Map<?, ?> alias
                    && alias.get("script-ref") instanceof String script) {
                return Files.isDirectory(cache.resolve("urls").resolve(hash(URI.create(catalog).resolve(script).toString())));
            }
            return false;
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
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
