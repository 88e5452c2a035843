package lib.sandbox.state;

import java.time.OffsetDateTime;

/**
 * A container of an app. Its name never leaves the server except in logs.
 *
 * @param name    {@code paas-<app name>-<deployment>}; of a compose service {@code <compose project>-<service>-1}
 * @param since   when it was last started
 */
public record Container(String name, String appId, String deploymentId, String image, boolean running, OffsetDateTime since) {

    Container stopped() {
        return new Container(name, appId, deploymentId, image, false, since);
    }

    Container started(OffsetDateTime now) {
        return new Container(name, appId, deploymentId, image, true, now);
    }

    /** What happened to a container; a redeploy is a start of the new one and a removal of the old one. */
    public enum Change { STARTED, STOPPED, REMOVED }

    /** Is told of every change, on the thread that made it and after it was made; it must be quick and not fail. */
    @FunctionalInterface
    public interface Watcher {
        void changed(Change change, Container container);
    }
}
