package lib.mcp.tools;

import java.util.Map;
import java.util.function.Supplier;
import lib.api.Api;
import lib.api.TokenSource;
import lib.base.secrets.Secrets;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.files.Machine;
import lib.http.Transport;
import lib.op.Asking;
import lib.op.Dialog;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Progress;
import lib.op.Terminal;
import lib.run.Catalog;
import lib.run.Context;

/** What one call has. What only a person at a terminal has, no operation asks for. */
final class CallContext implements Context, Api.Source {
    private final Catalog catalog;
    private final Map<String, String> environment;
    private final Supplier<Transport> transports;
    private final Progress progress;
    private final Asking asking;
    private final ConfigFile config;
    private final Api api = new Api(this);
    private String token = "";

    /**
     * @param catalog     all commands
     * @param environment tells the connection, which is read anew for each call
     * @param transports  HTTP, opened at the first use
     */
    CallContext(Catalog catalog, Map<String, String> environment, Supplier<Transport> transports, Progress progress, Asking asking) {
        this.catalog = catalog;
        this.environment = environment;
        this.transports = transports;
        this.progress = progress;
        this.asking = asking;
        this.config = new ConfigFile(environment);
    }

    @Override
    public Api.Session open() {
        Connection connection = config.read();
        token = connection.token();
        return new Api.Session(transports.get(), connection.url(), connection.token(), connection.name(), connection.profile(),
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
        return transports;
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
