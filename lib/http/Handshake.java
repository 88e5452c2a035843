package lib.http;

/**
 * How the opening of a WebSocket ended.
 *
 * @param opened  the stream; null when it was refused
 * @param refused what was said instead, in a body of up to 4 KiB; null when it is open
 */
public record Handshake(WebSocket opened, Response refused) {
}
