package lib.commands.git;

import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AsAdmin;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import picocli.CommandLine.Command;

/** Has the instance forget its GitHub token. Contract: DELETE /api/git/token/delete; the copies in apps stay. */
@Examples({"paas git remove-token", "paas git remove-token --json"})
@HelpPlace(under = Heading.INSTANCE, place = 730)
@Command(name = "git remove-token", description = "Have the instance forget its GitHub token",
        footer = "Apps keep the copy that they have. It takes the admin token: asked for, or of PAAS_ADMIN_TOKEN; it is not saved.")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {}, idempotent = true)
public final class RemoveToken implements Callable<RemoveToken.Removed>, AsAdmin {

    private final Api api;

    public RemoveToken(Api api) {
        this.api = api;
    }

    @Override
    public Removed call() {
        if (!api.git().connected()) {
            return new Removed(false, null);
        }
        Failure lost = Uncertain.send(() -> api.git().deleteToken());
        if (api.git().connected()) {
            throw lost != null ? lost : new Failure(Kind.FAILED, "the instance still has it");
        }
        return new Removed(true, Undo.none("the instance does not show the token that it had; store it again: paas git set-token"));
    }

    /** @param undo left out when there was none to remove */
    public record Removed(boolean removed, @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line(removed ? "The instance has forgotten its GitHub token. Apps keep the copy that they have."
                    : "The instance has no GitHub token.");
        }
    }
}
