package lib.commands.domains;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Operation;
import lib.op.Rows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The custom domains of one app, or of all. Contract: schema App, domains. */
@Examples({"paas domains", "paas domains web"})
@HelpPlace(under = Heading.DOMAINS, place = 10)
@Command(name = "domains", description = "List the custom domains of an app, or of all")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ListDomains implements Callable<ListDomains.Listed> {

    @Parameters(index = "0", arity = "0..1")
    AppReference app;

    private final Api api;

    public ListDomains(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        List<App> all = api.apps().all();
        List<Row> rows = new ArrayList<>();
        for (App each : app == null ? all : List.of(app.in(all))) {
            each.texts("domains").forEach(domain -> rows.add(new Row(domain, each.name(), each.id(), each.status())));
        }
        return new Listed(rows);
    }

    /** A domain. @param status of its app: only one that runs or is built has routes */
    public record Row(String domain, String app, String appId, String status) {
    }

    /** All of them, by app. */
    public record Listed(@Rows List<Row> domains) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return domains;
        }

        @Override
        public List<String> columns() {
            return List.of("NAME", "APP", "STATUS");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.domain, row.app, row.status);
        }

        @Override
        public String id(Row row) {
            return row.domain;
        }

        @Override
        public String none() {
            return "No custom domains: paas domains add <app> <domain>";
        }
    }
}
