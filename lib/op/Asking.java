package lib.op;

/** How the caller of an operation asks the person before something is lost for good. */
public interface Asking {

    /** What came of a question. */
    enum Answer {
        /** The person agreed to exactly this. */
        AGREED,
        /** The person typed something else. */
        DECLINED,
        /** The person said no, or went away without an answer. */
        REJECTED,
        /** There is nobody to ask. */
        NOBODY,
        /** Who calls cannot ask its person, who can do it at a terminal. */
        ELSEWHERE,
        /** The question goes out, and the call comes back with its answer later. */
        LATER
    }

    /** Where nobody can be asked. */
    Asking NOBODY = question -> Answer.NOBODY;

    /** Where an assistant's client cannot ask its person. */
    Asking ELSEWHERE = question -> Answer.ELSEWHERE;

    /** The person agreed beforehand ({@code --yes}). */
    Asking AGREED = question -> Answer.AGREED;

    /** Asks, and waits for the answer where that comes at once. */
    Answer ask(Question question);
}
