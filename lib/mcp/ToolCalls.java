package lib.mcp;

import java.util.Map;
import lib.op.Progress;

/** What the server reaches operations through. Nothing of them is loaded before the first call. Safe for calls at the same time. */
public interface ToolCalls extends AutoCloseable {

    /**
     * What a call gives back.
     *
     * @param json  the structured content as JSON text on one line; "" when there is none
     * @param text  for the model: the same JSON, or what went wrong and the next step
     * @param error whether the operation failed
     */
    record Outcome(String json, String text, boolean error) {
    }

    /** The program's version, for the handshake. */
    String version();

    /**
     * Runs one operation to its end; a failed one is an {@link Outcome}.
     *
     * @param arguments texts, numbers, booleans, lists and maps by parameter name
     * @return null when there is no such tool
     */
    Outcome call(String tool, Map<String, Object> arguments, Progress progress);

    @Override
    void close();
}
