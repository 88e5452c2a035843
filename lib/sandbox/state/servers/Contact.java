package lib.sandbox.state.servers;

/**
 * What came of contacting a machine.
 *
 * @param error         why it is of no use, {@code ""} when it is
 * @param dockerVersion {@code ""} when docker was not reached
 * @param hostKey       the fingerprint that the machine showed, {@code ""} when it did not get that far
 * @param timedOut      whether nothing answered for as long as the server waits
 */
public record Contact(String error, String dockerVersion, String hostKey, boolean timedOut) { }
