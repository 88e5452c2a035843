package tests.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.stream.Stream;
import lib.base.Failure;
import lib.base.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown is one sentence and a next step. */
class FaultTest {
    private static final String REPORT = "this is a fault in paas 0.1.0; please report it with the command you ran";

    /** As GraalVM has it: a name of its own, and several lines with an example of a configuration. */
    private static final class MissingReflectionRegistrationError extends Error {
        MissingReflectionRegistrationError() {
            super("\nCannot reflectively invoke 'public lib.X()'.\n\nTo allow this, add the following:\n  {}\n");
        }
    }

    static Stream<Arguments> thrown() {
        return Stream.of(
            Arguments.of(new IllegalStateException("oops"), "unexpected failure: java.lang.IllegalStateException: oops", REPORT),
            Arguments.of(org.junit.jupiter.api.Named.of("a missing registration", new MissingReflectionRegistrationError()),
                "unexpected failure: MissingReflectionRegistrationError: Cannot reflectively invoke 'public lib.X()'.", REPORT),
            Arguments.of(new AssertionError(), "unexpected failure: AssertionError: null", REPORT),
            Arguments.of(new OutOfMemoryError("Java heap space"), "there was not enough memory for this",
                "ask for less of it, or for fewer things at once"),
            Arguments.of(new StackOverflowError(), "something in this is nested too deeply", "if it is not meant to be, " + REPORT),
            Arguments.of(new NoClassDefFoundError("picocli/CommandLine"),
                "a part of this program is missing or does not fit the others (picocli.CommandLine)",
                "install it again, e.g. jbang --fresh paas@org install; if that does not help, " + REPORT),
            Arguments.of(new UnsatisfiedLinkError(), "a part of this program is missing or does not fit the others",
                "install it again, e.g. jbang --fresh paas@org install; if that does not help, " + REPORT),
            Arguments.of(new ExceptionInInitializerError(new OutOfMemoryError()), "there was not enough memory for this",
                "ask for less of it, or for fewer things at once"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void itIsOneSentenceAndANextStep(Throwable thrown, String message, String hint) {
        var failure = Fault.of(thrown);
        assertEquals(message + "\n" + hint + "\n1", failure.getMessage() + "\n" + failure.hint() + "\n" + failure.kind().exitCode());
    }

    @Test
    void aFailureStaysWhatItIs() {
        var known = new Failure(Failure.Kind.NOT_FOUND, "no app");
        assertSame(known, Fault.of(known));
        assertSame(known, Fault.of(new ExceptionInInitializerError(known)));
    }
}
