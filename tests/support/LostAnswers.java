package tests.support;

import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import lib.sandbox.instance.Sandbox;

/** Requests whose answers get lost, and how often they were sent. */
public final class LostAnswers {

    private LostAnswers() {
    }

    /**
     * Loses the next answer to a route; faults and requests from before are forgotten.
     *
     * @param done whether the instance does what was asked before the answer is lost
     */
    public static void next(Sandbox sandbox, String route, boolean done) {
        sandbox.clearFaults();
        sandbox.clearRequests();
        sandbox.fault(Fault.of(done ? new Effect.Lose() : new Effect.Drop()).at(route).times(1));
    }

    /** How often a route was asked for since. */
    public static long sent(Sandbox sandbox, String route) {
        return sandbox.requests().stream().filter(each -> each.path().equals(route)).count();
    }
}
