package lib.mcp.tools.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lib.api.Changes;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;
import lib.journal.Begun;
import lib.journal.Ended;
import lib.journal.Journal;
import lib.journal.Outcome;
import lib.json.RecordJson;
import lib.mcp.tools.arguments.ToolArguments;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.run.CommandEntry;
import lib.run.Context;
import lib.run.Reply;
import picocli.CommandLine.Model.ArgSpec;

/**
 * Writes one call into the journal: when its first request that may change something is about to be sent, and when it is over. What only
 * looks, and what was refused before that, is in no journal.
 */
public final class CallJournal implements Changes.Listener {

    private static final int LONGEST_CLIENT = 80;
    private static final int LONGEST_SENTENCE = 300;
    private static final int LONGEST_LINE = 600;
    private static final int LONGEST_NAME = 100;

    private final Supplier<Journal> journal;
    private final CommandEntry entry;
    private final ToolArguments arguments;
    private final Context context;
    private final String client;
    private final long undoes;
    private boolean begun;
    private long number;
    private int sent;
    private int answered;

    /**
     * @param journal   asked for when there is something to write
     * @param arguments as they are bound by then
     * @param context   of the call
     * @param client    name and version of whoever asked; "" when nobody said
     */
    public CallJournal(Supplier<Journal> journal, CommandEntry entry, ToolArguments arguments, Context context, String client) {
        this(journal, entry, arguments, context, client, 0);
    }

    /** @param undoes the number of the entry that it takes back */
    CallJournal(Supplier<Journal> journal, CommandEntry entry, ToolArguments arguments, Context context, String client, long undoes) {
        this.journal = journal;
        this.entry = entry;
        this.arguments = arguments;
        this.context = context;
        this.client = client;
        this.undoes = undoes;
        if (!entry.effect().equals("READ")) {
            context.api().changes().tell(this);
        }
    }

    @Override
    public synchronized void sending() {
        sent++;
        if (!begun) {
            begun = true;
            Map<ArgSpec, List<String>> given = NotedArguments.masked(arguments.bound(),
                    context.secrets() == null ? Secrets.BY_SHAPE : context.secrets());
            number = journal.get().begin(new Begun(Journal.now(), context.api().session().url(), clipped(client, LONGEST_CLIENT),
                    entry.tool(), clipped(TypedLine.of(entry, given), LONGEST_LINE), NotedArguments.named(given), undoes,
                    ProcessHandle.current().pid()));
        }
    }

    @Override
    public synchronized void answered() {
        answered++;
    }

    /** The number of its entry; 0 when there is none. */
    synchronized long number() {
        return number;
    }

    /** Writes what became of it. @return the same */
    public synchronized Reply over(Reply reply) {
        if (number > 0) {
            journal.get().end(number, reply instanceof Reply.Done done ? ended(done.result())
                    : ended(((Reply.Refused) reply).failure()));
        }
        return reply;
    }

    private static Ended ended(Result result) {
        Failure failure = result.failure();
        Undo undo = result.undo();
        List<String> names = new ArrayList<>();
        Map<String, Object> json = RecordJson.of(result.json());
        for (String each : List.of("appId", "id", "name")) {
            if (json.get(each) instanceof String name && !name.isEmpty()) {
                names.add(clipped(name, LONGEST_NAME));
            }
        }
        return new Ended(Journal.now(), failure == null ? Outcome.DONE : Outcome.FAILED, clipped(failure == null ? said(result)
                : failure.getMessage(), LONGEST_SENTENCE), names, undo == null ? null : undo.masked(Secrets.BY_SHAPE::text));
    }

    private Ended ended(Failure failure) {
        boolean open = sent > answered;
        Outcome outcome = failure.kind() == Kind.INTERRUPTED ? Outcome.CANCELLED
                : failure.kind() == Kind.ANSWER_LOST ? Outcome.UNCERTAIN : Outcome.FAILED;
        String said = outcome != Outcome.CANCELLED ? failure.getMessage()
                : open ? "given up before the instance had answered: it may have been done"
                : "given up after the instance had answered: what it accepted is done, or goes on there";
        return new Ended(Journal.now(), outcome, clipped(said, LONGEST_SENTENCE), List.of(), null);
    }

    /** The first line that a person would see. */
    private static String said(Result result) {
        for (Page.Part each : result.page().parts()) {
            if (each instanceof Page.Line line && !line.text().isBlank()) {
                return line.text().strip();
            }
        }
        return "";
    }

    private static String clipped(String text, int longest) {
        // whoever asked for secrets (--reveal) asked for them on the screen
        String clean = Secrets.BY_SHAPE.text(CleanText.line(String.valueOf(text)));
        return clean.length() > longest ? clean.substring(0, longest) + "…" : clean;
    }
}
