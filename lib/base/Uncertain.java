package lib.base;

import lib.base.Failure.Kind;

/** A request whose effect is looked at afterwards anyway, so that its answer may get lost. */
public final class Uncertain {

    private Uncertain() {
    }

    /**
     * Sends it.
     *
     * @return null when it was answered; the failure (ANSWER_LOST) when it may have been done, to be thrown where a look shows that it was
     * not
     * @throws Failure as the request fails otherwise
     */
    public static Failure send(Runnable request) {
        try {
            request.run();
            return null;
        } catch (Failure e) {
            if (e.kind() != Kind.ANSWER_LOST) {
                throw e;
            }
            return e;
        }
    }
}
