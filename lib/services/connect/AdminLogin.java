package lib.services.connect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import lib.api.Agent;
import lib.api.Api;
import lib.api.Profile;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.Transport;
import lib.op.Dialog;

/**
 * Login with the admin token, for machines without a browser. Guide: "Legacy mode". The token is verified, used for one request more and
 * forgotten: it is never saved, logged or shown.
 */
public final class AdminLogin {

    private final Transport client;
    private final String apiUrl;
    private final Dialog dialog;

    public AdminLogin(Transport client, String apiUrl, Dialog dialog) {
        this.client = client;
        this.apiUrl = apiUrl;
        this.dialog = dialog;
    }

    /**
     * The agent, with the profile that was chosen for it.
     *
     * @param admin the token that made it, for what belongs to this login
     */
    public record Created(Agent agent, Profile profile, String admin) {

        /** Without the tokens, so that no log or exception can carry them. */
        @Override
        public String toString() {
            return "Created[" + agent + ", " + profile + "]";
        }
    }

    /**
     * Asks for what was not given, as far as there is a terminal to ask on, and creates the agent.
     *
     * @param givenToken   null to ask for it, or to read it from piped standard input
     * @param givenProfile null to ask, else deployer
     * @param givenName    null to ask, else "{hostname} CLI"
     */
    public Created run(String givenToken, Profile givenProfile, String givenName) {
        String token = token(givenToken);
        Api api = new Api(client, apiUrl, token);
        verify(api);
        Profile profile = givenProfile != null ? givenProfile : dialog.interactive() ? askProfile() : Profile.DEFAULT;
        String name = givenName != null ? givenName : dialog.interactive() ? dialog.ask("Agent name", defaultName()) : defaultName();
        return new Created(api.createAgent(name, profile.scopes()), profile, token);
    }

    private String token(String given) {
        String token = (given != null ? given : dialog.interactive() ? dialog.askSecret("Admin token") : dialog.pipedLine()).strip();
        if (token.isEmpty()) {
            throw new Failure(Kind.USAGE, "no admin token given",
                    "type it when asked, pipe it in (… | paas connect <url> --legacy), or set PAAS_ADMIN_TOKEN");
        }
        if (token.startsWith("bpagt_")) {
            throw new Failure(Kind.USAGE, "this is an agent token, and only the admin token can create an agent",
                    "use the token that you sign in to the dashboard with");
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new Failure(Kind.USAGE, "the admin token holds characters that no token has (blanks or special characters)",
                    "copy it once more, on one line");
        }
        return token;
    }

    private static void verify(Api api) {
        try {
            api.verify();
        } catch (Failure e) {
            if (e.kind() != Kind.NOT_ALLOWED) {
                throw e;
            }
            throw new Failure(e.kind(), "the instance does not accept this admin token (" + e.getMessage() + ")",
                    "check it against ADMIN_TOKEN on the server; after five wrong tokens the instance locks out for a while");
        }
    }

    private Profile askProfile() {
        dialog.note("Profiles:");
        for (Profile profile : Profile.values()) {
            dialog.note("  " + (profile.ordinal() + 1) + "  " + profile.id() + "  " + profile.purpose());
        }
        while (true) {
            try {
                return Profile.of(dialog.ask("Profile", Profile.DEFAULT.id()));
            } catch (Failure e) {
                if (e.kind() != Kind.USAGE) {
                    throw e;
                }
                dialog.note(e.getMessage());
            }
        }
    }

    private static String defaultName() {
        try {
            return InetAddress.getLocalHost().getHostName() + " CLI";
        } catch (UnknownHostException noName) {
            return "my machine CLI";
        }
    }
}
