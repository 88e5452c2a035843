package lib.op;

/** What an operation does to the instance. Decides whether somebody is asked first, and the hints of the tool. */
public enum Effect {
    /** Looks only. */
    READ,
    /** Changes something that can be changed back. */
    WRITE,
    /** Loses something for good: asks by name on a terminal, refuses without one unless {@code --yes}. */
    DESTRUCTIVE
}
