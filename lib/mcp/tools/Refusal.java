package lib.mcp.tools;

import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.mcp.ForeignText;
import lib.run.CommandEntry;

/** A failure as an assistant may read it: cleaned, no longer than it needs, and with tools in place of command lines. */
final class Refusal {

    private static final int LONGEST = 1200;

    private Refusal() {
    }

    /** In two lines: what went wrong, and the next step. */
    static String words(Failure failure, NextSteps steps, CommandEntry called) {
        Failure told = told(failure, steps, called);
        return "error: " + told.getMessage() + (told.hint() == null ? "" : "\nhint: " + told.hint());
    }

    /** The same as a failure. What did not fit, and a next step, are our own words; another failure's message can hold those of others. */
    static Failure told(Failure failure, NextSteps steps, CommandEntry called) {
        String message = String.valueOf(failure.getMessage());
        return new Failure(failure.kind(), line(failure.kind() == Kind.USAGE ? steps.own(message, called) : steps.in(message)),
                failure.hint() == null ? null : line(steps.own(failure.hint(), called)));
    }

    private static String line(String told) {
        return ForeignText.of(CleanText.line(told.length() > LONGEST ? told.substring(0, LONGEST) + "…" : told));
    }
}
