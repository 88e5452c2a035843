package lib.sandbox.builds;

/** A build that fails as builds do; the message is the line that begins with ✖, without that sign. */
final class BuildFailure extends Exception {

    private final boolean atStart;

    /** @param message what went wrong; what the tool itself printed was logged before */
    BuildFailure(String message) {
        this(message, false);
    }

    /** @param atStart whether there is an image, and its container did not get healthy */
    BuildFailure(String message, boolean atStart) {
        super(message, null, false, false);
        this.atStart = atStart;
    }

    boolean atStart() {
        return atStart;
    }
}
