package lib.mcp.tools;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import lib.api.Api;
import lib.api.TokenSource;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Secrets;
import lib.base.Version;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.files.Machine;
import lib.http.Settings;
import lib.http.Transport;
import lib.journal.Journal;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.mcp.ForeignText;
import lib.mcp.ToolCalls;
import lib.op.Asking;
import lib.op.Dialog;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Terminal;
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

    /** Of what is said beside an answer's JSON. */
    private static final int LONGEST_WORDS = 1200;
    private static final int REQUEST_SECONDS = 30;

    private final Catalog catalog;
    private final Toolset offered;
    private final Map<String, String> environment;
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
            return new ConfigFile(environment).read().url();
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
            return new Outcome("", "error: this server was started without the tool " + tool
                    + "\nhint: a person can allow it where the editor's entry starts paas mcp", true);
        }
        ToolArguments bound = new ToolArguments(arguments);
        Call call = new Call(caller.progress(), offered.agreed() ? Asking.AGREED : caller.asking());
        CallJournal noted = new CallJournal(this::journal, entry, bound, call, caller.client());
        Reply reply = noted.over(Invocation.run(entry, bound, call));
        NextSteps steps = new NextSteps(catalog, call);
        return switch (reply) {
            case Reply.Done done -> answer(done.result(), bound, steps, entry);
            case Reply.Refused refused -> new Outcome("", noted(words(refused.failure(), steps, entry), bound), true);
            case Reply.Asked asked -> ASKED;
        };
    }

    /** What went wrong comes first: a client may show the beginning only. */
    private static Outcome answer(Result result, ToolArguments arguments, NextSteps steps, CommandEntry called) {
        String json = JsonWriter.line(Shortened.of(arguments.portion().of(Told.of(RecordJson.of(result.json()), steps))));
        return result.failure() != null ? new Outcome(json, noted(words(result.failure(), steps, called) + "\n" + json, arguments), true)
                : new Outcome(json, noted(json, arguments), false);
    }

    private static String noted(String text, ToolArguments arguments) {
        return arguments.note() == null ? text : text + "\nnote: " + arguments.note();
    }

    /** What did not fit, and a next step, are our own words; another failure's message can hold those of others. */
    private static String words(Failure failure, NextSteps steps, CommandEntry called) {
        String message = String.valueOf(failure.getMessage());
        return "error: " + line(failure.kind() == Kind.USAGE ? steps.own(message, called) : steps.in(message))
                + (failure.hint() == null ? "" : "\nhint: " + line(steps.own(failure.hint(), called)));
    }

    private static String line(String told) {
        return ForeignText.of(CleanText.line(told.length() > LONGEST_WORDS ? told.substring(0, LONGEST_WORDS) + "…" : told));
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

    /** What one call has. What only a person at a terminal has, no operation asks for. */
    private final class Call implements Context, Api.Source {
        private final Progress progress;
        private final ConfigFile config = new ConfigFile(environment);
        private final Api api = new Api(this);
        private String token = "";

        private final Asking asking;

        Call(Progress progress, Asking asking) {
            this.progress = progress;
            this.asking = asking;
        }

        @Override
        public Api.Session open() {
            Connection connection = config.read();
            token = connection.token();
            return new Api.Session(transport(), connection.url(), connection.token(), connection.name(), connection.profile(),
                    config.variables() == null ? TokenSource.SAVED : TokenSource.VARIABLE);
        }

        @Override
        public Api api() {
            return api;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Supplier<Transport> transports() {
            return Tools.this::transport;
        }

        @Override
        public ConfigFile config() {
            return config;
        }

        @Override
        public Asking asking() {
            return asking;
        }

        @Override
        public Secrets secrets() {
            return new Secrets(token);
        }

        @Override
        public Catalog catalog() {
            return catalog;
        }

        @Override
        public Map<String, String> environment() {
            return environment;
        }

        @Override
        public Terminal terminal() {
            return Terminal.NONE;
        }

        @Override
        public Dialog dialog() {
            throw new IllegalStateException("a tool asks through its context alone");
        }

        @Override
        public Feed feed(Live live) {
            throw new IllegalStateException("a tool answers once");
        }

        @Override
        public Machine machine() {
            throw new IllegalStateException("a tool changes nothing on this machine");
        }
    }
}
