package lib.services.addons;

import java.time.Duration;
import java.util.List;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.http.WebSocket;
import lib.services.terminal.Collected;
import lib.services.terminal.RemoteCommand;

/**
 * The address of an add-on with its password, from the one place that has it: the environment of an app that runs with it. No route shows
 * it (contract, x-absent); whoever may open a shell there may read it.
 */
public final class Inside {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int MOST = 4000;

    private final Api api;
    private final Addon addon;
    private final Address known;
    private String note;

    /** @param known what is known without the password */
    public Inside(Api api, Addon addon, Address known) {
        this.api = api;
        this.addon = addon;
        this.known = known;
    }

    /**
     * Asks the apps in turn, until one has it.
     *
     * @param apps those attached
     * @return what is known, with the password where it was found
     */
    public Address address(List<App> apps) {
        String variable = Address.variable(addon);
        note = "the instance shows the password to nobody, and no app that runs with " + addon.name() + " can be asked";
        for (App each : apps) {
            if (each.status().equals("running") && each.envVars().containsKey(variable)) {
                String found = printed(each, variable);
                if (found != null) {
                    note = null;
                    return known.with(found);
                }
            }
        }
        return known;
    }

    /** Why the password is missing; null when it was found. */
    public String note() {
        return note;
    }

    private String printed(App app, String variable) {
        try (WebSocket shell = api.streams().terminal(app.id())) {
            Collected output = new Collected(MOST);
            RemoteCommand command = new RemoteCommand(shell, app, LIMIT, (error, bytes) -> output.add(bytes));
            command.run("printf %s \"$" + variable + "\"");
            String text = output.text().strip();
            if (known.isMeant(text)) {
                return text;
            }
            note = "the instance shows the password to nobody, and " + app.name() + " does not run with this add-on yet: paas redeploy "
                    + app.name();
        } catch (Failure e) {
            note = "the instance shows the password to nobody, and " + app.name() + " cannot be asked: " + e.getMessage();
        }
        return null;
    }
}
