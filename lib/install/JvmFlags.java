package lib.install;

import java.util.ArrayList;
import java.util.List;

/** The options of the JVM that runs this program; measured, see CONTRIBUTING.md under Speed. */
public final class JvmFlags {

    /** Those of {@code //RUNTIME_OPTIONS} in paas.java. */
    public static final List<String> BUNDLE = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xlog:disable",
            "-Xlog:all=error:stderr", "--enable-native-access=ALL-UNNAMED");

    /** Those and what an installed copy needs: a cache that does not fit is told on no stream, and nothing of the JVM's on stdout. */
    public static final List<String> INSTALLED = installed();

    /** For a server that runs for days beside an editor: without a bound its heap may take a quarter of the machine. */
    public static final String SERVER_HEAP = "-Xmx512m";

    private JvmFlags() {
    }

    private static List<String> installed() {
        List<String> flags = new ArrayList<>(BUNDLE);
        flags.add("-Xlog:aot*=off:stderr");
        flags.add("-XX:+DisplayVMOutputToStderr");
        return List.copyOf(flags);
    }
}
