package lib.services.connect;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lib.api.AdminToken;
import lib.api.AgentEntry;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.http.Transport;
import lib.op.Dialog;

/** Takes the agent of a saved connection away on its instance, which takes the admin token: used for this, and kept nowhere. */
public final class Revocation {

    private final Supplier<Transport> http;
    private final Dialog dialog;
    private final Map<String, String> environment;

    public Revocation(Supplier<Transport> http, Dialog dialog, Map<String, String> environment) {
        this.http = http;
        this.dialog = dialog;
        this.environment = environment;
    }

    /**
     * Does it. An agent that is gone already is as good.
     *
     * @param url   of its instance
     * @param id    its id
     * @param admin the admin token of that very instance; null to ask for it, or to take PAAS_ADMIN_TOKEN
     * @throws Failure when it is not known whether it is gone, or it is not
     */
    public void revoke(String url, String id, String admin) {
        if (id.isEmpty()) {
            throw new Failure(Kind.FAILED, "the saved connection does not say which agent it is", "find it with paas agents, then: "
                    + "paas agents revoke <id>");
        }
        Api api = new Api(http.get(), url, AdminToken.of(admin != null ? admin : token(url)));
        try {
            Failure lost = Uncertain.send(() -> api.agents().delete(id));
            if (lost != null && there(api.agents().all(), id)) {
                throw lost;
            }
        } catch (Failure e) {
            if (e.kind() != Kind.NOT_FOUND) {
                throw AdminToken.refused(e);
            }
        }
    }

    private String token(String url) {
        String found = environment.getOrDefault("PAAS_ADMIN_TOKEN", "");
        if (!found.isBlank() || !dialog.interactive()) {
            return found;
        }
        return dialog.askSecret("Admin token of " + url);
    }

    private static boolean there(List<AgentEntry> agents, String id) {
        return agents.stream().anyMatch(each -> each.id().equals(id));
    }
}
