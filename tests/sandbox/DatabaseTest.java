package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/addons/db and below: how the three engines' clients are read, what is refused, and what a row call changes. */
class DatabaseTest {

    private static final String DB = "/api/addons/db/";
    private static final String POSTGRES = "q0d6k2w8zs";
    private static final String MYSQL = "m3v8p5x2lg";
    private static final String REDIS = "y7c4n1e9ut";
    private static final String DONE = "Statement executed successfully.";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);
    private final Wire manager = admin.asAgent("addons:manage");

    @AfterEach
    void stop() {
        sandbox.close();
    }

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

    @Test
    void postgresRowsAreTextsAndNulls() {
        rows(POSTGRES, "SELECT id, email, name FROM customers ORDER BY id", "id,email,name",
            "[[\"1\",\"ada@harbor-lane.example\",\"Ada\"],[\"2\",\"lin@harbor-lane.example\",\"Lin\"],"
                + "[\"3\",\"guest@harbor-lane.example\",null]]");
        rows(POSTGRES, "select sku, price, in_stock, attributes from products where sku = 'LAMP-01'", "sku,price,in_stock,attributes",
            "[[\"LAMP-01\",\"39.90\",\"t\",\"{\\\"colour\\\": \\\"green\\\"}\"]]");
        rows(POSTGRES, "SELECT created_at FROM customers WHERE id = 3", "created_at", "[[\"2026-04-01 07:45:30+00\"]]");
        rows(POSTGRES, "SELECT * FROM open_orders WHERE false", "id,customer_id,sku,status", "[]");
        rows(POSTGRES, "\n ( SELECT count(*), sum(quantity) AS pieces, max(id), upper('x'), 1 + 1 FROM orders)",
            "count,pieces,max,upper,?column?",
            "[[\"4\",\"8\",\"4\",\"X\",\"2\"]]");
        rows(POSTGRES, "SELECT 1.5::float8 AS a, ARRAY[1,2] AS b, true AS c UNION ALL SELECT 1e9::float8, NULL, false", "a,b,c",
            "[[\"1.5\",\"{1,2}\",\"t\"],[\"1000000000\",null,\"f\"]]");
        rows(POSTGRES, "TABLE products;", "sku,title,price,in_stock,attributes", null);
        rows(POSTGRES, "SHOW server_version", "server_version", null);
        rows(POSTGRES, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1", "tablename",
            "[[\"customers\"],[\"orders\"],[\"products\"]]");
    }

    @Test
    void postgresWritesTellTheirTag() {
        says(POSTGRES, "INSERT INTO customers (email) VALUES ('a'), ('b')", "INSERT 0 2");
        says(POSTGRES, "UPDATE customers SET name = 'x' WHERE id > 100", "UPDATE 0");
        says(POSTGRES, "DELETE FROM customers WHERE email IN ('a', 'b')", "DELETE 2");
        says(POSTGRES, "CREATE TABLE notes (id int, at timestamptz)", "CREATE TABLE");
        says(POSTGRES, "CREATE UNIQUE INDEX notes_id ON notes (id)", "CREATE INDEX");
        says(POSTGRES, "ALTER TABLE notes ADD COLUMN text text", "ALTER TABLE");
        says(POSTGRES, "TRUNCATE notes", "TRUNCATE TABLE");
        says(POSTGRES, "DROP TABLE notes", "DROP TABLE");
        says(POSTGRES, "BEGIN", "BEGIN");
        says(POSTGRES, "-- nothing", DONE);
        says(POSTGRES, "INSERT INTO products (sku, title, price) VALUES ('MUG-07', 'Cup', 1) ON CONFLICT DO NOTHING", "INSERT 0 0");
        says(POSTGRES, "CREATE TABLE copied AS SELECT * FROM orders", "SELECT 4");
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
    void theOdditiesOfReadingPsql() {
        rows(POSTGRES, "INSERT INTO customers (email) VALUES ('c') RETURNING id", "id", "[[\"4\\nINSERT 0 1\"]]");
        rows(POSTGRES, "UPDATE customers SET name = 'C' WHERE id = 4 RETURNING id, name", "id,name", "[[\"4\",\"C\\nUPDATE 1\"]]");
        rows(POSTGRES, "SELECT 1; SELECT 2", "?column?", "[[\"1\\n?column?\"],[\"2\"]]");
        says(POSTGRES, "/* all */ SELECT id, email FROM customers WHERE id < 3",
            "id\u001femail\u001e1\u001fada@harbor-lane.example\u001e2\u001flin@harbor-lane.example");
        says(POSTGRES, "SELECT\tid FROM customers WHERE id < 3", "id\u001e1\u001e2");
        rows(POSTGRES, "WITH one AS (SELECT 'w' AS email) INSERT INTO customers (email) SELECT email FROM one", "INSERT 0 1", "[]");
        rows(POSTGRES, "SELECT '' AS e UNION ALL SELECT 'x' UNION ALL SELECT ''", "e", "[[\"x\"]]");
        rows(POSTGRES, "SELECT 'x\n\n' AS e", "e", "[[\"x\"]]");
        rows(POSTGRES, "SELECT '\u2400' AS e", "e", "[[null]]");
        rows(POSTGRES, "SELECT 1 AS x, 2 AS x", "x,x", "[[\"1\",\"2\"]]");
        var list = query(POSTGRES, "\\dt").text("message");
        assertTrue(list.startsWith("List of relations\u001eSchema\u001fName\u001fType\u001fOwner\u001epublic\u001fcustomers\u001ftable"),
            list);
        fails(POSTGRES, "\\nope", "invalid command \\nope");
    }

    @Test
    void aPostgresTextIsOneTransaction() {
        fails(POSTGRES, "INSERT INTO customers (email) VALUES ('t'); CREATE TABLE t1 (id int); SELECT * FROM nope",
            "ERROR:  relation \"nope\" does not exist");
        rows(POSTGRES, "SELECT count(*) FROM customers WHERE email = 't'", "count", "[[\"0\"]]");
        fails(POSTGRES, "SELECT * FROM t1", "ERROR:  relation \"t1\" does not exist");
        says(POSTGRES, "BEGIN; DELETE FROM orders", "BEGIN\nDELETE 4");
        rows(POSTGRES, "SELECT count(*) FROM orders", "count", "[[\"4\"]]");
        says(POSTGRES, "BEGIN; DELETE FROM orders WHERE id = 4; COMMIT", "BEGIN\nDELETE 1\nCOMMIT");
        rows(POSTGRES, "SELECT count(*) FROM orders", "count", "[[\"3\"]]");
    }

    @Test
    void postgresFailuresHaveItsWords() {
        var failures = Map.ofEntries(
            Map.entry("SELECT * FROM nope", "relation \"nope\" does not exist"),
            Map.entry("DROP TABLE nope", "table \"nope\" does not exist"),
            Map.entry("SELECT nope FROM orders", "column \"nope\" does not exist"),
            Map.entry("SELECT o.nope FROM orders o", "column o.nope does not exist"),
            Map.entry("UPDATE orders SET nope = 1", "column \"nope\" of relation \"orders\" does not exist"),
            Map.entry("SELEC 1", "syntax error at or near \"SELEC\""),
            Map.entry("SELECT * FROM", "syntax error at end of input"),
            Map.entry("INSERT INTO customers (name) VALUES ('x')",
                "null value in column \"email\" of relation \"customers\" violates not-null constraint"),
            Map.entry("INSERT INTO customers (id, email) VALUES (1, 'x')",
                "duplicate key value violates unique constraint \"customers_pkey\""),
            Map.entry("UPDATE customers SET email = 'y'", "duplicate key value violates unique constraint \"customers_email_key\""),
            Map.entry("INSERT INTO orders (customer_id, sku) VALUES (99, 'MUG-07')",
                "insert or update on table \"orders\" violates foreign key constraint \"orders_customer_id_fkey\""),
            Map.entry("DELETE FROM customers WHERE id = 1", "update or delete on table \"customers\" violates foreign key constraint "
                + "\"orders_customer_id_fkey\" on table \"orders\""),
            Map.entry("UPDATE orders SET quantity = 'many'", "invalid input syntax for type integer: \"many\""),
            Map.entry("UPDATE orders SET status = repeat('x', 30)", "value too long for type character varying(20)"),
            Map.entry("CREATE TABLE orders (id int)", "relation \"orders\" already exists"),
            Map.entry("SELECT nope(1)", "function nope() does not exist"),
            Map.entry("SELECT sku, count(*) FROM orders",
                "column \"sku\" must appear in the GROUP BY clause or be used in an aggregate function"),
            Map.entry("SELECT 1 / 0", "division by zero"));
        failures.forEach((text, error) -> fails(POSTGRES, text, "ERROR:  " + error));
        fails(POSTGRES, "DROP TABLE IF EXISTS nope; SELECT * FROM nope", "NOTICE:  table \"nope\" does not exist, skipping");
        says(POSTGRES, "DROP TABLE IF EXISTS nope", "DROP TABLE");
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
    void mysqlIsReadFromItsBatchOutput() {
        rows(MYSQL, "SELECT id, region, amount, note FROM totals WHERE id < 3", "id,region,amount,note",
            "[[\"1\",\"north\",\"1840.50\",null],[\"2\",\"south\",\"990.00\",\"one shop closed\"]]");
        rows(MYSQL, "select count(*), upper('x') as u, casewhen(1 = 1, 'y', 'n') as yes from `totals`", "COUNT(*),u,yes",
            "[[\"3\",\"X\",\"y\"]]");
        says(MYSQL, "SELECT * FROM totals WHERE id > 99", DONE);
        says(MYSQL, "UPDATE totals SET note = 'it''s\tfine' WHERE id = 3", DONE);
        rows(MYSQL, "SELECT note FROM totals WHERE id = 3", "note", "[[\"it's\\\\tfine\"]]");
        rows(MYSQL, "SELECT 1 AS a; SELECT 'NULL' AS b", "a", "[[\"1\"],[\"b\"],[null]]");
        rows(MYSQL, "SELECT '' AS x UNION ALL SELECT 'a' UNION ALL SELECT ''", "x", "[[\"\"],[\"a\"]]");
        rows(MYSQL, "# shown\nSHOW TABLES", "Tables_in_appdb", "[[\"totals\"]]");
        rows(MYSQL, "DESCRIBE totals", "Field,Type,Null,Key,Default,Extra", "[[\"id\",\"int\",\"NO\",\"PRI\",null,\"auto_increment\"],"
            + "[\"region\",\"varchar(40)\",\"NO\",\"\",null,\"\"],[\"week\",\"date\",\"NO\",\"\",null,\"\"],"
            + "[\"amount\",\"decimal(10,2)\",\"YES\",\"\","
            + "null,\"\"],[\"note\",\"text\",\"YES\",\"\",null,\"\"]]");
        rows(MYSQL, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()", "table_name", "[[\"totals\"]]");
        fails(MYSQL, "SELECT * FROM nope", "ERROR 1146 (42S02) at line 1: Table 'appdb.nope' doesn't exist");
        fails(MYSQL, "INSERT INTO totals (region, week) VALUES ('east', '2026-06-29');\nSELECT nope FROM totals",
            "ERROR 1054 (42S22) at line 2: Unknown column 'nope' in 'field list'");
        rows(MYSQL, "SELECT COUNT(*) FROM totals", "COUNT(*)", "[[\"4\"]]");
        fails(MYSQL, "INSERT INTO totals (id, region, week) VALUES (1, 'x', '2026-01-01')",
            "ERROR 1062 (23000) at line 1: Duplicate entry '1' for key 'totals.PRIMARY'");
        fails(MYSQL, "INSERT INTO totals (region) VALUES ('x')", "ERROR 1364 (HY000) at line 1: Field 'week' doesn't have a default value");
        fails(MYSQL, "SELEC 1", "ERROR 1064 (42000) at line 1: You have an error in your SQL syntax; check the manual that corresponds to "
            + "your MySQL server version for the right syntax to use near 'SELEC 1' at line 1");
        fails(MYSQL, "USE other", "ERROR 1049 (42000) at line 1: Unknown database 'other'");
    }

    /** Leading options are the client's own, so that a reply can be asked for as redis-cli prints it for people. */
    @Test
    void redisFormatsReplies() {
        rows(REDIS, "--no-raw SET a 'x\\y ü'", "result", "[[\"OK\"]]");
        rows(REDIS, "--no-raw GET a", "result", "[[\"\\\"x\\\\\\\\y \\\\xc3\\\\xbc\\\"\"]]");
        rows(REDIS, "--no-raw GET nope", "result", "[[\"(nil)\"]]");
        rows(REDIS, "--no-raw -n 0 LPUSH l x", "result", "[[\"(integer) 1\"]]");
        rows(REDIS, "--no-raw LRANGE nope 0 -1", "result", "[[\"(empty array)\"]]");
        rows(REDIS, "--no-raw MGET nope nope", "result", "[[\"1) (nil)\"],[\"2) (nil)\"]]");
        rows(REDIS, "--no-raw SCAN 0 MATCH l", "result", "[[\"1) \\\"0\\\"\"],[\"2) 1) \\\"l\\\"\"]]");
        rows(REDIS, "--no-raw GET l", "result", "[[\"(error) WRONGTYPE Operation against a key holding the wrong kind of value\"]]");
    }

    @Test
    void redisAnswersALineAReply() {
        rows(REDIS, "SET a \"b c\" EX 100", "result", "[[\"OK\"]]");
        rows(REDIS, "get 'a'", "result", "[[\"b c\"]]");
        var left = query(REDIS, "TTL a").json().path("rows").path(0).path(0).asText();
        assertTrue(left.matches("100|9\\d"), () -> "seconds left of 100: " + left);
        rows(REDIS, "LPUSH l x y", "result", "[[\"2\"]]");
        rows(REDIS, "LRANGE l 0 -1", "result", "[[\"y\"],[\"x\"]]");
        rows(REDIS, "HGETALL session:ada", "result", "[[\"user\"],[\"1\"],[\"locale\"],[\"en\"]]");
        rows(REDIS, "SCAN 0 MATCH se* COUNT 10", "result", "[[\"0\"],[\"session:ada\"]]");
        says(REDIS, "GET nope", "OK");
        says(REDIS, "LRANGE nope 0 -1", "OK");
        rows(REDIS, "BOGUS", "result", "[[\"ERR unknown command 'BOGUS', with args beginning with: \"]]");
        rows(REDIS, "PING\n", "result", "[[\"ERR unknown command 'PING\"],[\"', with args beginning with: \"]]");
        rows(REDIS, "INCR l", "result", "[[\"WRONGTYPE Operation against a key holding the wrong kind of value\"]]");
        rows(REDIS, "INCR a", "result", "[[\"ERR value is not an integer or out of range\"]]");
        rows(REDIS, "GET", "result", "[[\"ERR wrong number of arguments for 'get' command\"]]");
        rows(REDIS, "-n 1 SET a other", "result", "[[\"OK\"]]");
        rows(REDIS, "-n 1 DBSIZE", "result", "[[\"1\"]]");
        rows(REDIS, "GET a", "result", "[[\"b c\"]]");
        fails(REDIS, "-z GET a", "Unrecognized option or bad number of args for: '-z'");
        rows(REDIS, "CONFIG GET requirepass", "result", "[[\"requirepass\"],[\"94b6d07f2c1e8a35f60d1b27\"]]");
    }

    @Test
    void oneKeyIsShownByItsType() {
        browse(REDIS, "cart:1").answers(table("value", "[[\"LAMP-01 x 1\"]]"));
        browse(REDIS, "mail:queue").answers(table("value", "[[\"17\"],[\"18\"],[\"19\"]]"));
        browse(REDIS, "skus").answers(table("member", "[[\"LAMP-01\"],[\"MUG-07\"],[\"ROPE-30\"]]"));
        browse(REDIS, "session:ada").answers(table("field,value", "[[\"user\",\"1\"],[\"locale\",\"en\"]]"));
        browse(REDIS, "popular").answers(table("member,score", "[[\"LAMP-01\",\"1\"],[\"ROPE-30\",\"2.5\"],[\"MUG-07\",\"4\"]]"));
        browse(REDIS, "events").answers("{\"columns\":[],\"rows\":[],\"message\":\"Key \\\"events\\\" has type \\\"stream\\\", "
            + "which isn't previewable here. Use the query console.\"}");
        browse(REDIS, "nope").answers("{\"columns\":[],\"rows\":[],\"error\":\"Key does not exist.\"}");
    }

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

    private Reply call(String path, Map<String, ?> body) {
        return manager.post(DB + path, json(body));
    }

    private Reply query(String id, String text) {
        return call("query", Map.of("id", id, "query", text)).succeeds();
    }

    private Reply browse(String id, String table) {
        return manager.post(DB + "table", "{\"id\":\"" + id + "\",\"table\":\"" + table + "\"}");
    }

    private Reply row(String verb, String id, String table, Map<String, ?> rest) {
        var body = new HashMap<String, Object>(rest);
        body.put("id", id);
        body.put("table", table);
        return call("row/" + verb, body);
    }

    /** @param rows null for any */
    private void rows(String id, String text, String columns, String rows) {
        var reply = query(id, text);
        assertEquals(columns, reply.json().path("columns").valueStream().map(JsonNode::asText).collect(Collectors.joining(",")),
            reply::toString);
        if (rows != null) {
            assertEquals(rows, reply.json().path("rows").toString(), reply::toString);
        }
        assertTrue(!reply.json().has("message") && !reply.json().has("error") && !reply.json().has("total"), reply::toString);
    }

    private void says(String id, String text, String message) {
        only(query(id, text), "message", message);
    }

    private void fails(String id, String text, String error) {
        only(query(id, text), "error", error);
    }

    private static void only(Reply reply, String field, String text) {
        var wanted = new ObjectMapper().createObjectNode();
        wanted.putArray("columns");
        wanted.putArray("rows");
        assertEquals(wanted.put(field, text), reply.json(), reply::toString);
    }

    private static void error(Reply reply, String error) {
        reply.answers("{\"columns\":[],\"rows\":[],\"error\":\"" + error + "\"}");
    }

    private static String table(String columns, String rows) {
        return "{\"columns\":[\"" + columns.replace(",", "\",\"") + "\"],\"rows\":" + rows + "}";
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
