package lib.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.json.JsonObject;

/** What is in the add-ons: statements, tables, keys. Contract: /api/addons/db and below; all need addons:manage. */
public final class Databases {

    private final Routes wire;

    Databases(Routes wire) {
        this.wire = wire;
    }

    /**
     * What a statement gave. Contract: schema QueryResult: the status is 200 also where the statement failed.
     *
     * @param rows    cells are texts, or null for SQL NULL
     * @param message of a statement without rows; "" for none
     * @param error   why it failed, in the client's words; "" when it did not
     * @param total   rows of the whole table, where one page of it was asked for; 0 when unknown
     */
    public record Answer(List<String> columns, List<List<String>> rows, String message, String error, long total) {
    }

    /** A column of a table. Contract: schema Column. @param initial its default as an expression; null for none */
    public record Column(String name, String type, boolean nullable, boolean primaryKey, String initial) {

        private static Column from(JsonObject json) {
            return new Column(json.text("name"), json.text("type"), json.flag("nullable"), json.flag("primaryKey"),
                    json.fields().get("default") instanceof String text ? text : null);
        }
    }

    /**
     * POST /api/addons/db/query: runs a text as it is. A failed statement is an answer, too.
     *
     * @param changes whether it may change something: where its answer does not come, the caller is told that it may have been done
     */
    public Answer query(String id, String text, boolean changes) {
        Map<String, ?> body = Map.of("id", id, "query", text);
        return answer(changes ? wire.post("/api/addons/db/query", body) : wire.ask("/api/addons/db/query", body), "/api/addons/db/query");
    }

    /** POST /api/addons/db/table: one page of a table, or all of a Redis key, where limit and offset are ignored. */
    public Answer browse(String id, String table, int limit, int offset) {
        return answer(wire.ask("/api/addons/db/table", Map.of("id", id, "table", table, "limit", limit, "offset", offset)),
                "/api/addons/db/table");
    }

    /** POST /api/addons/db/tables: names of tables and views; of Redis at most 1000 keys of database 0. */
    public List<String> tables(String id) {
        return wire.ask("/api/addons/db/tables", Map.of("id", id)).texts("tables");
    }

    /** POST /api/addons/db/columns: of one SQL table, in their order. Fails with 502 for a table that is not there. */
    public List<Column> columns(String id, String table) {
        List<Column> columns = JsonObject.objects(wire.ask("/api/addons/db/columns", Map.of("id", id, "table", table)).fields()
                .get("columns"), Column::from);
        if (columns == null) {
            throw Routes.unreadable("POST", "/api/addons/db/columns", "no list of columns in it");
        }
        return columns;
    }

    /** GET /api/addons: the server that an add-on runs on; "" when that is not told. Needs apps:read. */
    public String server(String id) {
        return wire.list("/api/addons", json -> json).stream().filter(each -> each.text("id").equals(id)).map(each -> each.text("serverId"))
                .findFirst().orElse("");
    }

    /** An answer without its rows is none: what is missing would be taken for nothing found. */
    private static Answer answer(JsonObject json, String path) {
        boolean whole = json.fields().get("columns") instanceof List<?> && json.fields().get("rows") instanceof List<?>;
        if (!whole && json.text("error").isEmpty()) {
            throw Routes.unreadable("POST", path, "no rows in it");
        }
        List<List<String>> rows = new ArrayList<>();
        if (json.fields().get("rows") instanceof List<?> all) {
            for (Object row : all) {
                rows.add(cells(row));
            }
        }
        return new Answer(json.texts("columns"), rows, json.text("message"), json.text("error"), (long) json.number("total"));
    }

    private static List<String> cells(Object row) {
        List<String> cells = new ArrayList<>();
        if (row instanceof List<?> all) {
            for (Object cell : all) {
                cells.add(cell == null ? null : String.valueOf(cell));
            }
        }
        return cells;
    }
}
