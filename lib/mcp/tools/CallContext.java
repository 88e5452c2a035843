package lib.mcp.tools;

import java.util.Map;
import java.util.function.Supplier;
import lib.base.Version;
import lib.base.secrets.Secrets;
import lib.files.Home;
import lib.files.Machine;
import lib.http.Transport;
import lib.op.Asking;
import lib.op.Dialog;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Progress;
import lib.op.Terminal;
import lib.run.Catalog;
import lib.run.SavedContext;

/** What one call has. What only a person at a terminal has, no operation asks for. */
final class CallContext extends SavedContext {
    private final Supplier<Transport> transports;
    private final Progress progress;
    private final Asking asking;

    /**
     * @param environment tells the connection, which is read anew for each call
     * @param transports  HTTP, opened at the first use
     */
    CallContext(Catalog catalog, Map<String, String> environment, Supplier<Transport> transports, Progress progress, Asking asking) {
        super(catalog, environment);
        this.transports = transports;
        this.progress = progress;
        this.asking = asking;
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
    public Asking asking() {
        return asking;
    }

    @Override
    public Secrets secrets() {
        return new Secrets(token());
    }

    @Override
    public Terminal terminal() {
        return Terminal.NONE;
    }

    @Override
    public Dialog dialog() {
        // a tool asks through its context alone; commands that are no tools are made to read what they take, for a next step
        return Dialog.NOBODY;
    }

    @Override
    public Feed feed(Live live) {
        throw new IllegalStateException("a tool answers once");
    }

    @Override
    public Machine machine() {
        // for the same; a tool changes nothing on this machine
        return Machine.here(Home.of(environment()).toString(), Version.NUMBER, "", environment());
    }
}
