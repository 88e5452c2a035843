package lib.run;

import java.util.Map;
import java.util.function.Supplier;
import lib.api.Api;
import lib.config.ConfigFile;
import lib.http.Transport;
import lib.mcp.ToolCalls;
import lib.op.Dialog;
import lib.op.Progress;
import lib.op.Terminal;
import lib.setup.Machine;

/** What a command may ask for in its constructor. Each door is opened when it is first gone through, by the command line or by a tool call. */
public interface Context {

    /** The typed client of the saved connection; it reads the connection at its first call. */
    Api api();

    /** Where long work says how far it is. */
    Progress progress();

    /** HTTP without a connection. */
    Supplier<Transport> clients();

    /** The saved connection. */
    ConfigFile config();

    /** The person at the terminal, if there is one. */
    Dialog dialog();

    /** The terminal, for a program elsewhere that takes it over. */
    Terminal terminal();

    /** Operations as tools, each call with a connection of its own. */
    ToolCalls tools();

    /** The machine and this program on it. */
    Machine machine();

    /** The environment's variables. */
    Map<String, String> environment();
}
