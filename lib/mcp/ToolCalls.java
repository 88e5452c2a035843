package lib.mcp;

import java.util.Map;
import lib.op.Asking;
import lib.op.Progress;

/** What the server reaches operations through. Nothing of them is loaded before the first call. Safe for calls at the same time. */
public interface ToolCalls extends LongCalls, AutoCloseable {

    /**
     * What a call gives back.
     *
     * @param json  the structured content as JSON text on one line; "" when there is none
     * @param text  for the model: the same JSON, or what went wrong and the next step
     * @param error whether the operation failed
     */
    record Outcome(String json, String text, boolean error) {
    }

    /**
     * Who calls.
     *
     * @param progress where long work says how far it is
     * @param asking   how the person is asked before something is lost for good
     * @param client   the program that calls, as it names itself, e.g. {@code claude-code 2.1.197}; "" when it does not
     */
    record Caller(Progress progress, Asking asking, String client) {
    }

    /**
     * What a client can do, which decides what it is shown.
     *
     * @param asks  ask its person: without that no tool is offered that loses something for good
     * @param tasks take a call as a task of revision 2025-11-25, where each tool says whether it can be one
     * @param views show a page beside a tool's result (MCP Apps)
     */
    record Abilities(boolean asks, boolean tasks, boolean views) {

        /** Nothing of it. */
        public static final Abilities NONE = new Abilities(false, false, false);
    }

    /** Comes back in place of a result when the question has gone out and the call will come again with its answer. */
    Outcome ASKED = new Outcome("", "", false);

    /** The program's version, for the handshake. */
    String version();

    /** The tools as a JSON array on one line, in an order that stays, for a client with these abilities. */
    String list(Abilities client);

    /** The profile of the connected token, by which lists differ; "" when there is none. Asked for once a second. */
    default String profile() {
        return "";
    }

    /** Which instance calls go to and as whom, to bind a person's consent and a task to: no secret; "" when none is connected. */
    String instance();

    /**
     * Runs one operation to its end; a failed one is an {@link Outcome}.
     *
     * @param arguments texts, numbers, booleans, lists and maps by parameter name
     * @return {@link #ASKED} when the person is asked first; null when there is no such tool
     */
    Outcome call(String tool, Map<String, Object> arguments, Caller caller);

    /** Makes ready what the first call needs, so that it costs what later ones cost. Called once, in the background; never fails. */
    default void prepare() {
        // nothing is slow to load here
    }

    @Override
    void close();
}
