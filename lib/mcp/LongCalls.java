package lib.mcp;

import java.util.Map;

/**
 * Work that goes on after its call was answered, for clients that take a call as a task. Nothing of it lives in this process: what goes on
 * is named by a handle, by which any later process finds it again.
 */
public interface LongCalls {

    /**
     * How it stands with such work.
     *
     * @param outcome what the call gives back; null while it goes on
     * @param handle  names what goes on; "" when it is over
     * @param step    what is going on, for people, one line
     */
    record Going(ToolCalls.Outcome outcome, String handle, String step) {

        /** It is over. */
        public static Going over(ToolCalls.Outcome outcome) {
            return new Going(outcome, "", "");
        }
    }

    /** Whether calls of this tool can go on as a task. */
    default boolean lasts(String tool) {
        return false;
    }

    /** Whether this very call would wait for the end of its work. */
    default boolean waits(String tool, Map<String, Object> arguments) {
        return false;
    }

    /**
     * Begins the work and waits for nothing.
     *
     * @return null when there is no such tool
     */
    default Going begin(String tool, Map<String, Object> arguments, ToolCalls.Caller caller) {
        return null;
    }

    /** How it stands now. An instance that cannot be reached for a moment is no end. */
    default Going look(String handle) {
        return Going.over(new ToolCalls.Outcome("", "error: nothing goes on", true));
    }

    /** Stops it, where it can be stopped. @return whether it was */
    default boolean stop(String handle) {
        return false;
    }

    /** Seals the names of tasks, so that nobody makes one up: 32 bytes, which later processes of the same home have, too. */
    byte[] key();
}
