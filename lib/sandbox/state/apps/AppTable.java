package lib.sandbox.state.apps;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The table of the apps as those see it whose rows belong to apps. */
public interface AppTable {

    /** In the order of their making, masked. */
    List<App> apps();

    /** Masked. */
    Optional<App> app(String id);

    /**
     * Changes an app; nobody sees it half changed. Its maps and lists are replaced, never written into: others may be reading them.
     *
     * @return it as changed, masked; empty when there is none
     */
    Optional<App> change(String id, Consumer<App> edit);

    /** Tells this of every app that is deleted with all that is its own, with its secrets. */
    void onDelete(Consumer<App> listener);
}
