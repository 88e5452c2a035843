package lib.mcp;

/**
 * What a server offers.
 *
 * @param tools     operations to call
 * @param resources what can be read; null for none, and the handshake does not declare any
 * @param prompts   prompts for people to choose; null for none, as above
 */
public record Offer(ToolCalls tools, Resources resources, Prompts prompts) {
}
