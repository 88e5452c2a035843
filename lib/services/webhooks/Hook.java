package lib.services.webhooks;

import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.api.Webhook;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.ValueOf;
import lib.services.release.Group;

/**
 * An app and where its pushes are reported.
 *
 * @param app     of a compose group its primary, which alone has a secret
 * @param webhook its address and secret
 */
public record Hook(App app, Webhook webhook) {

    /**
     * A secret that is shown to nobody who did not ask for it.
     *
     * @param name what it is
     */
    public record Secret(String name, @ValueOf("name") String value) {

        /** What pushes are signed with. */
        public static Secret of(String value) {
            return new Secret("WEBHOOK_SECRET", value);
        }
    }

    /** @throws Failure NOT_FOUND with the names that come close */
    public static Hook of(Api api, AppReference reference) {
        List<App> apps = api.apps().all();
        App app = Group.primary(apps, reference.in(apps));
        return new Hook(app, api.webhooks().of(app.id()));
    }

    /** Whether a push of GitHub leads to anything. */
    public boolean github() {
        return app.gitRepo().contains("github.com");
    }

    /**
     * Has the hook made or brought up to date at GitHub.
     *
     * @return created or updated
     * @throws Failure as the route fails, in words that do not take GitHub's token for the caller's
     */
    public String register(Api api) {
        try {
            return api.webhooks().register(app.id());
        } catch (Failure e) {
            String said = String.valueOf(e.getMessage());
            if (said.equals("No GitHub token configured")) {
                throw new Failure(Kind.FAILED, "the instance has no GitHub token to register the webhook with",
                        "store one: paas git set-token; or make the hook at GitHub by hand: paas webhook " + app.name() + " --reveal");
            }
            if (said.startsWith("GitHub API error: ") || said.contains("GitHub")) {
                throw e.withHint("make the hook at GitHub by hand: paas webhook " + app.name() + " --reveal");
            }
            throw said.equals("Webhook secret is missing; regenerate it first")
                    ? e.withHint("paas webhook regenerate " + app.name()) : e;
        }
    }
}
