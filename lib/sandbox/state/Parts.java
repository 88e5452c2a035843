package lib.sandbox.state;

import java.util.List;
import java.util.stream.Stream;
import lib.sandbox.base.Kept;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Checkout;
import lib.sandbox.state.apps.Project;

/** The parts of the state that survive a restart of the process. */
final class Parts {

    private Parts() {
    }

    /** The rows of the control plane's own database, which a backup has, too. */
    static List<Kept<?>> database(State state) {
        return Stream.of(rows(state), state.addons().kept(), state.cron().kept(), state.servers().kept(), state.notifications().kept(),
            state.backups().kept(), state.updates().kept(), state.deployments().kept(), state.containers().kept(), state.images().kept())
            .flatMap(List::stream).toList();
    }

    /** What else is on the machine. */
    static List<Kept<?>> beside(State state) {
        return Stream.of(state.backups().keptFiles(), state.updates().keptFiles(), state.output().kept(), state.addons().databases().kept())
            .flatMap(List::stream).toList();
    }

    private static List<Kept<?>> rows(State state) {
        return List.of(Kept.list("apps", App.class, state::rows, state::load),
            Kept.list("projects", Project.class, state::projects, state::loadProjects),
            Kept.list("agents", Agents.Entry.class, state.agents()::entries, state.agents()::load),
            Kept.list("auditLog", AuditEntry.class, state.audit()::all, state.audit()::load),
            Kept.rows("checkouts", Checkout.class, state.checkouts()),
            Kept.value("gitToken", String.class, state::gitToken, state::gitToken));
    }
}
