package lib.mcp.tools.list;

import java.util.List;
import picocli.CommandLine.Option;

/** What the person who starts the server leaves of its tools, as a mixin of the commands that have to do with it. */
public final class ToolChoice {

    @Option(names = "--read-only", description = "Offer tools that look and change nothing.")
    boolean readOnly;

    @Option(names = "--tools", split = ",", paramLabel = "<names>", description = "Offer these tools or groups alone, e.g. apps,db.")
    List<String> only = List.of();

    @Option(names = "--exclude", split = ",", paramLabel = "<names>", description = "Leave these tools or groups out.")
    List<String> without = List.of();

    @Option(names = "--allow-destructive",
            description = "Let the assistant delete for good without asking you. Only for what you can lose.")
    boolean destructive;

    /** As the list of tools takes it. */
    public Toolset.Choice choice() {
        return new Toolset.Choice(readOnly, only, without, destructive);
    }
}
