package lib.mcp.tools.journal;

import java.util.List;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.journal.Journal;
import lib.mcp.tools.arguments.ToolArguments;
import lib.op.Asking;
import lib.op.Result;
import lib.op.Undo;
import lib.run.CommandEntry;
import lib.run.Context;
import lib.run.Inputs;
import lib.run.Invocation;
import lib.run.Reply;
import picocli.CommandLine.Model.ArgSpec;

/**
 * The call of a tool that takes an entry of the journal back. What stands in the file is never run as it stands there: the tool has to be
 * one that changes something, the arguments its own, and they are bound as those of any call. For one thread.
 */
public final class TakenBack {

    private final CommandEntry entry;
    private final ToolArguments arguments;
    private final Context context;
    private final String line;
    private long number;

    private TakenBack(CommandEntry entry, ToolArguments arguments, Context context, String line) {
        this.entry = entry;
        this.arguments = arguments;
        this.context = context;
        this.line = line;
    }

    /**
     * Reads it; runs nothing.
     *
     * @param undo with a tool
     * @throws Failure FAILED when it is no call of this program
     */
    public static TakenBack of(Undo undo, Context context) {
        CommandEntry entry = context.catalog().ofTool(undo.tool());
        if (entry == null || entry.effect().equals("READ")) {
            throw foreign("there is no tool " + undo.tool() + " that changes something");
        }
        Callable<? extends Result> command = context.catalog().create(entry, context);
        List<ArgSpec> inputs = Inputs.ofTool(Inputs.of(command));
        for (String name : undo.arguments().keySet()) {
            if (inputs.stream().noneMatch(each -> Inputs.name(each).equals(name))) {
                throw foreign(undo.tool() + " has no parameter " + name);
            }
        }
        ToolArguments arguments = new ToolArguments(undo.arguments());
        try {
            arguments.bind(command);
        } catch (Failure unfit) {
            throw foreign(unfit.getMessage());
        }
        return new TakenBack(entry, new ToolArguments(undo.arguments()), context, TypedLine.of(entry, arguments.bound()));
    }

    private static Failure foreign(String why) {
        return new Failure(Kind.FAILED, "the way back in the journal is not one that this program wrote: " + why,
                "was the file changed, or written by another version?");
    }

    /** What is run, as it would be typed; made from the call itself. */
    public String line() {
        return line;
    }

    /** Whether the operation asks by itself, since it loses something for good. */
    public boolean asks() {
        return entry.destructive();
    }

    /**
     * Runs it, and writes that down.
     *
     * @param undoes the number of the entry that it takes back
     * @param asking how the person is asked where the operation asks; null as the context does
     */
    public Reply run(Journal journal, long undoes, Asking asking) {
        CallJournal noted = new CallJournal(() -> journal, entry, arguments, context, "paas journal undo", undoes);
        try {
            return noted.over(Invocation.run(entry, arguments, context, asking));
        } finally {
            number = noted.number();
        }
    }

    /** The number of its own entry; 0 when there is none. */
    public long number() {
        return number;
    }
}
