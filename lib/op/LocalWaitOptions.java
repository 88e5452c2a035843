package lib.op;

import picocli.CommandLine.Option;

/** The same as {@link WaitOptions} for a command whose tool always answers at once. */
public final class LocalWaitOptions {

    @CommandLineOnly
    @Option(names = "--wait", description = "Wait for the end of the deployment; the default at a terminal.")
    boolean wait;

    @CommandLineOnly
    @Option(names = "--no-wait", description = "Do not wait.")
    boolean noWait;

    /** Whether to wait: as asked for, else where a person watches. */
    public boolean wanted(Progress progress) {
        return wait || !noWait && progress.watched();
    }
}
