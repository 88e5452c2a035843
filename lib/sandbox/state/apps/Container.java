package lib.sandbox.state.apps;

/**
 * A container of an app. Its name never leaves the server except in logs.
 *
 * @param name    {@code <app name>-<deployment>}; of a compose service {@code <compose project>-<service>-1}
 */
public record Container(String name, String appId, String deploymentId, String image, boolean running) {

    Container withRunning(boolean running) {
        return new Container(name, appId, deploymentId, image, running);
    }

    /** What happened to a container; a redeploy is a start of the new one and a removal of the old one. */
    public enum Change { STARTED, STOPPED, REMOVED }

    /** Is told of every change, on the thread that made it and after it was made; it must be quick and not fail. */
    @FunctionalInterface
    public interface Watcher {
        void changed(Change change, Container container);
    }
}
