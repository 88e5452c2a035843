package lib.services.projects;

import java.util.ArrayList;
import java.util.List;
import lib.base.Failure;
import lib.op.FreeText;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.release.Outcome;

/**
 * What became of the services of a project that were built again.
 *
 * @param json    the facts
 * @param failure why not all of them are as they were meant to be; null when all is well
 */
public record Rebuilt(Facts json, Failure failure) implements Result {

    /**
     * @param project  its id
     * @param services one for each build: a compose group is one
     * @param undo     left out where nothing was started
     */
    public record Facts(String project, String name, List<Service> services, @FreeText List<String> notes, @Nullable Undo undo) {
    }

    /**
     * A service.
     *
     * @param appId      of a compose group its primary's
     * @param deployment its deployment; left out where none was started
     * @param error      why none was started, or why it failed; left out otherwise
     * @param hint       what to do about that; left out where there is nothing
     */
    public record Service(String appId, String app, @Nullable Outcome.Deployed deployment, @Nullable @FreeText String error,
                          @Nullable @FreeText String hint) {
    }

    @Override
    public Page page() {
        Page page = new Page();
        for (Service each : json.services) {
            if (each.deployment != null) {
                new Outcome(each.deployment, null).page().parts().forEach(page::add);
            } else {
                page.line(each.app + " was not deployed: " + each.error + (each.hint == null ? "" : " (" + each.hint + ")"));
            }
        }
        return page;
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        json.services.stream().filter(each -> each.deployment != null).forEach(each -> ids.add(each.deployment.deploymentId()));
        return ids;
    }

    @Override
    public Undo undo() {
        return json.undo;
    }
}
