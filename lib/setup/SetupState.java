package lib.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lib.files.PrivateFile;
import lib.json.Json;
import lib.json.JsonWriter;

/** What setup has done to which file: {@code ~/.paas/setup.json}. It may be lost or damaged without harm; a removal is then less exact. */
final class SetupState {

    private static final long MOST = 64L * 1024 * 1024;

    private final Path file;
    private final Map<String, UndoRecord> traces = new LinkedHashMap<>();

    private SetupState(Path file) {
        this.file = file;
    }

    static SetupState read(String home) {
        SetupState state = new SetupState(Path.of(home, ".paas", "setup.json"));
        try {
            byte[] bytes = new PrivateFile(state.file).read(MOST);
            if (bytes != null && Json.readObject(bytes).get("files") instanceof Map<?, ?> files) {
                files.forEach((path, stored) -> {
                    UndoRecord trace = UndoRecord.of(stored);
                    if (trace != null) {
                        state.traces.put((String) path, trace);
                    }
                });
            }
        } catch (IOException unreadable) {
            // as if nothing were known
        }
        return state;
    }

    /** What was done to this file; null for nothing. */
    UndoRecord of(String path) {
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
    void put(String path, UndoRecord trace) throws IOException {
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
        if (traces.isEmpty()) {
            new PrivateFile(file).remove();
        } else {
            new PrivateFile(file).write(JsonWriter.text(fields).getBytes(StandardCharsets.UTF_8));
        }
    }
}
