package lib.cli;

import lib.op.Asking;
import lib.op.Question;

/** Asks at the terminal: shows what goes, and lets the person type its name. */
final class TerminalAsking implements Asking {

    private final Prompt prompt;

    TerminalAsking(Prompt prompt) {
        this.prompt = prompt;
    }

    @Override
    public Answer ask(Question question) {
        if (!prompt.interactive()) {
            return Answer.NOBODY;
        }
        prompt.note(question.headline());
        for (String line : question.lost().lines()) {
            prompt.note("  " + line);
        }
        return question.agreedBy(prompt.askText(question.prompt())) ? Answer.AGREED : Answer.DECLINED;
    }
}
