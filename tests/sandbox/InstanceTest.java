package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.Test;

/** Instances in one JVM: each for itself, and gone when closed. */
class InstanceTest {

    @Test
    void severalRunAtOnceAndShareNothing() {
        try (var one = Sandbox.start(Options.forTests()); var other = Sandbox.start(Options.forTests())) {
            assertNotEquals(one.url(), other.url());
            assertNotEquals(one.adminToken(), other.adminToken());
            Wire.admin(one).newAgent();
            Wire.admin(other).get("/api/agents").answers("null");
            Wire.admin(other).as(one.adminToken()).get("/api/agents").refuses(401, "Unauthorized");
        }
    }

    /** Each request runs in a thread of its own: what that keeps would pile up, 32 KiB a request. */
    @Test
    void requestsLeaveNothingBehind() throws Exception {
        try (var instance = Sandbox.start(Options.forTests())) {
            var admin = Wire.admin(instance);
            admin.get("/api/projects").succeeds();
            int before = buffers();
            for (int i = 0; i < 2_000; i++) {
                admin.get("/api/projects").succeeds();
            }
            int more = buffers() - before;
            assertTrue(more < 1_000, more + " more buffers are held after 2,000 requests");
        }
    }

    private static int buffers() throws Exception {
        var histogram = (String) ManagementFactory.getPlatformMBeanServer().invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram", new Object[] {new String[0]},
            new String[] {String[].class.getName()});
        return histogram.lines().filter(line -> line.contains(" java.nio.HeapByteBuffer"))
            .mapToInt(line -> Integer.parseInt(line.strip().split("\\s+")[1])).sum();
    }

    @Test
    void aPortIsFreeAgainAtOnce() {
        int port;
        try (var first = Sandbox.start(Options.forTests())) {
            port = first.url().getPort();
            Wire.admin(first).get("/api/apps").succeeds();
        }
        try (var second = Sandbox.start(Options.forTests().withPort(port))) {
            assertEquals("http://127.0.0.1:" + port, second.url().toString());
            Wire.admin(second).get("/api/apps").succeeds();
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        try (var first = Sandbox.start(Options.forTests())) {
            var failure = assertThrows(RuntimeException.class, () -> Sandbox.start(Options.forTests().withPort(first.url().getPort())));
            assertInstanceOf(BindException.class, failure.getCause());
            Wire.admin(first).get("/api/apps").succeeds();
        }
    }

    @Test
    void anAdminTokenIsHexadecimalUnlessGiven() {
        assertTrue(Options.forTests().adminToken().matches("[0-9a-f]{64}"));
        assertTrue(Options.forTests().withAdminToken("  ").adminToken().matches("[0-9a-f]{64}"));
        assertEquals("letmein", Options.forTests().withAdminToken(" letmein ").adminToken());
        assertFalse(Options.defaults().withAdminToken("letmein").toString().contains("letmein"));
    }

    @Test
    void manyRequestsAtOnceAreAnswered() {
        try (var sandbox = Sandbox.start(Options.forTests())) {
            var admin = Wire.admin(sandbox);
            IntStream.range(0, 300).parallel().forEach(i -> admin.newAgent("apps:read"));
            var agents = admin.get("/api/agents").json();
            assertEquals(300, agents.size());
            assertEquals(300, agents.findValuesAsText("id").stream().distinct().count());
        }
    }
}
