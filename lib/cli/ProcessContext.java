package lib.cli;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Version;
import lib.base.secrets.Secrets;
import lib.derived.Commands;
import lib.files.Home;
import lib.files.Machine;
import lib.http.Settings;
import lib.http.Transport;
import lib.op.Asking;
import lib.op.Dialog;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Progress;
import lib.op.Terminal;
import lib.run.SavedContext;

/**
 * What a command of this process has. Each part is opened when it is first used: HTTP, the terminal and the saved connection cost more than
 * most commands do.
 */
final class ProcessContext extends SavedContext implements Supplier<Transport>, AutoCloseable {

    private final Output output;
    private CommandLineArguments arguments;
    private String admin = "";
    private boolean warned;
    private Transport transport;
    private Prompt prompt;
    private TerminalProgress console;

    ProcessContext(Output output, Map<String, String> environment) {
        super(new Commands(), environment);
        this.output = output;
    }

    /** From now on what was typed counts: time limits, consent given beforehand, secrets to be shown. */
    void typed(CommandLineArguments words) {
        arguments = words;
    }

    @Override
    public Progress progress() {
        return console();
    }

    @Override
    public Feed feed(Live live) {
        if (arguments != null && arguments.quiet() && !live.raw()) {
            throw new Failure(Kind.USAGE, "--quiet prints the ids of one result, and --follow and --watch go on and on",
                    "leave out one of them; --json prints an object on each line");
        }
        if (arguments != null && arguments.json() && !live.objects()) {
            throw new Failure(Kind.USAGE, "--json prints objects, but this prints what comes as it is", "leave out --json");
        }
        return console();
    }

    private TerminalProgress console() {
        if (console == null) {
            console = new TerminalProgress(output, output.screen());
        }
        return console;
    }

    @Override
    public Supplier<Transport> transports() {
        return this;
    }

    @Override
    public Dialog dialog() {
        return prompt();
    }

    @Override
    public Asking asking() {
        return arguments != null && arguments.yes() ? Asking.AGREED : new TerminalAsking(prompt());
    }

    @Override
    public Secrets secrets() {
        return arguments != null && arguments.reveal() ? null : new Secrets(token(), admin);
    }

    @Override
    public String adminToken() {
        if (!admin.isEmpty()) {
            return admin;
        }
        admin = environment().getOrDefault("PAAS_ADMIN_TOKEN", "").strip();
        if (admin.isEmpty() && prompt().interactive()) {
            prompt.note("This connection may not do that. The admin token can, for this once; it is not saved.");
            admin = prompt.askSecret("Admin token");
        }
        return admin;
    }

    @Override
    public Terminal terminal() {
        return new RawTerminal(output);
    }

    @Override
    public Machine machine() {
        return Machine.here(Home.of(environment()).toString(), Version.NUMBER, Main.class.getName(), environment());
    }

    private Prompt prompt() {
        if (prompt == null) {
            prompt = new Prompt(output);
        }
        return prompt;
    }

    /** The saved connection, for operations. */
    @Override
    public Api.Session open() {
        Api.Session session = super.open();
        String warning = config().warning();
        if (warning != null && !warned) {
            warned = true;
            output.note(warning);
        }
        return session;
    }

    /** HTTP, opened at the first call. */
    @Override
    public Transport get() {
        if (transport == null) {
            int seconds = arguments == null ? CommandLineArguments.REQUEST_SECONDS : arguments.timeoutSeconds();
            transport = new Transport(Settings.of(environment(), "paas/" + Version.NUMBER, Duration.ofSeconds(seconds)));
        }
        return transport;
    }

    @Override
    public void close() {
        if (transport != null) {
            transport.close();
        }
    }
}
