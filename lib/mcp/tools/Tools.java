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
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.mcp.ToolCalls;
import lib.op.Asking;
import lib.op.Progress;
import lib.op.Result;
import lib.run.Catalog;
import lib.run.CommandEntry;
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
    private Reading reading;
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
        CallContext call = call(caller.progress(), caller.asking());
        return outcome(run(entry, bound, call, caller.client()), null, bound, call, entry);
    }

    private static Outcome withheld(String tool) {
        return new Outcome("", "error: this server was started without the tool " + tool
                + "\nhint: a person can allow it where the editor's entry starts paas mcp", true);
    }

    CallContext call(Progress progress, Asking asking) {
        return new CallContext(catalog, environment, this::transport, progress, offered.agreed() ? Asking.AGREED : asking);
    }

    /** Runs it, and writes it down where it changes something. @param client who asked */
    Reply run(CommandEntry entry, ToolArguments bound, CallContext call, String client) {
        CallJournal noted = new CallJournal(this::journal, entry, bound, call, client);
        return noted.over(Invocation.run(entry, bound, call));
    }

    /**
     * A reply as an answer for a model.
     *
     * @param json what a result says in place of its own JSON; null for that
     */
    Outcome outcome(Reply reply, Map<String, Object> json, ToolArguments bound, CallContext call, CommandEntry entry) {
        NextSteps steps = new NextSteps(catalog, call);
        return switch (reply) {
            case Reply.Done done -> answer(done.result(), json != null ? json : RecordJson.of(done.result().json()), bound, steps, entry);
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

    /** What looks without a call of a client. */
    synchronized Reading reading() {
        if (reading == null) {
            reading = new Reading(this);
        }
        return reading;
    }

    /** Facts as an assistant may read them. */
    static Map<String, Object> told(Map<String, Object> facts, ToolArguments arguments, NextSteps steps) {
        return Shortened.of(arguments.portion().of(Told.of(facts, steps)));
    }

    /** What went wrong comes first: a client may show the beginning only. */
    private static Outcome answer(Result result, Map<String, Object> facts, ToolArguments arguments, NextSteps steps, CommandEntry called) {
        String json = JsonWriter.line(told(facts, arguments, steps));
        return result.failure() != null
                ? new Outcome(json, noted(Refusal.words(result.failure(), steps, called) + "\n" + json, arguments), true)
                : new Outcome(json, noted(json, arguments), false);
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
