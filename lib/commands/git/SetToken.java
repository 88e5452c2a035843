package lib.commands.git;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.AsAdmin;
import lib.op.Dialog;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import picocli.CommandLine.Command;

/** Stores the instance's GitHub token. Contract: POST /api/git/token/save, which does not check it, and gives it to every app from Git. */
@Examples({"paas git set-token", "paas git set-token < token.txt"})
@HelpPlace(under = Heading.INSTANCE, place = 720)
@Command(name = "git set-token", description = "Store the instance's GitHub token",
        footer = "It is asked for unseen, or read from standard input. Every app from Git gets it, also one that had its own. It takes "
        + "the admin token, too: asked for, or of PAAS_ADMIN_TOKEN; that one is not saved.")
@Operation(effect = Effect.WRITE, overwrites = true, scopes = {}, idempotent = true)
public final class SetToken implements Callable<SetToken.Stored>, AsAdmin {

    private final Api api;
    private final Dialog dialog;

    public SetToken(Api api, Dialog dialog) {
        this.api = api;
        this.dialog = dialog;
    }

    @Override
    public Stored call() {
        String token = (dialog.interactive() ? dialog.askSecret("GitHub token") : dialog.pipedLine()).strip();
        if (token.isEmpty()) {
            throw new Failure(Kind.USAGE, "no GitHub token given", "type it when asked, or pipe it in: paas git set-token < token.txt");
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new Failure(Kind.USAGE, "this is no token: it holds blanks or special characters", "copy it once more, on one line");
        }
        List<String> apps = api.apps().all().stream().filter(each -> !each.gitRepo().isEmpty() && !each.gitRepo().startsWith("upload:"))
                .map(App::name).toList();
        Failure lost = Uncertain.send(() -> api.git().saveToken(token));
        if (lost != null || !api.git().connected()) {
            // whether it is this one that is stored, or the one before, the instance does not tell
            throw lost != null ? lost.withHint("store it once more: that changes nothing when it is there already")
                    : new Failure(Kind.FAILED, "the instance did not store it");
        }
        return new Stored(apps, Undo.none("the token that was stored before is not shown by the instance, nor are those of apps"));
    }

    /** @param apps those from Git, which have this token now */
    public record Stored(List<String> apps, Undo undo) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line("Stored. Nobody has checked it yet: paas git repos shows what it can see.");
            return apps.isEmpty() ? page : page.line("These apps have it now, in place of any of their own: " + String.join(", ", apps)
                    + ".");
        }
    }
}
