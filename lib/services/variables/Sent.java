package lib.services.variables;

import java.util.List;
import lib.base.Failure;
import lib.op.FreeText;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.services.release.Outcome;

/**
 * What was changed of an app's variables.
 *
 * @param json    the facts
 * @param failure why the redeploy that was asked for is no success; null when all is well
 */
public record Sent(Facts json, Failure failure) implements Result {

    /**
     * @param changes        as the instance has them now
     * @param applied        false when there was nothing to change
     * @param redeployNeeded whether the app runs with its old variables until a redeploy
     * @param deployment     the redeploy that was asked for; left out otherwise
     * @param undo           left out when nothing was changed
     */
    public record Facts(String appId, String name, List<Changed> changes, boolean applied, boolean redeployNeeded,
                        @FreeText List<String> notes, @Nullable Outcome.Deployed deployment, @Nullable Undo undo) {
    }

    @Override
    public Page page() {
        Page page = new Page();
        if (json.changes.isEmpty()) {
            page.line("Nothing to change: " + json.name + " has these variables.");
        } else {
            page.line("Changed " + json.name + ":").add(Changed.table(json.changes));
        }
        return Outcome.below(page, json.notes, json.redeployNeeded ? "Takes effect with: paas redeploy " + json.name : null,
                json.deployment);
    }

    @Override
    public List<String> ids() {
        return List.of(json.appId);
    }

    @Override
    public Undo undo() {
        return json.undo;
    }
}
