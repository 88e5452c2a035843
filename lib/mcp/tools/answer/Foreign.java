package lib.mcp.tools.answer;

/**
 * What somebody else wrote, within an answer.
 *
 * @param value a text, a list of texts, or rows of cells
 */
public record Foreign(Object value) {
}
