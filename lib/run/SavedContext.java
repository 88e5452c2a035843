package lib.run;

import java.util.Map;
import lib.api.Api;
import lib.api.TokenSource;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.http.Transport;

/** What the contexts of both faces have alike: the commands, the environment, and the connection that is saved there. */
public abstract class SavedContext implements Context, Api.Source {

    private final Catalog catalog;
    private final Map<String, String> environment;
    private final ConfigFile config;
    private final Api api = new Api(this);
    private String token = "";

    /**
     * @param catalog     all commands
     * @param environment tells the connection, which is read when it is first needed
     */
    protected SavedContext(Catalog catalog, Map<String, String> environment) {
        this.catalog = catalog;
        this.environment = environment;
        this.config = new ConfigFile(environment);
    }

    @Override
    public Api.Session open() {
        Connection connection = config.read();
        token = connection.token();
        Transport transport = transports().get();
        transport.expect(connection.url());
        return new Api.Session(transport, connection.url(), token, connection.name(), connection.profile(),
                config.variables() == null ? TokenSource.SAVED : TokenSource.VARIABLE);
    }

    /** The connection's, to be masked wherever it appears; "" before it was read. */
    protected final String token() {
        return token;
    }

    @Override
    public final Api api() {
        return api;
    }

    @Override
    public final ConfigFile config() {
        return config;
    }

    @Override
    public final Catalog catalog() {
        return catalog;
    }

    @Override
    public final Map<String, String> environment() {
        return environment;
    }
}
