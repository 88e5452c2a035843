package lib.base;

/** The program's version: one line here, in the CHANGELOG and nowhere else. */
public final class Version {

    /** Semantic version. A compile-time constant, so that reading it loads nothing. */
    public static final String NUMBER = "0.1.0";

    private Version() {
    }
}
