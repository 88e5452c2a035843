package lib.sandbox.builds;

/** A build that fails as builds do; the message is the line that begins with ✖, without that sign. */
final class BuildFailure extends Exception {

    /** @param message what went wrong; what the tool itself printed was logged before */
    BuildFailure(String message) {
        super(message, null, false, false);
    }
}
