package lib.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lib.json.PrettyJson;
import lib.setup.file.SettingsFile;

/** What setup has done to which file: {@code ~/.paas/setup.json}. It may be lost or damaged without harm; a removal is then less exact. */
final class Memory {

    private final Path file;
    private final Map<String, Trace> traces = new LinkedHashMap<>();

    private Memory(Path file) {
        this.file = file;
    }

    static Memory read(String home) {
        Memory memory = new Memory(Path.of(home, ".paas", "setup.json"));
        try {
            byte[] bytes = new SettingsFile(memory.file).read();
            if (bytes != null && PrettyJson.read(bytes).get("files") instanceof Map<?, ?> files) {
                files.forEach((path, stored) -> {
                    Trace trace = Trace.of(stored);
                    if (trace != null) {
                        memory.traces.put((String) path, trace);
                    }
                });
            }
        } catch (IOException unreadable) {
            // as if nothing were known
        }
        return memory;
    }

    /** What was done to this file; null for nothing. */
    Trace of(String path) {
        return traces.get(path);
    }

    /** The files with our entry. */
    Iterable<String> files() {
        return traces.keySet();
    }

    boolean isEmpty() {
        return traces.isEmpty();
    }

    /** @param trace null to forget the file */
    void put(String path, Trace trace) throws IOException {
        if (trace == null) {
            traces.remove(path);
        } else {
            traces.put(path, trace);
        }
        Map<String, Object> files = new LinkedHashMap<>();
        traces.forEach((each, kept) -> files.put(each, kept.fields()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", 1);
        fields.put("files", files);
        byte[] bytes = traces.isEmpty() ? null : PrettyJson.write(fields).getBytes(StandardCharsets.UTF_8);
        new SettingsFile(file).write(bytes);
    }
}
