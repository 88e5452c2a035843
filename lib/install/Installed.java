package lib.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lib.files.PrivateFile;
import lib.json.Json;
import lib.json.JsonWriter;

/**
 * What the launcher starts.
 *
 * @param copy the folder of the program's copy
 * @param java the executable; null where the program is a native one
 * @param from where it came from
 */
public record Installed(String version, String copy, String java, Provenance from) {

    private static final String NATIVE = "native";
    private static final long MOST = 1024 * 1024;

    /** Whether it is one file that runs by itself. */
    public boolean isNative() {
        return java == null;
    }

    /** @return null when there is none, or none that can be read */
    static Installed read(Path file) {
        try {
            byte[] bytes = new PrivateFile(file).read(MOST);
            Map<String, Object> fields = bytes == null ? Map.of() : Json.readObject(bytes);
            if (fields.get("version") instanceof String version && fields.get("copy") instanceof String copy
                    && (fields.get("java") instanceof String || Boolean.TRUE.equals(fields.get(NATIVE)))
                    && fields.get("kind") instanceof String kind && fields.get("from") instanceof String from) {
                return new Installed(version, copy, (String) fields.get("java"),
                        new Provenance(Provenance.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), from));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            // as if there were none: the next install writes it anew
        }
        return null;
    }

    void write(Path file) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", version);
        fields.put("copy", copy);
        if (java == null) {
            fields.put(NATIVE, Boolean.TRUE);
        } else {
            fields.put("java", java);
        }
        fields.put("kind", from.kind().name().toLowerCase(Locale.ROOT));
        fields.put("from", from.reference());
        new PrivateFile(file).write(JsonWriter.text(fields).getBytes(StandardCharsets.UTF_8));
    }
}
