package lib.mcp.tools;

/**
 * What somebody else wrote, within an answer.
 *
 * @param value a text, a list of texts, or rows of cells
 */
record Foreign(Object value) {
}
