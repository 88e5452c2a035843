package lib.sandbox.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import lib.sandbox.base.Snapshot;
import lib.sandbox.files.Resource;
import lib.sandbox.state.State;

/** What a demo instance holds at its start: {@code lib/sandbox/demo/demo.yaml}, a saved state. */
public final class Demo {

    private Demo() {
    }

    /** Puts it into a state that is empty. */
    public static void addTo(State state) {
        try {
            Snapshot.restore(Resource.yaml("demo/demo.yaml"), state.keptInAll());
        } catch (IOException e) {
            throw new UncheckedIOException("lib/sandbox/demo/demo.yaml is no state", e);
        }
    }
}
