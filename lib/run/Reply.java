package lib.run;

import lib.base.Failure;
import lib.op.Question;
import lib.op.Result;

/** What came of a call. */
public sealed interface Reply {

    /**
     * It was done, or as much of it as its result says ({@link Result#failure}).
     *
     * @param result masked; null when standard output has carried something else, to its end
     */
    record Done(Result result) implements Reply {
    }

    /** Nothing was done yet: the caller comes back with the answer to this. */
    record Asked(Question question) implements Reply {
    }

    /** It was not done, and this is why; masked. */
    record Refused(Failure failure) implements Reply {
    }
}
