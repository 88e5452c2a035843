package lib.commands.connection;

import java.util.concurrent.Callable;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import lib.services.completion.ShellScript;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what makes a shell complete commands, options, and the names of apps and the like. */
@Examples({"paas completion bash > ~/.paas-completion", "paas completion fish | source", "paas completion zsh > ~/.zfunc/_paas"})
@HelpPlace(under = Heading.PROGRAM, place = 20)
@Command(name = "completion", description = "Print the completion script of a shell",
        footer = "It completes commands, options, their values, and the names of what is on the instance: asked for with the connection "
        + "of this machine, kept for ten seconds. How to keep it: the first lines of the script.")
public final class Completion implements Callable<Completion.Script> {

    @Parameters(index = "0", paramLabel = "<shell>", description = "bash, zsh, fish or pwsh.",
            completionCandidates = ShellScript.Words.class)
    String shell;

    @Override
    public Script call() {
        return new Script(ShellScript.of(shell).text());
    }

    /** To be sourced. */
    record Script(String script) implements Result {

        @Override
        public Page page() {
            return new Page().text(script);
        }
    }
}
