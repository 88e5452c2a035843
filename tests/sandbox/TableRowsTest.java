package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table by its pages and columns, and what a row call changes. */
class TableRowsTest extends DatabaseCalls {

    @Test
    void aPageOfATableHasTheTotal() {
        var request = Map.of("id", POSTGRES, "table", "products", "limit", 1, "offset", 1, "orderBy", "price", "orderDir", "DESC");
        call("table", request).answers("{\"columns\":[\"sku\",\"title\",\"price\",\"in_stock\",\"attributes\"],\"rows\":[[\"LAMP-01\","
            + "\"Desk lamp\",\"39.90\",\"t\",\"{\\\"colour\\\": \\\"green\\\"}\"]],\"total\":3}");
        call("table", Map.of("id", POSTGRES, "table", "products", "limit", 1001, "offset", -5, "orderBy", "sku", "orderDir", "x"))
            .succeeds();
        assertEquals(3, call("table", Map.of("id", POSTGRES, "table", "products", "limit", 0)).json().path("rows").size());
        query(POSTGRES, "CREATE TABLE \"Odd \"\"name\" (x int)");
        browse(POSTGRES, "Odd \\\"name").answers("{\"columns\":[\"x\"],\"rows\":[]}");
        browse(POSTGRES, "nope").answers("{\"columns\":[],\"rows\":[],\"error\":\"Table not found.\"}");
        browse(POSTGRES, " products").answers("{\"columns\":[],\"rows\":[],\"error\":\"Table not found.\"}");
        call("table", Map.of("id", POSTGRES, "table", "products", "orderBy", "nope"))
            .answers("{\"columns\":[],\"rows\":[],\"error\":\"Unknown sort column.\"}");
        call("table", Map.of("id", MYSQL, "table", "totals", "offset", 3))
            .answers("{\"columns\":[],\"rows\":[],\"message\":\"" + DONE + "\",\"total\":3}");
    }

    @Test
    void columnsAreInTheWordsOfTheEngine() {
        call("columns", Map.of("id", POSTGRES, "table", "orders")).answers("{\"columns\":["
            + "{\"name\":\"id\",\"type\":\"bigint\",\"nullable\":false,\"primaryKey\":true,"
            + "\"default\":\"nextval('orders_id_seq'::regclass)\"},"
            + "{\"name\":\"customer_id\",\"type\":\"integer\",\"nullable\":false,\"primaryKey\":false,\"default\":null},"
            + "{\"name\":\"sku\",\"type\":\"character varying\",\"nullable\":false,\"primaryKey\":false,\"default\":null},"
            + "{\"name\":\"quantity\",\"type\":\"integer\",\"nullable\":false,\"primaryKey\":false,\"default\":\"1\"},"
            + "{\"name\":\"status\",\"type\":\"character varying\",\"nullable\":false,\"primaryKey\":false,"
            + "\"default\":\"'new'::character varying\"},"
            + "{\"name\":\"placed_at\",\"type\":\"timestamp with time "
                + "zone\",\"nullable\":false,\"primaryKey\":false,\"default\":\"now()\"}]}");
        assertEquals(List.of("int", "varchar", "date", "decimal", "text"),
            call("columns", Map.of("id", MYSQL, "table", "totals")).json().findValuesAsText("type"));
        assertEquals(List.of("text", "jsonb"), List.of(
            call("columns", Map.of("id", POSTGRES, "table", "customers")).json().at("/columns/1/type").asText(),
            call("columns", Map.of("id", POSTGRES, "table", "products")).json().at("/columns/4/type").asText()));
        call("columns", Map.of("id", POSTGRES, "table", "nope")).refuses(502, "Table not found.");
        call("columns", Map.of("id", REDIS, "table", "skus")).refuses(400, "Editing is only supported for Postgres and MySQL.");
    }

    @Test
    void rowsAreWrittenByTheirValues() {
        var o = new HashMap<String, String>();
        o.put("email", "o'brien \\ co");
        o.put("name", null);
        row("insert", POSTGRES, "customers", Map.of("values", o)).answers("{\"columns\":[],\"rows\":[],\"message\":\"INSERT 0 1\"}");
        rows(POSTGRES, "SELECT name FROM customers WHERE email = 'o''brien \\ co'", "name", "[[null]]");
        row("update", POSTGRES, "customers", Map.of("set", Map.of("name", "x"), "where", o))
            .answers("{\"columns\":[],\"rows\":[],\"message\":\"UPDATE 1\"}");
        row("update", POSTGRES, "orders", Map.of("set", Map.of("status", "new"), "where", Map.of("status", "shipped")))
            .answers("{\"columns\":[],\"rows\":[],\"message\":\"UPDATE 2\"}");
        row("delete", POSTGRES, "customers", Map.of("where", o)).answers("{\"columns\":[],\"rows\":[],\"message\":\"DELETE 0\"}");
        row("insert", POSTGRES, "customers", Map.of("values", Map.of("email", "many returning users")))
            .answers("{\"columns\":[\"INSERT 0 1\"],\"rows\":[]}");
        row("insert", MYSQL, "totals", Map.of("values", Map.of("region", "o'e\\st", "week", "2026-07-01")))
            .answers("{\"columns\":[],\"rows\":[],\"message\":\"" + DONE + "\"}");
        rows(MYSQL, "SELECT region FROM totals WHERE id = 4", "region", "[[\"o'e\\\\\\\\st\"]]");
        var nope = Map.of("nope", "1");
        error(row("insert", POSTGRES, "nope", Map.of("values", nope)), "Table not found.");
        error(row("insert", POSTGRES, "orders", Map.of()), "No values provided.");
        error(row("insert", POSTGRES, "orders", Map.of("values", nope)), "Unknown column \\\"nope\\\".");
        error(row("insert", POSTGRES, "customers", Map.of("values", Map.of("name", "x"))),
            "ERROR:  null value in column \\\"email\\\" of relation \\\"customers\\\" violates not-null constraint");
        error(row("update", POSTGRES, "orders", Map.of("where", nope)), "No changes to apply.");
        error(row("update", POSTGRES, "orders", Map.of("set", nope, "where", Map.of())), "Refusing to update without a row identifier.");
        error(row("update", POSTGRES, "orders", Map.of("set", Map.of("id", "1"), "where", nope)), "Unknown column \\\"nope\\\".");
        error(row("delete", POSTGRES, "orders", Map.of()), "Refusing to delete without a row identifier.");
        error(row("delete", POSTGRES, "orders", Map.of("where", nope)), "Unknown column \\\"nope\\\".");
    }

    private Reply row(String verb, String id, String table, Map<String, ?> rest) {
        var body = new HashMap<String, Object>(rest);
        body.put("id", id);
        body.put("table", table);
        return call("row/" + verb, body);
    }

    private static void error(Reply reply, String error) {
        reply.answers("{\"columns\":[],\"rows\":[],\"error\":\"" + error + "\"}");
    }
}
