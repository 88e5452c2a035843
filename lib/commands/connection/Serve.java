package lib.commands.connection;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.mcp.Server;
import lib.mcp.ToolCalls;
import lib.mcp.Tools;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Result;
import lib.run.Catalog;
import picocli.CommandLine.Command;

/** MCP on standard input and output, for an editor or assistant that started this process. */
@HelpPlace(under = Heading.CONNECTION, place = 40)
@Command(name = "mcp", description = "MCP server (spawned by your editor - do not run manually)",
        footer = {"", "Speaks the Model Context Protocol on standard input and output, with the saved connection. Ends with its input."})
public final class Serve implements Callable<Result> {

    private final Catalog catalog;
    private final Map<String, String> environment;

    public Serve(Catalog catalog, Map<String, String> environment) {
        this.catalog = catalog;
        this.environment = environment;
    }

    /**
     * Serves to the end of standard input.
     *
     * @return null: standard output has carried MCP and nothing else may follow
     */
    @Override
    public Result call() throws IOException {
        // a library that prints would break the protocol
        System.setOut(System.err);
        try (ToolCalls tools = new Tools(catalog, environment)) {
            new Server(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), tools).run();
        }
        return null;
    }
}
