package lib.cli;

import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.run.CommandEntry;

/** Asks before something is lost for good: shows what goes, and lets the person type its name. */
final class Confirmation {

    private Confirmation() {
    }

    /**
     * Ends normally when the person typed the name.
     *
     * @throws Failure DECLINED otherwise, and where nobody can be asked
     */
    static void ask(CommandEntry verb, Destructive operation, Prompt prompt) {
        Consequences lost = operation.consequences();
        if (!prompt.interactive()) {
            throw new Failure(Kind.DECLINED, "paas " + verb.word() + " cannot be undone, and nobody can be asked here; nothing was changed",
                    "if you are sure: paas " + verb.word() + " " + lost.name() + " --yes");
        }
        prompt.note("This cannot be undone: " + verb.word() + " " + lost.name());
        for (String line : lost.lines()) {
            prompt.note("  " + line);
        }
        if (!prompt.askText("Type " + lost.name() + " to go on").equals(lost.name())) {
            throw new Failure(Kind.DECLINED, "that is not \"" + lost.name() + "\"; nothing was changed");
        }
    }
}
