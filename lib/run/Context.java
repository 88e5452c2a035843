package lib.run;

import java.util.Map;
import java.util.function.Supplier;
import lib.api.Api;
import lib.base.secrets.Secrets;
import lib.config.ConfigFile;
import lib.files.Machine;
import lib.http.Transport;
import lib.op.Asking;
import lib.op.Dialog;
import lib.op.Feed;
import lib.op.Live;
import lib.op.Progress;
import lib.op.Reveal;
import lib.op.Terminal;

/**
 * What one call has: the parts that a command may take in its constructor, and how its caller wants it run. Each part is opened when it is
 * first used. The command line has one for its process, the MCP server one for each call.
 */
public interface Context {

    /** The typed client of the saved connection; it reads the connection at its first call. */
    Api api();

    /** Where long work says how far it is. */
    Progress progress();

    /** HTTP without a connection. */
    Supplier<Transport> transports();

    /** The saved connection. */
    ConfigFile config();

    /** The person at the terminal, if there is one. */
    Dialog dialog();

    /** The terminal, for a program elsewhere that takes it over. */
    Terminal terminal();

    /** All commands. */
    Catalog catalog();

    /** The machine and this program on it. */
    Machine machine();

    /** The environment's variables. */
    Map<String, String> environment();

    /** How the person is asked before something is lost for good. */
    Asking asking();

    /**
     * The admin token, for this one call and kept nowhere: asked for, or found, where the connection may not do what a command does.
     *
     * @return null where there is none to be had; a tool never has one
     */
    default String adminToken() {
        return null;
    }

    /**
     * Where a command shows what goes on and on.
     *
     * @param live the command
     * @throws lib.base.Failure USAGE where only one result can be shown
     */
    Feed feed(Live live);

    /** What masks free text: it knows the very secrets of this call. Null when the person wants to see them ({@code --reveal}). */
    Secrets secrets();

    /** The same as a question, for commands. */
    default Reveal reveal() {
        return () -> secrets() == null;
    }
}
