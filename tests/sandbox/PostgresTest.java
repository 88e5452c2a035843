package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How psql's output is read: rows, tags, its oddities, its failures, its transactions. */
class PostgresTest extends DatabaseCalls {

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
}
