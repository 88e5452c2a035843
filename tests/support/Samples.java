package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests for the runner's own test. This package is not searched, so they run there only, in a process of their own. */
public final class Samples {
    private Samples() {
    }

    /**
     * @param args {@code true} or {@code false} for whether skips fail, then the simple name of the class to run, then the watchdog's
     * patience in seconds
     */
    public static void main(String[] args) {
        var report = new Report(System.out, Boolean.parseBoolean(args[0]));
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Samples.class.getName() + "$"
            + args[1]))
            .configurationParameter("junit.platform.output.capture.stdout", "true").build(), report,
            new Watchdog(System.out, Duration.ofSeconds(Integer.parseInt(args[2]))));
        System.out.println(report.summary());
    }

    public static class Mixed {
        @Test
        void fails() {
            System.out.println("words before the failure");
            assertEquals(1, 2, "one is not two");
        }

        @Test
        void passes() {
            System.out.println("words nobody needs");
        }

        @Test
        void lacksSomething() {
            abort("no such program: apt-get install it");
        }
    }

    public static class Broken {
        @BeforeAll
        static void setUp() {
            throw new IllegalStateException("nothing to stand on");
        }

        @Test
        void neverRuns() {
        }
    }

    public static class Stuck {
        @Test
        void forEver() throws InterruptedException {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    public static class Absent {
        @BeforeAll
        static void setUp() {
            abort("no browser: apt-get install chromium");
        }

        @Test
        void one() {
        }

        @Test
        void two() {
        }
    }
}
