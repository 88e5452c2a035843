package lib.services.release;

import java.util.List;
import lib.base.Failure;
import lib.op.FreeText;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;

/**
 * What became of a deployment so far.
 *
 * @param json    the facts
 * @param failure why it is not what was asked for: the deployment failed, or somebody's time is up; null when all is well
 * @param told    whether whoever waited has read the log as it came
 */
public record Outcome(Deployed json, Failure failure, boolean told) implements Result {

    /** Of a log that nobody has read yet. */
    public Outcome(Deployed json, Failure failure) {
        this(json, failure, false);
    }

    /**
     * @param appId        of a compose group its primary app
     * @param deploymentId an entry of the history
     * @param status       building, success or failed
     * @param url          the generated address; "" where nothing serves it (yet)
     * @param duration     e.g. {@code 1m12s}; left out while building
     * @param cause        the log's line that most likely says why it failed; left out otherwise
     * @param log          the last lines of the build's log when it failed, else none
     * @param notes        what the caller should know about how it was started
     * @param next         the command, for a tool the call, that waits for it while it is building; left out otherwise
     * @param undo         brings back what served before; left out where nothing was started, or nothing came of it
     */
    public record Deployed(String appId, String name, String deploymentId, String status, String url, @Nullable String duration,
                           @Nullable @FreeText String cause, @FreeText List<String> log, @FreeText List<String> notes,
                           @Nullable String next, @Nullable Undo undo) {
    }

    @Override
    public Undo undo() {
        return json.undo;
    }

    @Override
    public Page page() {
        Page page = new Page();
        switch (json.status) {
            case "success" -> page.line(json.name + " is live" + (json.url.isEmpty() ? "" : " at " + json.url)
                    + " (deployment " + json.deploymentId + (json.duration == null ? "" : ", " + json.duration) + ")");
            case "failed" -> {
                if (!told && !json.log.isEmpty()) {
                    json.log.forEach(page::line);
                    page.line("");
                }
                page.line("Deployment " + json.deploymentId + " of " + json.name + (json.duration == null ? " failed."
                        : json.duration.equals("interrupted") ? " was interrupted: the instance restarted in the middle."
                        : " failed after " + json.duration + "."));
                if (json.cause != null) {
                    page.line("Likely cause: " + json.cause);
                }
            }
            default -> page.line(json.name + " is building (deployment " + json.deploymentId + ").")
                    .line("Wait for it: paas deployments wait " + json.deploymentId);
        }
        return page;
    }

    /**
     * The end of a page that tells of a change: what to know about it, what makes it count, and the deployment that does.
     *
     * @param effect     a line; null when nothing has to be done
     * @param deployment null when none was asked for
     */
    public static Page below(Page page, List<String> notes, String effect, Deployed deployment) {
        notes.forEach(each -> page.line("Note: " + each + "."));
        if (effect != null) {
            page.line(effect);
        }
        if (deployment != null) {
            new Outcome(deployment, null).page().parts().forEach(page::add);
        }
        return page;
    }

    @Override
    public List<String> ids() {
        return List.of(json.deploymentId);
    }

    /** The same failure with another next step. */
    public Outcome withHint(String hint) {
        return failure == null ? this : new Outcome(json, failure.withHint(hint), told);
    }
}
