package lib.base;

import java.time.Duration;
import java.util.function.Consumer;

/** An instance that is away for a moment while something on it is followed: said once, and given up on when it lasts. */
public final class Outage {

    private final Duration longest;
    private final Consumer<String> say;
    private long reached = System.nanoTime();
    private String said = "";

    /**
     * @param longest how long to go on; null for as long as it takes
     * @param say     told why nothing comes, once for each reason
     */
    public Outage(Duration longest, Consumer<String> say) {
        this.longest = longest;
        this.say = say;
    }

    /** The instance has answered. */
    public void over() {
        reached = System.nanoTime();
        said = "";
    }

    /**
     * It has not.
     *
     * @throws Failure this one, when waiting does not help or has lasted too long
     */
    public void endure(Failure failure) {
        if (!failure.kind().passing() || longest != null && System.nanoTime() - reached > longest.toNanos()) {
            throw failure;
        }
        if (!said.equals(failure.getMessage())) {
            said = failure.getMessage();
            say.accept(said + "; trying again");
        }
    }
}
