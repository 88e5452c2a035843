package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** /api/addons/db and below: tables, what the embedded engine cannot do, what is refused, and what must not be reached. */
class DatabaseTest extends DatabaseCalls {

    @Test
    void tablesAndKeysAreListed() {
        call("tables", Map.of("id", POSTGRES))
            .answers("{\"type\":\"postgres\",\"tables\":[\"customers\",\"open_orders\",\"orders\",\"products\"]}");
        call("tables", Map.of("id", MYSQL)).answers("{\"type\":\"mysql\",\"tables\":[\"totals\"]}");
        call("tables", Map.of("id", REDIS)).answers("{\"type\":\"redis\",\"tables\":[\"cart:1\",\"events\",\"mail:queue\","
            + "\"popular\",\"session:ada\",\"skus\"]}");
        query(REDIS, "FLUSHDB");
        call("tables", Map.of("id", REDIS)).answers("{\"type\":\"redis\",\"tables\":null}");
        query(MYSQL, "DROP TABLE totals");
        call("tables", Map.of("id", MYSQL)).answers("{\"type\":\"mysql\",\"tables\":[]}");
    }

    /** The embedded engine runs the texts in its own mode for each kind of SQL; nothing is translated for it. */
    @Test
    void whatTheEngineCannotDoIsRefusedInItsWords() {
        fails(POSTGRES, "INSERT INTO products (sku, title, price) VALUES ('MUG-07', 'Cup', 1) ON CONFLICT (sku) DO UPDATE SET price = 1",
            "ERROR:  syntax error at or near \"ON\"");
        fails(POSTGRES, "CREATE TABLE lists (tags text[])", "ERROR:  syntax error at or near \"[\"");
        fails(POSTGRES, "SELECT split_part('a-b', '-', 2)", "ERROR:  function split_part() does not exist");
        fails(POSTGRES, "SELECT now() - interval '2 weeks'", "ERROR:  invalid input syntax: \"2 weeks\"");
        fails(POSTGRES, "SELECT E'x\\n\\n' AS e", "ERROR:  escape string constants are not supported");
        fails(MYSQL, "SELECT DATE_FORMAT(week, '%d.%m.%Y') FROM totals",
            "ERROR 1305 (42000) at line 1: FUNCTION appdb.date_format does not exist");
        fails(MYSQL, "SELECT 'it\\'s'", "ERROR 1235 (42000) at line 1: This version of MySQL doesn't yet support 'backslash escapes'");
        fails(MYSQL, "SELECT \"x\"", "ERROR 1054 (42S22) at line 1: Unknown column 'x' in 'field list'");
        rows(REDIS, "OBJECT ENCODING a", "result", "[[\"ERR unknown command 'OBJECT', with args beginning with: 'ENCODING' 'a' \"]]");
        rows(REDIS, "EVAL \"return 1\" 0", "result", "[[\"ERR unknown command 'EVAL', with args beginning with: 'return 1' '0' \"]]");
        rows(REDIS, "SETRANGE a 536870000 x", "result",
            "[[\"ERR unknown command 'SETRANGE', with args beginning with: 'a' '536870000' 'x' \"]]");
    }

    @Test
    void aTextThatIsNoneIsAFailureAndNoMore() {
        for (var text : List.of("'", "\"", "$a$", "/*", "WITH x AS (SELECT 1) INSERT INTO customers start", "CREATE TABLE",
            "DROP",
            "INSERT INTO customers (email) VALUES ('a') ON CONFLICT DO UPDATE SET",
            "INSERT INTO customers (email) VALUES ('a') ON CONFLICT (email DO UPDATE SET name = 'x'", "UPDATE customers RETURNING",
                "EXPLAIN",
                "))((")) {
            var error = query(POSTGRES, text).text("error");
            assertTrue(error.startsWith("ERROR:  ") || text.equals("/*"), text + ": " + error);
            var other = query(MYSQL, text);
            assertTrue(other.error().isEmpty() || other.error().startsWith("ERROR "), () -> text + ": " + other);
        }
    }

