package lib.mcp.tools.answer;

import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.mcp.ForeignText;
import lib.run.CommandEntry;

/** A failure as an assistant may read it: cleaned, no longer than it needs, and with tools in place of command lines. */
public final class Refusal {

    private static final int LONGEST = 1200;
    /** The same in what a model takes in, see {@link Marks#weight}. */
    private static final int MOST_WEIGHT = 3000;

    private Refusal() {
    }

    /** In two lines: what went wrong, and the next step. */
    public static String words(Failure failure, NextSteps steps, CommandEntry called) {
        Failure told = told(failure, steps, called);
        return "error: " + told.getMessage() + (told.hint() == null ? "" : "\nhint: " + told.hint());
    }

    /** The same as a failure. What did not fit, and a next step, are our own words; another failure's message can hold those of others. */
    public static Failure told(Failure failure, NextSteps steps, CommandEntry called) {
        String message = String.valueOf(failure.getMessage());
        return new Failure(failure.kind(), line(failure.kind() == Kind.USAGE ? steps.own(message, called) : steps.in(message)),
                failure.hint() == null ? null : line(steps.own(failure.hint(), called)));
    }

    private static String line(String told) {
        String line = ForeignText.of(CleanText.line(told));
        int length = Math.min(line.length(), LONGEST);
        while (Marks.heavy(line.substring(0, length)) > MOST_WEIGHT) {
            length -= LONGEST / 10;
        }
        length -= length > 0 && length < line.length() && Character.isHighSurrogate(line.charAt(length - 1)) ? 1 : 0;
        return length == line.length() ? line : line.substring(0, length) + "…";
    }
}
