package tests.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tests.support.Checkout;

/** {@code jbang export}: a jar that runs the same commands with plain {@code java -jar}, without a warning on either stream. */
// JBang resolves and compiles for real, several times over: minutes on a busy machine
@Timeout(600)
@Order(1)
class ExportTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fatjar", "portable"})
    void theJarRunsOnItsOwn(String kind) throws IOException {
        JBang jbang = new JBang(folder);
        Path jar = folder.resolve("out").resolve("paas.jar");
        jbang.run("export", kind, "-O", jar.toString(), Checkout.file("paas.java").toString()).exits(0);

        java(jbang, jar, "version").exits(0).prints("0.1.0\n").complains("");
        java(jbang, jar, "help", "connect").exits(0).printsPart("--legacy").complains("");
        java(jbang, jar, "status").exits(4).prints("").complainsPart("error: not connected - run: paas connect <url>\n");
        try (Sandbox instance = Sandbox.start(Options.forTests())) {
            jbang.home().connected(instance.url().toString(), instance.adminToken());
            java(jbang, jar, "status").exits(0).complains("").printsPart("Better-PaaS  " + instance.url() + "\n");
            java(jbang, jar, "status", "--json").exits(0).complains("").printsPart("\"apps\"");
            java(jbang, jar, "setup", "--client", "cursor").exits(0).complains("").printsPart("✓ Cursor  ready in ");
        }
    }

    private static tests.support.Run java(JBang jbang, Path jar, String... arguments) {
        var line = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
            jar.toString()));
        line.addAll(List.of(arguments));
        return jbang.run(line);
    }
}