    @Test
    void sqlReachesNothingOutsideItsDatabase() {
        for (var text : List.of("SELECT FILE_READ('/etc/passwd')", "SELECT FILE_WRITE('x', '/tmp/x')",
            "SELECT * FROM CSVREAD('/etc/passwd')", "CALL CSVWRITE('/tmp/x', 'SELECT 1')", "SCRIPT", "SCRIPT TO '/tmp/x'",
            "RUNSCRIPT FROM '/etc/passwd'", "BACKUP TO '/tmp/x'",
            "CREATE ALIAS x AS 'int x() { return 1; }'", "CREATE ALIAS x FOR 'java.lang.System.exit'", "CREATE AGGREGATE x FOR 'x'",
            "CREATE TRIGGER x BEFORE INSERT ON orders CALL 'x'", "CREATE LINKED TABLE x ('', 'jdbc:h2:mem:', 'sa', '', 'x')",
            "SELECT * FROM LINK_SCHEMA('x', '', 'jdbc:h2:mem:', 'sa', '', 'public')", "CREATE USER x PASSWORD 'x'",
            "ALTER USER sa SET PASSWORD 'x'",
            "SET TRACE_LEVEL_FILE 3", "SET MODE Oracle", "DROP ALL OBJECTS", "SHUTDOWN")) {
            fails(POSTGRES, text, "ERROR:  permission denied");
            fails(MYSQL, text, "ERROR 1227 (42000) at line 1: Access denied; you need (at least one of) the SUPER privilege(s) for this "
                + "operation");
        }
    }

    @Test
    void whatIsRefusedBeforeTheDatabaseIsAsked() {
        for (var path : List.of("tables", "table", "query", "columns", "row/insert", "row/update", "row/delete")) {
            manager.post(DB + path, "").refuses(400, "Bad request");
            manager.post(DB + path, "{\"id\":7}").refuses(400, "Bad request");
            manager.get(DB + path).refuses(405, "Method not allowed");
            admin.asAgent("apps:read").post(DB + path, "{}").refuses(403, "Forbidden: missing scope addons:manage");
            var both = Map.of("table", "orders", "query", "SELECT 1");
            call(path, both).refuses(404, "Database not found");
            call(path, Map.of("id", "nope", "table", "orders", "query", "SELECT 1")).refuses(404, "Database not found");
            if (path.equals("query")) {
                call(path, Map.of("id", "nope", "query", " \n")).refuses(400, "Query is required");
                call(path, Map.of("addonId", POSTGRES, "query", "SELECT 1")).refuses(404, "Database not found");
            } else if (!path.equals("tables")) {
                call(path, Map.of("id", "nope", "table", " ")).refuses(400, "Table is required");
            }
            if (path.startsWith("row")) {
                call(path, Map.of("id", REDIS, "table", "skus")).refuses(400, "Editing is only supported for Postgres and MySQL.");
            }
        }
        call("row/insert", Map.of("id", POSTGRES, "table", "orders", "values", Map.of("quantity", 1))).refuses(400, "Bad request");
    }

    @Test
    void aDatabaseMustRunOnTheControlPlanesHost() throws InterruptedException {
        var failed = settled("{\"type\":\"redis\",\"name\":\"fails\"}");
        var remote = settled("{\"type\":\"redis\",\"name\":\"far\",\"serverId\":\"e5q0d8wz1m\"}");
        call("tables", Map.of("id", failed)).refuses(409, "Database is not running");
        call("query", Map.of("id", remote, "query", "PING")).refuses(409, "Database container is not available");
        admin.post("/__sandbox/machines", "{\"ip\":\"127.0.0.1\",\"state\":\"no-docker\"}").succeeds();
        call("columns", Map.of("id", POSTGRES, "table", "orders")).refuses(409, "Database container is not available");
    }

    @Test
    void aTextThatIsTooLongForAProcessFails() {
        fails(POSTGRES, "SELECT '" + "x".repeat(131_072) + "'", "fork/exec /usr/bin/docker: argument list too long");
    }

    private String settled(String body) throws InterruptedException {
        var id = manager.post("/api/addons/create", body).succeeds().text("id");
        for (int i = 0; i < 1000 && admin.get("/api/addons/get?id=" + id).text("status").equals("building"); i++) {
            Thread.sleep(10);
        }
        return id;
    }
}
