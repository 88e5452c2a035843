package lib.base;

import lib.base.Failure.Kind;

/**
 * What a person is told when something is wrong with this program and not with what was asked of it: one sentence, whatever was thrown.
 * Reading it needs nothing but this class, since what is missing may be anything.
 */
public final class Fault {

    private static final boolean NATIVE = System.getProperty("org.graalvm.nativeimage.imagecode") != null;

    private Fault() {
    }

    /** Of a {@link Failure} that very one; of anything else what it means. */
    public static Failure of(Throwable thrown) {
        if (thrown instanceof Failure known) {
            return known;
        }
        if (thrown instanceof ExceptionInInitializerError && thrown.getCause() != null) {
            return of(thrown.getCause());
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Failure(Kind.FAILED, "there was not enough memory for this", "ask for less of it, or for fewer things at once");
        }
        if (thrown instanceof StackOverflowError) {
            return new Failure(Kind.FAILED, "something in this is nested too deeply", "if it is not meant to be, this is " + report());
        }
        if (thrown instanceof LinkageError && !NATIVE) {
            String part = thrown.getMessage() == null ? "" : " (" + line(thrown.getMessage()).replace('/', '.') + ")";
            return new Failure(Kind.FAILED, "a part of this program is missing or does not fit the others" + part,
                    "install it again, e.g. jbang --fresh paas@org install; if that does not help, this is " + report());
        }
        String said = thrown instanceof Error ? thrown.getClass().getSimpleName() + ": " + line(String.valueOf(thrown.getMessage()))
                : line(thrown.toString());
        return new Failure(Kind.FAILED, "unexpected failure: " + said, "this is " + report()
                + (NATIVE && thrown instanceof Error ? "; paas installed without --native does not have it" : ""));
    }

    private static String report() {
        return "a fault in paas " + Version.NUMBER + "; please report it with the command you ran";
    }

    private static String line(String text) {
        String whole = text.strip();
        int end = whole.indexOf('\n');
        return end < 0 ? whole : whole.substring(0, end).strip();
    }
}
