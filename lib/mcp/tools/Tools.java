package lib.mcp.tools;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import lib.base.Failure;
import lib.base.Version;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.http.Settings;
import lib.http.Transport;
import lib.journal.Journal;
import lib.mcp.ToolCalls;
import lib.mcp.tools.answer.Fields;
import lib.mcp.tools.answer.Marks;
import lib.mcp.tools.answer.NextSteps;
import lib.mcp.tools.answer.Refusal;
import lib.mcp.tools.answer.Shortened;
import lib.mcp.tools.answer.Told;
import lib.mcp.tools.arguments.Portion;
import lib.mcp.tools.arguments.ToolArguments;
import lib.mcp.tools.journal.CallJournal;
import lib.mcp.tools.list.ToolFile;
import lib.mcp.tools.list.Toolset;
import lib.op.Asking;
import lib.op.Progress;
import lib.op.Result;
import lib.run.Catalog;
import lib.run.CommandEntry;
import lib.run.Context;
import lib.run.Invocation;
import lib.run.Reply;

/**
 * Operations as tools: a call goes through {@link Invocation} as on the command line, its reply becomes an answer for a model. The saved
 * connection is read anew for each call, so that a later {@code paas connect} counts. Safe for calls at the same time.
 */
public final class Tools implements ToolCalls {

    private static final int REQUEST_SECONDS = 30;

    private final Catalog catalog;
    private final Toolset offered;
    private final Map<String, String> environment;
    private final TaskKey key;
    private final LongWork work;
    private final PrintStream complaints;
    private Transport transport;
    private Journal journal;

    /**
     * @param offered     which of them may be called
     * @param environment tells where the connection is saved, and how the network is reached
     * @param complaints  told what no client hears: that the journal cannot be written
     */
    public Tools(Catalog catalog, Toolset offered, Map<String, String> environment, PrintStream complaints) {
        this.complaints = complaints;
        this.catalog = catalog;
        this.offered = offered;
        this.environment = environment;
        this.key = new TaskKey(environment);
        this.work = new LongWork(this, catalog);
    }

    @Override
    public String version() {
        return Version.NUMBER;
    }

    @Override
    public String list(Abilities client) {
        return ToolFile.array(offered, client);
    }

    @Override
    public String profile() {
        return offered.profile();
    }

    @Override
    public String instance() {
        try {
            Connection connection = new ConfigFile(environment).read();
            return connection.url() + " " + TaskKey.digest(connection.token());
        } catch (Failure notConnected) {
            return "";
        }
    }

    @Override
    public Outcome call(String tool, Map<String, Object> arguments, Caller caller) {
        CommandEntry entry = catalog.ofTool(tool);
        if (entry == null) {
            return null;
        }
        if (!offered.chosen(entry)) {
            return withheld(tool);
        }
        ToolArguments bound = new ToolArguments(arguments);
        Context call = context(caller.progress(), caller.asking());
        return outcome(run(entry, bound, call, caller.client()), Map.of(), bound, call, entry);
    }

    private static Outcome withheld(String tool) {
        return new Outcome("", "error: this server was started without the tool " + tool
                + "\nhint: a person can allow it where the editor's entry starts paas mcp", true);
    }

    /** What a call has that no client made. */
    public Context context(Progress progress, Asking asking) {
        return new CallContext(catalog, environment, this::transport, progress, offered.agreed() ? Asking.AGREED : asking);
    }

    /** Runs it, and writes it down where it changes something. @param client who asked */
    Reply run(CommandEntry entry, ToolArguments bound, Context call, String client) {
        CallJournal noted = new CallJournal(this::journal, entry, bound, call, client);
        return noted.over(Invocation.run(entry, bound, call));
    }

    /**
     * A reply as an answer for a model.
     *
     * @param more components that a result has besides its own, or in place of them
     */
    Outcome outcome(Reply reply, Map<String, Object> more, ToolArguments bound, Context call, CommandEntry entry) {
        NextSteps steps = new NextSteps(catalog, call);
        return switch (reply) {
            case Reply.Done done -> answer(done.result(), more, bound, steps, entry);
            case Reply.Refused refused -> new Outcome("", noted(Refusal.words(refused.failure(), steps, entry), bound), true);
            case Reply.Asked asked -> ASKED;
        };
    }

    @Override
    public void prepare() {
        new WarmUp(this, catalog).run();
    }

    @Override
    public boolean lasts(String tool) {
        return work.lasts(tool);
    }

    @Override
    public boolean waits(String tool, Map<String, Object> arguments) {
        return work.waits(tool, arguments);
    }

    @Override
    public Going begin(String tool, Map<String, Object> arguments, Caller caller) {
        CommandEntry entry = catalog.ofTool(tool);
        return entry == null ? null : offered.chosen(entry) ? work.begin(entry, arguments, caller) : Going.over(withheld(tool));
    }

    @Override
    public Going look(String handle) {
        return work.look(handle);
    }

    @Override
    public byte[] key() {
        return key.get();
    }

    /** A record as an assistant may read it, with marks around what others wrote. */
    public static Map<String, Object> told(Record record, ToolArguments arguments, NextSteps steps, CommandEntry called) {
        Marks marks = new Marks();
        double most = Shortened.MOST - marks.meant();
        Portion portion = arguments.portion();
        Fields told = portion.of(Told.of(record, portion.rows(), steps, called), marks, most, row -> Told.row(row, steps, called));
        return marks.map(new Shortened(marks).of(told, most));
    }

    /** What went wrong comes first: a client may show the beginning only. */
    private static Outcome answer(Result result, Map<String, Object> more, ToolArguments arguments, NextSteps steps, CommandEntry called) {
        Marks marks = new Marks();
        Failure failure = result.failure();
        // words about a failure may quote a row
        Fields all = Told.of(result.json(), failure == null ? arguments.portion().rows() : "", steps, called);
        Told.put(all, more, steps, called);
        String before = failure == null ? "" : marks.quoting(Refusal.words(failure, steps, called), all) + "\n";
        String behind = noted("", arguments);
        double most = Shortened.MOST - Marks.heavy(before) - Marks.heavy(behind) - marks.meant();
        Fields part = arguments.portion().of(all, marks, most, row -> Told.row(row, steps, called));
        Fields answer = new Shortened(marks).of(part, most);
        return new Outcome(Marks.structured(answer), before + marks.text(answer) + behind, failure != null);
    }

    private static String noted(String text, ToolArguments arguments) {
        return arguments.note() == null ? text : text + "\nnote: " + arguments.note();
    }

    /** Opened at the first call: the handshake needs none. */
    private synchronized Transport transport() {
        if (transport == null) {
            transport = new Transport(Settings.of(environment, "paas/" + Version.NUMBER + " (mcp)", Duration.ofSeconds(REQUEST_SECONDS)));
        }
        return transport;
    }

    /** The same: made for the first call that changes something. */
    private synchronized Journal journal() {
        if (journal == null) {
            journal = new Journal(environment, complaints::println);
        }
        return journal;
    }

    @Override
    public synchronized void close() {
        if (transport != null) {
            transport.close();
        }
    }
}
