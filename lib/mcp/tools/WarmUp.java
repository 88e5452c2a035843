package lib.mcp.tools;

import java.util.LinkedHashMap;
import lib.json.JsonWriter;
import lib.mcp.tools.answer.NextSteps;
import lib.mcp.tools.arguments.ToolArguments;
import lib.op.Asking;
import lib.op.Progress;
import lib.op.Undo;
import lib.run.Catalog;
import lib.run.CommandEntry;
import lib.run.Context;

/**
 * What the first call of a process would load and open, done before it comes: the command's declaration, the answer's way out, and a
 * connection to the instance, by the one request that only asks for its version. An instance that is away is not spoken of.
 */
final class WarmUp {

    private static final String TOOL = "paas_status";

    private final Tools tools;
    private final Catalog catalog;

    WarmUp(Tools tools, Catalog catalog) {
        this.tools = tools;
        this.catalog = catalog;
    }

    void run() {
        try {
            load();
        } catch (RuntimeException | Error e) {
            // not connected, away, or worse: a call will say it, and standard error has no trace of it
        }
    }

    private void load() {
        CommandEntry entry = catalog.ofTool(TOOL);
        Context call = tools.context(Progress.NONE, Asking.ELSEWHERE);
        ToolArguments none = new ToolArguments(new LinkedHashMap<>());
        none.bind(catalog.create(entry, call));
        JsonWriter.line(Tools.told(Undo.by("paas", "apps"), none, new NextSteps(catalog, call), entry));
        call.api().version();
    }
}
