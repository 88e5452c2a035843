package lib.services.addons;

import lib.op.CommandLineOnly;
import lib.op.Progress;
import lib.op.ToolText;
import picocli.CommandLine.Option;

/** What can be said of attaching and of detaching alike, as a mixin. */
public final class LinkOptions {

    @ToolText("Redeploy the app afterwards; answers at once.")
    @Option(names = "--redeploy", description = "Redeploy the app afterwards; until then it runs with its old variables.")
    boolean redeploy;

    @CommandLineOnly
    @Option(names = "--wait", description = "Wait for the end of what is under way: the making of the add-on, the redeploy; "
            + "the default at a terminal.")
    boolean wait;

    @CommandLineOnly
    @Option(names = "--no-wait", description = "Do not wait.")
    boolean noWait;

    @CommandLineOnly
    @Option(names = "--force", description = "Even while the add-on is being made, or a deployment of the app runs.")
    boolean force;

    /** Whether the app is to be redeployed afterwards. */
    public boolean redeploy() {
        return redeploy;
    }

    /** Whether to do it whatever is under way. */
    public boolean force() {
        return force;
    }

    /** Whether to wait: as asked for, else where a person watches. */
    public boolean wait(Progress progress) {
        return wait || !noWait && progress.watched();
    }
}
