package lib.install;

import java.util.ArrayList;
import java.util.List;

/** The options of the JVM that runs this program; measured, see CONTRIBUTING.md under Speed. */
public final class JvmFlags {

    /** Those of {@code //RUNTIME_OPTIONS} in paas.java. */
    public static final List<String> BUNDLE = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable",
            "-Xlog:all=error:stderr", "--enable-native-access=ALL-UNNAMED");

    /**
     * Those and what an installed copy needs: a cache that does not fit is told on no stream, and nothing of the JVM's on stdout; what is
     * called by reflection is called a few times only, and a method handle made for each costs a command up to a sixth of its time.
     */
    public static final List<String> INSTALLED = with(BUNDLE, "-Xlog:aot*=off:stderr", "-XX:+DisplayVMOutputToStderr",
            "-Djdk.reflect.useNativeAccessorOnly=true");

    /** For a server that runs for days beside an editor: without a bound its heap may take a quarter of the machine. */
    public static final String SERVER_HEAP = "-Xmx512m";

    /**
     * For all that is no server: most of what runs 200 times in a command runs 300 times, and is not worth a compilation, which took up to
     * a third of a command's time of the processor (tests/bench/README.md).
     */
    static final String BRIEF = "-XX:CompileThresholdScaling=5";

    /** The bundle's and that bound. */
    public static final List<String> SERVER = with(BUNDLE, SERVER_HEAP);

    private JvmFlags() {
    }

    private static List<String> with(List<String> flags, String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
