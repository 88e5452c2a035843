package lib.commands.connection;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import lib.api.Agent;
import lib.api.Api;
import lib.api.Profile;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.http.Transport;
import lib.op.Dialog;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import lib.services.connect.Address;
import lib.services.connect.AdminLogin;
import lib.services.connect.Browser;
import lib.services.connect.BrowserLogin;
import lib.services.connect.Discovery;
import lib.services.connect.Discovery.Endpoints;
import lib.services.connect.Revocation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Connects this machine to an instance and saves the agent's token. Guide: "Connect", "Legacy mode". */
@Examples({
    "paas connect https://paas.example.com",
    "paas connect https://paas.example.com --legacy --profile observer < token.txt",
    "paas connect localhost:8080 --no-browser"})
@HelpPlace(under = Heading.CONNECTION, place = 10)
@Command(name = "connect", description = "Browser authorization; saves ~/.paas/config.json")
public final class Connect implements Callable<Result> {

    private static final String LOCAL = "http://localhost:8080";

    @Parameters(index = "0", arity = "0..1", paramLabel = "<url>",
            description = "Your dashboard URL, e.g. https://paas.example.com. Asked for when left out.")
    String url;

    @Option(names = "--legacy", description = "Skip the browser; use the admin token in the terminal.")
    boolean legacy;

    @Option(names = "--admin-token", paramLabel = "<token>",
            description = "Admin token for legacy mode (better: PAAS_ADMIN_TOKEN, or piped in).")
    String adminToken;

    @Option(names = "--profile", paramLabel = "<profile>",
            completionCandidates = Profile.Words.class, description = "observer, deployer (default) or operator (legacy mode only).")
    String profile;

    @Option(names = "--name", paramLabel = "<name>", description = "Agent display name (legacy mode only).")
    String name;

    @Option(names = "--ui", paramLabel = "<url>", description = "Dashboard URL, where discovery does not find it.")
    String ui;

    @Option(names = "--no-browser", description = "Print the authorization address instead of opening it.")
    boolean noBrowser;

    @Option(names = "--allow-http", description = "Send tokens unencrypted to an API that the dashboard names.")
    boolean allowHttp;

    @Option(names = "--revoke-former", description = "Revoke the agent of the connection before, with the admin token.")
    boolean revokeFormer;

    private final Supplier<Transport> http;
    private final ConfigFile config;
    private final Dialog dialog;
    private final Map<String, String> environment;
    private String adminUsed;

    /**
     * @param http        opened when the first request is due; whoever hands it in closes it
     * @param environment read for PAAS_ADMIN_TOKEN and PAAS_UI_URL; empty values count as not set
     */
    public Connect(Supplier<Transport> http, ConfigFile config, Dialog dialog, Map<String, String> environment) {
        this.http = http;
        this.config = config;
        this.dialog = dialog;
        this.environment = environment;
    }

    @Override
    public Result call() {
        String token = adminToken != null ? adminToken : environment.getOrDefault("PAAS_ADMIN_TOKEN", "").isBlank() ? null
                : environment.get("PAAS_ADMIN_TOKEN");
        boolean admin = legacy || token != null;
        Profile wanted = profile == null ? null : Profile.of(profile);
        check(admin);
        Transport client = http.get();
        Discovery discovery = new Discovery(client, ui, environment.get("PAAS_UI_URL"));
        String address = Address.of(url != null ? url : askUrl());
        // before anything is created on the instance: an agent whose token cannot be saved would be left behind
        config.prepare();
        Connection former = config.readIfPresent();

        dialog.say("Connecting to " + address + " …");
        Endpoints endpoints = discovery.find(address);
        agree(address, endpoints.api());
        Connection connection = admin ? withAdminToken(client, endpoints, token, wanted) : inBrowser(client, endpoints);
        config.write(connection);
        Failure failure = remind(former, connection);
        return new Outcome(new Connected(connection.url(), connection.profile(), connection.name(), connection.agentId(),
                config.path().toString()), failure);
    }

    /** Before a token leaves: where it is going, when that is neither what was typed nor encrypted. */
    private void agree(String typed, String api) {
        if (allowHttp || !Address.exposed(typed, api)) {
            return;
        }
        String what = typed + " names " + api + " as its API: tokens would go there unencrypted, for anybody on the way to read";
        if (!dialog.interactive()) {
            throw new Failure(Kind.DECLINED, what, "let the instance name an https address, or add --allow-http");
        }
        dialog.note(what + ".");
        String answer = dialog.ask("Send them all the same?", "no").toLowerCase(Locale.ROOT);
        if (!answer.equals("yes") && !answer.equals("y")) {
            throw new Failure(Kind.DECLINED, "no token was sent", "let the instance name an https address");
        }
    }

