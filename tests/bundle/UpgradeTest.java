package tests.bundle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.AboutTheJvm;
import tests.support.Bundle;
import tests.support.Checkout;

/** From this version to a later one that a catalog on a web server has: really fetched, built, trained and started. */
@Timeout(600)
@Order(1)
class UpgradeTest {

    @TempDir
    Path folder;

    @Test
    @AboutTheJvm("installs the copy for a JVM; NativeInstallTest has the other")
    void aNewerVersionIsFetchedFromTheCatalogAndInstalled() throws Exception {
        JBang jbang = new JBang(folder);
        String version = Checkout.read("lib/base/Version.java").replace("\"0.1.0\"", "\"0.2.0\"");
        String changes = Checkout.read("CHANGELOG.md").replace("## [Unreleased]\n",
                "## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n- A thing.\n\n## [0.1.0] - 2026-11-26\n");
        HttpServer web = CatalogTest.repository(new CopyOnWriteArrayList<>(), Map.of("lib/base/Version.java", version, "CHANGELOG.md",
                changes));
        try {
            jbang.run("catalog", "add", "--name", "org", "http://127.0.0.1:" + web.getAddress().getPort() + "/jbang-catalog.json").exits(0);
            jbang.run(Bundle.untrained(List.of("install", "--no-path", "--from", "paas@org"))).exits(0);
            String paas = jbang.home().path().resolve(".paas/bin/paas").toString();
            jbang.run(List.of(paas, "version")).exits(0).prints("0.1.0\n");
            // where people have it: in JBang's own folder
            Files.createSymbolicLink(Files.createDirectories(folder.resolve("jbang/bin")).resolve("jbang"), Checkout.file("jbang"));
            jbang.run(List.of(paas, "upgrade")).exits(0).complains("Asking paas@org for its version\nInstalling paas 0.2.0\n").prints("""
                    Upgraded from 0.1.0 to 0.2.0.

                    ## [0.2.0] - 2026-12-01

                    ### Added
                    - A thing.
                    """);
            jbang.run(List.of(paas, "version")).exits(0).prints("0.2.0\n").complains("");
            assertTrue(Files.readString(jbang.home().path().resolve(".paas/installed.json")).contains("\"from\": \"paas@org\""));
        } finally {
            web.stop(0);
        }
    }
}
