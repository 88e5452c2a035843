package lib.mcp.tools;

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
    /** The same in what a model takes in, see {@link Marks#weight}. */
    private static final int MOST_WEIGHT = 3000;
    private static final int REQUEST_SECONDS = 30;

    private final Catalog catalog;
    private final Toolset offered;
    private final Map<String, String> environment;
    private final TaskKey key;
    private final LongWork work;
    private Transport transport;

    /**
     * @param offered     which of them may be called
     * @param environment tells where the connection is saved, and how the network is reached
     */
    public Tools(Catalog catalog, Toolset offered, Map<String, String> environment) {
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
        Call call = call(caller.progress(), caller.asking());
        return outcome(Invocation.run(entry, bound, call), Map.of(), bound, call, entry);
    }

    private static Outcome withheld(String tool) {
        return new Outcome("", "error: this server was started without the tool " + tool
                + "\nhint: a person can allow it where the editor's entry starts paas mcp", true);
    }

    Call call(Progress progress, Asking asking) {
        return new Call(progress, offered.agreed() ? Asking.AGREED : asking);
    }

    /**
     * A reply as an answer for a model.
     *
     * @param more components that a result has besides its own, or in place of them
     */
    Outcome outcome(Reply reply, Map<String, Object> more, ToolArguments bound, Call call, CommandEntry entry) {
        NextSteps steps = new NextSteps(catalog, call);
        return switch (reply) {
            case Reply.Done done -> answer(done.result(), more, bound, steps, entry);
            case Reply.Refused refused -> new Outcome("", noted(words(refused.failure(), steps, entry), bound), true);
            case Reply.Asked asked -> ASKED;
        };
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

    /** What went wrong comes first: a client may show the beginning only. */
    private static Outcome answer(Result result, Map<String, Object> more, ToolArguments arguments, NextSteps steps, CommandEntry called) {
        Marks marks = new Marks();
        Fields all = Told.of(result.json(), steps);
        Told.put(all, more, steps);
        Failure failure = result.failure();
        String before = failure == null ? "" : marks.quoting(words(failure, steps, called), all) + "\n";
        String behind = noted("", arguments);
        double most = Shortened.MOST - Marks.heavy(before) - Marks.heavy(behind) - marks.meant();
        Fields answer = new Shortened(marks).of(arguments.portion().of(all, marks, most), most);
        return new Outcome(Marks.structured(answer), before + marks.text(answer) + behind, failure != null);
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
        String line = ForeignText.of(CleanText.line(told));
        int length = Math.min(line.length(), LONGEST_WORDS);
        while (Marks.heavy(line.substring(0, length)) > MOST_WEIGHT) {
            length -= LONGEST_WORDS / 10;
        }
        length -= length > 0 && length < line.length() && Character.isHighSurrogate(line.charAt(length - 1)) ? 1 : 0;
        return length == line.length() ? line : line.substring(0, length) + "…";
    }

    /** Opened at the first call: the handshake needs none. */
    private synchronized Transport transport() {
        if (transport == null) {
            transport = new Transport(Settings.of(environment, "paas/" + Version.NUMBER + " (mcp)", Duration.ofSeconds(REQUEST_SECONDS)));
        }
        return transport;
    }

    @Override
    public synchronized void close() {
        if (transport != null) {
            transport.close();
        }
    }

    /** What one call has. What only a person at a terminal has, no operation asks for. */
    final class Call implements Context, Api.Source {
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
