package lib.op;

import picocli.CommandLine.Option;

/** Whether to wait for the end of a deployment, as a mixin of the commands that start one; for a tool as well. */
public final class WaitOptions {

    @ToolText("Wait for its end, up to 50 seconds.")
    @Option(names = "--wait", description = "Wait for the end of the deployment; the default at a terminal.")
    boolean wait;

    @CommandLineOnly
    @Option(names = "--no-wait", description = "Do not wait.")
    boolean noWait;

    /** Whether to wait: as asked for, else where a person watches. */
    public boolean wanted(Progress progress) {
        return wait || !noWait && progress.watched();
    }

    /** Whether somebody said not to. */
    public boolean refused() {
        return noWait;
    }
}
