package lib.sandbox.routes;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lib.sandbox.db.Database;
import lib.sandbox.db.Database.ClientFailure;
import lib.sandbox.db.SqlDatabase;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.servers.Servers;

/** Looking into the data of an add-on and changing it. Contract: /api/addons/db and below. */
public record DatabaseRoutes(State state) {

    public void addTo(Routes routes) {
        routes.on("/api/addons/db/tables", this::tables)
            .on("/api/addons/db/table", BrowseRequest.class, this::browse)
            .on("/api/addons/db/query", QueryRequest.class, this::query)
            .on("/api/addons/db/columns", TableRequest.class, this::columns)
            .on("/api/addons/db/row/insert", InsertRequest.class,
                row -> Answer.json(editable(row.id, row.table).insert(row.table, row.values)))
            .on("/api/addons/db/row/update", UpdateRequest.class,
                row -> Answer.json(editable(row.id, row.table).update(row.table, row.set, row.where)))
            .on("/api/addons/db/row/delete", DeleteRequest.class,
                row -> Answer.json(editable(row.id, row.table).delete(row.table, row.where)));
    }

    private Answer tables(Call call) throws IOException {
        Addon addon = running(call.id());
        try {
            return Answer.json(new Tables(addon.engine().type(), database(addon).tables()));
        } catch (ClientFailure failure) {
            throw new Rejection(502, failure.getMessage());
        }
    }

    private Answer browse(BrowseRequest wanted) {
        checkTable(wanted.table);
        long limit = wanted.limit < 1 || wanted.limit > 1000 ? 50 : wanted.limit;
        boolean descending = wanted.orderDir.toLowerCase(Locale.ROOT).equals("desc");
        Database.Page page = new Database.Page(limit, Math.max(0, wanted.offset), wanted.orderBy, descending);
        return Answer.json(database(running(wanted.id)).browse(wanted.table, page));
    }

    private Answer query(QueryRequest wanted) {
        Rejection.when(wanted.query.isBlank(), 400, "Query is required");
        return Answer.json(database(running(wanted.id)).query(wanted.query));
    }

    private Answer columns(TableRequest wanted) {
        try {
            return Answer.json(Map.of("columns", editable(wanted.id, wanted.table).columns(wanted.table)));
        } catch (ClientFailure failure) {
            throw new Rejection(502, failure.getMessage());
        }
    }

    private SqlDatabase editable(String id, String table) {
        checkTable(table);
        if (database(running(id)) instanceof SqlDatabase sql) {
            return sql;
        }
        throw new Rejection(400, "Editing is only supported for Postgres and MySQL.");
    }

    private static void checkTable(String table) {
        Rejection.when(table.isBlank(), 400, "Table is required");
    }

    /** Contract: the container must be on the control-plane host, and its docker must answer. */
    private Addon running(String id) {
        Addon addon = Rejection.found(state.addons().find(id), 404, "Database not found");
        Rejection.when(!addon.status().equals("running"), 409, "Database is not running");
        Rejection.when(!addon.local() || !state.servers().isReady(Servers.LOCALHOST), 409, "Database container is not available");
        return addon;
    }

    private Database database(Addon addon) {
        return state.addons().databases().of(addon);
    }

    private record QueryRequest(String id, String query) { }
    private record BrowseRequest(String id, String table, long limit, long offset, String orderBy, String orderDir) { }
    private record TableRequest(String id, String table) { }
    private record InsertRequest(String id, String table, Map<String, Optional<String>> values) { }
    private record UpdateRequest(String id, String table, Map<String, Optional<String>> set, Map<String, Optional<String>> where) { }
    private record DeleteRequest(String id, String table, Map<String, Optional<String>> where) { }
    private record Tables(String type, List<String> tables) { }
}
