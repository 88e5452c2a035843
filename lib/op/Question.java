package lib.op;

import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * What somebody is asked before something is lost for good; written once for every way of asking.
 *
 * @param command what was asked for, as it is typed, e.g. {@code paas delete}
 * @param lost    what goes
 */
public record Question(String command, Consequences lost) {

    /** What stands above the consequences. */
    public String headline() {
        return "This cannot be undone: " + action();
    }

    /** What is asked for, without a colon. */
    public String prompt() {
        return "Type " + lost.name() + " to go on";
    }

    /** Whether this answer is the consent: the name as it is, nothing else. */
    public boolean agreedBy(String typed) {
        return typed.equals(lost.name());
    }

    /** What comes of another answer. */
    public Failure declined() {
        return new Failure(Kind.DECLINED, "that is not \"" + lost.name() + "\"; nothing was changed");
    }

    /** What comes of a no. */
    public Failure rejected() {
        return new Failure(Kind.DECLINED, "the person did not agree to " + action() + "; nothing was changed",
                "do not try again unless they ask for it");
    }

    /** What it is about, e.g. {@code delete web}. */
    public String action() {
        return command.substring(command.indexOf(' ') + 1) + " " + lost.name();
    }

    /** What comes of it where the person can be asked at a terminal alone. */
    public Failure elsewhere() {
        return new Failure(Kind.DECLINED, action() + " cannot be undone, and this client cannot ask its person; nothing was changed",
                "do not try again: " + command + " " + lost.name());
    }

    /** What comes of it where nobody can be asked. */
    public Failure unasked() {
        return new Failure(Kind.DECLINED, command + " cannot be undone, and nobody can be asked here; nothing was changed",
                "if you are sure: " + command + (lost.operands().isEmpty() ? "" : " " + lost.operands()) + " --yes");
    }
}