    /** What the new connection leaves behind, and what stands in its way. */
    private Failure remind(Connection former, Connection connection) {
        Failure failure = null;
        if (former != null && !former.token().equals(connection.token()) && toRevoke(former)) {
            failure = revoke(former, connection);
        } else if (former != null && !former.token().equals(connection.token())) {
            dialog.note("The agent of before" + (former.name().isEmpty() ? "" : ", \"" + former.name() + "\",")
                    + " and its token live on at " + former.url()
                    + ": to revoke it, delete it in the dashboard under Agent Access.");
        }
        if (config.variables() != null) {
            dialog.note("Set and used in place of the saved connection: " + config.variables() + ".");
        }
        return failure;
    }

    private boolean toRevoke(Connection former) {
        if (revokeFormer || !dialog.interactive() || former.agentId().isEmpty()) {
            return revokeFormer;
        }
        String answer = dialog.ask("Revoke the agent of before" + (former.name().isEmpty() ? "" : ", \"" + former.name() + "\"")
                + "? It takes the admin token", "no").toLowerCase(Locale.ROOT);
        return answer.equals("yes") || answer.equals("y");
    }

    /** The connection is made by now: what fails here is told beside it. */
    private Failure revoke(Connection former, Connection connection) {
        boolean same = former.url().equals(connection.url());
        try {
            // the admin token of one instance is nothing for another
            new Revocation(http, dialog, same ? environment : Map.of()).revoke(former.url(), former.agentId(), same ? adminUsed : null);
            dialog.note("Revoked the agent of before" + (former.name().isEmpty() ? "" : ", \"" + former.name() + "\"") + ".");
            return null;
        } catch (Failure e) {
            return new Failure(e.kind(), "connected, but the agent of before was not revoked: " + e.getMessage(), e.hint());
        }
    }

    private void check(boolean admin) {
        if (!admin && (profile != null || name != null)) {
            throw new Failure(Kind.USAGE, "--profile and --name go with legacy mode; in the browser you choose them on the page",
                    "leave them out, or add --legacy");
        }
        if (name != null && name.isBlank()) {
            throw new Failure(Kind.USAGE, "--name is empty", "give the agent a name, or leave --name out");
        }
    }

    private String askUrl() {
        if (!dialog.interactive()) {
            throw new Failure(Kind.USAGE, "missing the URL of your instance", "run: paas connect <url>, e.g. https://paas.example.com");
        }
        return dialog.ask("PaaS URL", LOCAL);
    }

    private Connection withAdminToken(Transport client, Endpoints endpoints, String token, Profile wanted) {
        AdminLogin.Created created = new AdminLogin(client, endpoints.api(), dialog).run(token, wanted, name == null ? null : name.strip());
        adminUsed = created.admin();
        return connection(endpoints, created.agent(), created.profile().id());
    }

    private Connection inBrowser(Transport client, Endpoints endpoints) {
        Api api = new Api(client, endpoints.api(), null);
        Agent agent = new BrowserLogin(api, endpoints.ui(), dialog, noBrowser ? null : Browser::open, BrowserLogin.LIMIT).run();
        return connection(endpoints, agent, agent.profile());
    }

    /** The API's address is the one that was found, not the one the exchange answers: behind a proxy that one can say http for https. */
    private static Connection connection(Endpoints endpoints, Agent agent, String profile) {
        return new Connection(endpoints.api(), agent.token(), profile, agent.name(), agent.id());
    }

    /** @param failure why the agent of before is still there although it was to go; null when all is well */
    record Outcome(Connected json, Failure failure) implements Result {

        @Override
        public Page page() {
            return json.page();
        }
    }

    /** @param config where the connection was saved */
    record Connected(String url, String profile, String name, String agentId, String config) {

        private Page page() {
            return new Page()
                    .line("")
                    .line("Connected successfully.")
                    .line("  URL:     " + url)
                    .line("  Profile: " + profile)
                    .line("  Agent:   " + name)
                    .line("  Config:  " + config)
                    .line("")
                    .line("Try: paas status");
        }
    }
}
