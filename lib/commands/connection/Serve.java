package lib.commands.connection;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.mcp.Offer;
import lib.mcp.Server;
import lib.mcp.StandardInput;
import lib.mcp.reading.Reading;
import lib.mcp.reading.ToolPrompts;
import lib.mcp.reading.ToolResources;
import lib.mcp.tools.Tools;
import lib.mcp.tools.list.ToolChoice;
import lib.mcp.tools.list.Toolset;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Result;
import lib.run.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** MCP on standard input and output, for an editor or assistant that started this process. */
@Examples({"paas mcp --read-only", "paas mcp --tools apps,deployments", "paas mcp --exclude paas_exec"})
@HelpPlace(under = Heading.CONNECTION, place = 40)
@Command(name = "mcp", description = "MCP server (spawned by your editor - do not run manually)",
        footer = {"", "Speaks the Model Context Protocol on standard input and output, with the saved connection. Ends with its input.",
            "paas mcp tools shows what a client sees."})
public final class Serve implements Callable<Result> {

    @Mixin
    ToolChoice choice = new ToolChoice();

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
     * @throws lib.base.Failure USAGE for a name that is neither tool nor group
     */
    @Override
    public Result call() {
        Toolset offered = new Toolset(catalog, choice.choice(), environment);
        // a library that prints would break the protocol
        System.setOut(System.err);
        try (Tools tools = new Tools(catalog, offered, environment, System.err)) {
            Reading reading = new Reading(tools);
            Offer offer = new Offer(tools, new ToolResources(reading, offered), new ToolPrompts(reading, offered));
            new Server(StandardInput.open(), new FileOutputStream(FileDescriptor.out), offer).run();
        }
        return null;
    }
}
