package lib.sandbox.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import lib.sandbox.base.Snapshot;
import lib.sandbox.state.State;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What a demo instance holds at its start: {@code lib/sandbox/demo/demo.yaml}, a saved state. */
public final class Demo {

    private Demo() {
    }

    /** Puts it into a state that is empty. */
    public static void addTo(State state) {
        try (Reader text = new InputStreamReader(Demo.class.getResourceAsStream("/lib/sandbox/demo/demo.yaml"), UTF_8)) {
            Object saved = new Load(LoadSettings.builder().build()).loadFromReader(text);
            Snapshot.restore(saved, Stream.concat(state.kept().stream(), state.keptBeside().stream()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("lib/sandbox/demo/demo.yaml cannot be read", e);
        }
    }
}
