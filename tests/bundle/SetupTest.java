package tests.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;

/**
 * {@code paas setup --via jbang}: the entry starts JBang by its absolute path, and a client that passes hardly a variable gets the server.
 */
@Timeout(600)
@Order(1)
class SetupTest {

    @TempDir
    Path folder;

    @Test
    void aClientStartsTheServerThroughJBang() throws IOException {
        JBang jbang = new JBang(folder);
        jbang.home().connected("http://127.0.0.1:9", "bpagt_" + "0f".repeat(32));
        // an installed JBang has its folder in the home and a JDK of its own
        Files.createSymbolicLink(jbang.home().path().resolve(".jbang"), folder.resolve("jbang"));
        Path program = Files.createDirectories(folder.resolve("jbang/bin")).resolve("jbang");
        Files.writeString(program, "#!/bin/sh\nJAVA_HOME='" + System.getProperty("java.home") + "' exec '" + Checkout.file("jbang")
            + "' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));

        jbang.run(Checkout.file("paas.java").toString(), "setup", "--via", "jbang", "--client", "claude").exits(0)
            .printsMatch("(?s).*\n✓ Claude Code  ready in [0-9]+ ms, [0-9]+ tools\n.*");
        jbang.run(Checkout.file("paas.java").toString(), "setup", "--list", "--client", "claude").exits(0)
            .printsMatch("(?s).*  set up  " + program + " run --quiet --offline --java 25\\+ .* mcp\n.*");
    }
}
