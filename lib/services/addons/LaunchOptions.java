package lib.services.addons;

import lib.op.CommandLineOnly;
import lib.op.Progress;
import lib.op.ToolText;
import picocli.CommandLine.Option;

/** Whether to wait until an add-on that is being made runs, as a mixin. */
public final class LaunchOptions {

    @ToolText("Wait until it runs, up to 50 seconds.")
    @Option(names = "--wait", description = "Wait for the end of its making; the default at a terminal.")
    boolean wait;

    @CommandLineOnly
    @Option(names = "--no-wait", description = "Do not wait.")
    boolean noWait;

    /** Whether to wait: as asked for, else where a person watches. */
    public boolean wanted(Progress progress) {
        return wait || !noWait && progress.watched();
    }
}
