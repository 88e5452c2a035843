package tests.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests for the runner's own test. This package is not searched, so they run there only. */
public final class Samples {
    private Samples() {
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
