package lib.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import picocli.CommandLine.Command;

/** Check connection and list apps. */
@Command(name = "status", description = "List apps in the terminal")
public final class Status implements Callable<Result> {

    private final Api api;

    public Status(Api api) {
        this.api = api;
    }

    @Override
    public Result call() {
        List<App> apps = api.apps();
        Api.Session session = api.session();
        return new Summary(session.url(), new Agent(session.agent(), session.profile()), apps, api.projects().size());
    }

    /** The agent in whose name commands run: its display name and profile. */
    record Agent(String name, String profile) {
    }

    /** @param projects how many there are */
    record Summary(String url, Agent agent, List<App> apps, int projects) implements Result {

        @Override
        public Page page() {
            Page page = new Page()
                    .line("Better-PaaS  " + url)
                    .line("Agent        " + agent.name() + " (" + agent.profile() + ")")
                    .line("");
            if (apps.isEmpty()) {
                page.line("No apps deployed yet.");
            } else {
                List<List<String>> rows = new ArrayList<>();
                for (App app : apps) {
                    rows.add(List.of(app.name(), app.status(), app.id(), app.url()));
                }
                page.table(new Table(List.of("NAME", "STATUS", "ID", "URL"), rows));
            }
            if (projects > 0) {
                page.line("").line("Projects: " + projects);
            }
            return page;
        }
    }
}
