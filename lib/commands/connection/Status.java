package lib.commands.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Rows;
import lib.op.Table;
import picocli.CommandLine.Command;

/** Check connection and list apps. */
@Examples({"paas status", "paas status --json"})
@HelpPlace(under = Heading.CONNECTION, place = 20)
@Command(name = "status", description = "List apps in the terminal")
@Operation(tool = "paas_status", title = "Connection and summary", effect = Effect.READ, scopes = "apps:read",
        about = "Shows which instance is connected and as whom, its server version, how many apps are in each status, and every app in "
                + "short. "
                + "Start here.")
public final class Status implements Callable<Status.Summary> {

    private final Api api;

    public Status(Api api) {
        this.api = api;
    }

    @Override
    public Summary call() {
        List<App> apps = api.apps().all();
        Api.Session session = api.session();
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (App app : apps) {
            lines.add(new Line(app.id(), app.name(), app.status(), app.servedUrl()));
            counts.merge(app.status(), 1, Integer::sum);
        }
        return new Summary(session.url(), api.version(), new Agent(session.agent(), session.profile()), session.profile(), counts, lines,
                api.projects().all().size());
    }

    /** The agent in whose name commands run: its display name and profile. */
    public record Agent(String name, String profile) {
    }

    /** An app in a line. */
    public record Line(String id, String name, String status, String url) {
    }

    /**
     * @param version  the server's; "dev" for a build without one
     * @param profile  the agent's, once more: the former Go server had it here
     * @param counts   how many apps are in each status that occurs
     * @param projects how many there are
     */
    public record Summary(String url, String version, Agent agent, String profile, Map<String, Integer> counts,
            @Rows(worst = "status") List<Line> apps, int projects) implements Result {

        @Override
        public Page page() {
            Page page = new Page()
                    .line("Better-PaaS  " + url)
                    .line("Agent        " + agent.name() + (agent.profile().isEmpty() ? "" : " (" + agent.profile() + ")"))
                    .line("");
            if (apps.isEmpty()) {
                page.line("No apps deployed yet.");
            } else {
                List<List<String>> rows = new ArrayList<>();
                for (Line app : apps) {
                    rows.add(List.of(app.name, app.status, app.id, app.url));
                }
                page.table(new Table(List.of("NAME", "STATUS", "ID", "URL"), rows));
            }
            if (projects > 0) {
                page.line("").line("Projects: " + projects);
            }
            return page;
        }

        @Override
        public List<String> ids() {
            List<String> ids = new ArrayList<>();
            for (Line app : apps) {
                ids.add(app.id);
            }
            return ids;
        }
    }
}
