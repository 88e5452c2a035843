package lib.sandbox.instance;

/** What a sandbox holds at its start. */
public enum Seed {
    /** A handful of apps and projects of different kinds, the same at every start. */
    DEMO,
    /** Nothing. */
    EMPTY
}
