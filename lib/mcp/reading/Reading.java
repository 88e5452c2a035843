package lib.mcp.reading;

import java.util.List;
import java.util.Map;
import lib.api.Api;
import lib.base.Failure;
import lib.mcp.tools.Tools;
import lib.mcp.tools.answer.NextSteps;
import lib.mcp.tools.answer.Refusal;
import lib.mcp.tools.arguments.ToolArguments;
import lib.op.Asking;
import lib.op.Progress;
import lib.op.Result;
import lib.run.CommandEntry;
import lib.run.Context;
import lib.run.Invocation;
import lib.run.Reply;

/** What looks at the instance for resources and prompts, as tools that only look do. Safe for several at once. */
public final class Reading {

    private final Tools tools;
    private Names names;

    /** @param tools what looks */
    public Reading(Tools tools) {
        this.tools = tools;
    }

    /**
     * What a tool that only looks answers.
     *
     * @throws Failure in words for an assistant
     */
    Map<String, Object> answer(String tool, Map<String, Object> arguments, Progress progress) {
        Context call = tools.context(progress, Asking.ELSEWHERE);
        CommandEntry entry = call.catalog().ofTool(tool);
        ToolArguments bound = new ToolArguments(arguments);
        Reply reply = Invocation.run(entry, bound, call);
        NextSteps steps = new NextSteps(call.catalog(), call);
        Result result = reply instanceof Reply.Done done ? done.result() : null;
        Failure failure = result != null ? result.failure() : ((Reply.Refused) reply).failure();
        if (failure != null) {
            throw Refusal.told(failure, steps, entry);
        }
        return Tools.told(result.json(), bound, steps, entry);
    }

    /** The instance as it is connected now. */
    Api api() {
        return tools.context(Progress.NONE, Asking.ELSEWHERE).api();
    }

    /** Which instance that is, and as whom. */
    String instance() {
        return tools.instance();
    }

    /** See {@link Names#of}. */
    List<String> names(String input, String typed, Map<String, String> others) {
        return names().of(input, typed, others);
    }

    /** Made at the first completion: most clients ask for none. */
    private synchronized Names names() {
        if (names == null) {
            names = new Names(this);
        }
        return names;
    }
}
