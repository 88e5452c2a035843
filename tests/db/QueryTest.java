package tests.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lib.sandbox.fault.Effect;
import lib.sandbox.fault.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Failures;
import tests.support.Instance;
import tests.support.Run;
import tests.support.Tool;

/** {@code paas db query}, {@code db tables} and {@code db table}, and the tool, against the three kinds of add-on. */
@Order(1)
class QueryTest {
    private static final String NO_WAY_BACK = "No way back: what a statement changed is not known, and nothing kept what was before.\n";
    private static final String SAMPLE = "SELECT 1 AS a, NULL AS b, '' AS c, 'NULL' AS d, 'x,\"y' AS e";

    @TempDir
    Path folder;
    private final Instance instance = Instance.demo();

    @AfterEach
    void close() {
        instance.close();
    }

    private Run query(String... words) {
        return cli("query", words);
    }

    private Run cli(String verb, String... words) {
        var line = new String[words.length + 2];
        line[0] = "db";
        line[1] = verb;
        System.arraycopy(words, 0, line, 2, words.length);
        return instance.cli(folder, "operator").run(line);
    }

    @Test
    void rowsAsATableCsvJsonAndTheirFirstCells() {
        query("shop-db", "SELECT id, email, name FROM customers ORDER BY id").exits(0).complains("").prints("""
            id  email                      name
            1   ada@harbor-lane.example    Ada
            2   lin@harbor-lane.example    Lin
            3   guest@harbor-lane.example  NULL
            """);
        query("SHOP-DB", SAMPLE).exits(0).complains("").prints("a  b     c  d       e\n1  NULL     \"NULL\"  x,\"y\n");
        query("q0d6k2w8zs", SAMPLE, "--csv").exits(0).complains("").prints("a,b,c,d,e\r\n1,,\"\",NULL,\"x,\"\"y\"\r\n");
        query("shop-db", "SELECT 'a' AS x, ' b' AS y UNION ALL SELECT 'l1' || chr(10) || 'l2', NULL", "--csv").exits(0)
            .prints("x,y\r\na,\" b\"\r\n\"l1\nl2\",\r\n");
        query("shop-db", "SELECT email FROM customers ORDER BY id", "-q").exits(0).complains("")
            .prints("ada@harbor-lane.example\nlin@harbor-lane.example\nguest@harbor-lane.example\n");
        query("shop-db", "SELECT id, name FROM customers WHERE id = 3", "--json").exits(0).complains("").prints("""
            {
              "id": "q0d6k2w8zs",
              "name": "shop-db",
              "columns": [
                "id",
                "name"
              ],
              "rows": [
                [
                  "3",
                  null
                ]
              ],
              "total": 1
            }
            """);
    }

    /** How a statement is written decides whether an instance sees that it gives rows: contract, dbQuery. */
    @Test
    void rowsComeHoweverTheStatementIsWritten() {
        for (var each : List.of("-- first\nSELECT 1 AS a", "SELECT\t1 AS a", "/* x */SELECT(1) AS a", "\n (SELECT 1 AS a);\n",
            "select 1 as a;;")) {
            query("shop-db", "--", each).exits(0).complains("").prints("a\n1\n");
        }
        query("shop-db", "SELECT 1 AS a; SELECT 2 AS b").exits(0).prints("a\n1\n\nb\n2\n");
        query("shop-db", "SELECT id, name FROM customers WHERE 1 = 0").exits(0).complains("").prints("No rows. Columns: id, name\n");
        query("shop-db", "SELECT id FROM customers WHERE 1 = 0").exits(0).prints("No rows, or none but empty texts. Column: id\n");
        query("reports-db", "SELECT id FROM totals WHERE 1 = 0").exits(0).complains("").prints("No rows.\n");
        query("reports-db", "SELECT id, region, note FROM totals ORDER BY id LIMIT 2").exits(0)
            .prints("id  region  note\n1   north   NULL\n2   south   one shop closed\n");
        query("reports-db", "USE appdb; SHOW TABLES").exits(0).prints("Tables_in_appdb\ntotals\n");
        query("shop-db", "\\dt").exits(0).printsPart("Schema  Name         Type   Owner\npublic  customers    table  appuser\n");
        instance.cli(folder, "operator").runWith("SELECT 1 AS a\n;\n", "db", "query", "shop-db", "-").exits(0).prints("a\n1\n");
    }

    @Test
    void whatIsNotSurelyAReadIsNotSent() {
        var cli = instance.cli(folder, "operator");
        instance.sandbox().clearRequests();
        cli.run("db", "query", "shop-db", "DELETE FROM customers")
            .failsWith(3, "this is not surely a read: DELETE, which may change something; "
            + "nothing was sent\nhint: if it is meant to change something, say so with --write\n");
        cli.run("db", "query", "shop-db", "SELECT 1; SELECT nextval('s')").failsWith(3, "this is not surely a read: the function nextval, "
            + "which is not known to read only; nothing was sent\n");
        cli.run("db", "query", "reports-db", "SELECT 1 INTO @x").failsWith(3, "this is not surely a read: INTO in it; nothing was sent\n");
        cli.run("db", "query", "shop-cache", "GET a\nSET a b").failsWith(3, "this is not surely a read: SET, which may change something; ");
        Tool.call(cli, "paas_db_query", "addon", "shop-db", "query", "DROP TABLE customers")
            .fails("error: this is not surely a read: DROP, "
            + "which may change something; nothing was sent\nhint: if it is meant to change something, say so with write");
        Tool.call(cli, "paas_db_query", "addon", "shop-db", "query", "DROP TABLE customers", "write", "")
            .fails("error: this is not surely a "
            + "read: DROP, which may change something; nothing was sent\nhint: if it is meant to change something, say so with "
            + "write");
        assertEquals(List.of(), instance.sandbox().requests().stream().filter(each -> each.path().contains("/db/")).toList());
    }

    @Test
    void whatMayChangeSomethingIsSentWithWrite() {
        query("shop-db", "--write", "CREATE TABLE t (a int, b text)").exits(0).complains("").prints("CREATE TABLE\n" + NO_WAY_BACK);
        query("shop-db", "--write", "INSERT INTO t VALUES (1, 'x'), (2, NULL)\nRETURNING a, b").exits(0).complains("")
            .prints("a  b\n1  x\n2  NULL\nINSERT 0 2\n" + NO_WAY_BACK);
        query("shop-db", "--write", "DELETE FROM t WHERE a = 9 RETURNING a, b").exits(0).prints("DELETE 0\n" + NO_WAY_BACK);
        query("shop-db", "--write", "UPDATE t SET b = 'y returning z' WHERE a = 1").exits(0).prints("UPDATE 1\n" + NO_WAY_BACK);
        query("shop-db", "--write", "INSERT INTO t VALUES (3, 'c'); UPDATE t SET b = 'd' WHERE a = 3").exits(0)
            .prints("INSERT 0 1\nUPDATE 1\n" + NO_WAY_BACK);
        // one transaction: the second fails, so the first is undone
        query("shop-db", "--write", "INSERT INTO t VALUES (4, 'x'); INSERT INTO nope VALUES (1)").failsWith(1,
            "PostgreSQL says: relation \"nope\" does not exist\n");
        query("shop-db", "SELECT a, b FROM t ORDER BY a").exits(0).prints("a  b\n1  y returning z\n2  NULL\n3  d\n");
        query("shop-db", "--write", "SELECT count(*) AS n FROM t", "--csv").exits(0).complains("").prints("n\r\n3\r\n");
        query("shop-db", "--write", "DELETE FROM t", "--csv").exits(0).complains("DELETE 3\n").prints("");
        query("reports-db", "--write", "UPDATE totals SET note = 'x' WHERE id = 1").exits(0)
            .prints("Statement executed successfully.\n" + NO_WAY_BACK);
        assertEquals("{\"id\":\"q0d6k2w8zs\",\"name\":\"shop-db\",\"columns\":[],\"rows\":[],\"total\":0,\"message\":\"INSERT 0 "
            + "1\",\"undo\":{"
            + "\"because\":\"what a statement changed is not known, and nothing kept what was before\"}}",
            Tool.call(instance.cli(folder, "operator"), "paas_db_query", "addon", "shop-db", "query", "INSERT INTO t VALUES (7, 'z')",
            "write", true).ok().toString());
    }

    @Test
    void redisTellsNothingFromAnEmptyTextAndAnErrorFromAText() {
        query("shop-cache", "GET nope").exits(0).complains("").prints("result\nNULL\n");
        query("shop-cache", "--write", "SET empty ''").exits(0).prints("result\nOK\n" + NO_WAY_BACK);
        query("shop-cache", "GET empty", "--csv").exits(0).prints("result\r\n\"\"\r\n");
        // a condition that does not hold: an instance says OK, and nothing was done (contract: dbQuery, redis)
        query("shop-cache", "--write", "SET empty x NX").exits(0).prints("result\nNULL\n" + NO_WAY_BACK);
        query("shop-cache", "--write", "SET said 'ERR no error'").exits(0);
        query("shop-cache", "GET said").exits(0).prints("result\nERR no error\n");
        query("shop-cache", "GET skus").failsWith(1, "Redis says: WRONGTYPE Operation against a key holding the wrong kind of value\n");
        query("shop-cache", "--write", "NOSUCH a").failsWith(1, "Redis says: ERR unknown command");
        query("shop-cache", "--write", "SET g 'grüße \\ 🚀'").exits(0);
        query("shop-cache", "MGET g nope said").exits(0).prints("result\ngrüße \\ 🚀\nNULL\nERR no error\n");
        query("shop-cache", "HGETALL session:ada").exits(0).prints("name    value\nuser    1\nlocale  en\n");
        query("shop-cache", "LLEN nope\nEXISTS said").exits(0).prints("result\n0\n\nresult\n1\n");
        query("shop-cache", "GET", "said").exits(0).prints("result\nERR no error\n");
        query("shop-cache", "--write", "SET a 1\nLPUSH a 2")
            .failsWith(1, "number 2 of 2 failed, those before it did not: Redis says: WRONGTYPE");
        instance.cli(folder, "operator").runWith("GET said\n", "db", "query", "shop-cache", "-").exits(0).prints("result\nERR no error\n");
        assertEquals("[[\"ERR no error\"],[null]]", Tool.call(instance.cli(folder, "operator"), "paas_db_query", "addon", "shop-cache",
            "query", "MGET said nope").ok().path("rows").toString());
    }

    @Test
    void secretsAreMaskedByTheirColumnsAndTheirShapes() {
        var secrets = "SELECT 'hunter2' AS password, 'a' AS \"key\", 'postgres://u:pw12345@h/d' AS x, '' AS api_token";
        query("shop-db", secrets).exits(0).prints("password  key  x                     api_token\n***       a    postgres://u:***@h/d\n");
        query("shop-db", secrets, "--reveal", "--csv").exits(0)
            .prints("password,key,x,api_token\r\nhunter2,a,postgres://u:pw12345@h/d,\"\"\r\n");
        query("shop-cache", "CONFIG GET requirepass").exits(0).prints("name         value\nrequirepass  ***\n");
        assertEquals("[[\"***\",null]]", Tool.call(instance.cli(folder, "operator"), "paas_db_query", "addon", "shop-db", "query",
            "SELECT 'hunter2' AS password, NULL AS secret").ok().path("rows").toString());
    }

    @Test
    void whatIsLeftOutIsSaid() {
        query("shop-db", "SELECT id FROM customers ORDER BY id", "--max-rows", "2").exits(0).prints("id\n1\n2\n")
            .complains("the first 2 of 3 rows; for more: --max-rows\n");
        var many = "SELECT x, 'y' AS y FROM generate_series(1, 500) AS g(x)";
        var cut = Tool.call(instance.cli(folder, "operator"), "paas_db_query", "addon", "reports-db", "query",
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500) SELECT x, 'y' AS y FROM n").ok();
        assertEquals(200, cut.path("rows").size(), many);
        assertEquals(500, cut.path("total").asInt());
        assertEquals("the first 200 of 500 rows; for more: maxRows", cut.path("note").asText());
        var long500 = Tool.call(instance.cli(folder, "operator"), "paas_db_query", "addon", "reports-db", "maxRows", "500", "query",
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500) SELECT x, repeat('y', 200) AS y FROM n").ok();
        assertTrue(long500.path("rows").size() > 100 && long500.path("rows").size() < 300, long500.path("rows").size() + " rows");
        assertTrue(long500.path("note").asText()
            .endsWith(" of 500 rows; an answer holds no more: go on with LIMIT and OFFSET in the statement"),
            long500.path("note").asText());
        query("reports-db", "--csv",
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500) SELECT x, 'y' AS y FROM n").exits(0)
            .complains("")
            .printsMatch("x,y\r\n(\\d+,y\r\n){500}");
    }

    @Test
    void aTerminalCutsCellsAndShowsBlocksWhereColumnsDoNotFit() {
        var wide = "SELECT repeat('x', 100) AS a, 2 AS b";
        try (var terminal = instance.cli(folder, "operator").terminal("db", "query", "shop-db", wide, "--no-color")) {
            assertTrue(terminal.finish().exits(0).screen().contains("x".repeat(76) + "…  2\n"), terminal.toString());
        }
        var columns = "SELECT " + String.join(", ", java.util.stream.IntStream.range(0, 12).mapToObj(i -> "'value " + i + "' AS column" + i)
            .toList());
        try (var terminal = instance.cli(folder, "operator").terminal("db", "query", "shop-db", columns, "--no-color")) {
            var screen = terminal.finish().exits(0).screen();
            assertTrue(screen.contains("row 1\n  column0   value 0\n") && screen.contains("  column11  value 11\n"), screen);
        }
        query("shop-db", wide).exits(0).prints("a" + " ".repeat(101) + "b\n" + "x".repeat(100) + "  2\n");
        query("shop-db", "SELECT 'a' || chr(27) || '[31mb' AS x, 1 AS y").exits(0).prints("x        y\na\ufffd[31mb  1\n").calm();
    }

    @Test
    void tablesKeysAndPages() {
        cli("tables", "shop-db").exits(0).complains("").prints("TABLE\ncustomers\nopen_orders\norders\nproducts\n");
        cli("tables", "shop-cache", "-q").exits(0).prints("cart:1\nevents\nmail:queue\npopular\nsession:ada\nskus\n");
        cli("tables", "reports-db", "--json").exits(0).prints("""
            {
              "id": "m3v8p5x2lg",
              "name": "reports-db",
              "type": "mysql",
              "tables": [
                "totals"
              ]
            }
            """);
        cli("table", "shop-db", "customers", "--limit", "1").exits(0)
            .prints("id  email                    name  created_at\n1   ada@harbor-lane.example  Ada   2026-03-02 09:00:00+00\n")
            .complains("rows 1 to 1 of 3; the next ones: --offset 1\n");
        cli("table", "shop-db", "products", "--csv", "--offset", "2").exits(0)
            .prints("sku,title,price,in_stock,attributes\r\nROPE-30,\"Rope, 30 m\",55.50,f,\"{\"\"length\"\": 30}\"\r\n")
            .complains("rows 3 to 3 of 3\n");
        cli("table", "shop-db", "nope").failsWith(5, "shop-db has no table \"nope\"\nhint: see: paas db tables shop-db\n");
        cli("table", "shop-cache", "cart:1").exits(0).prints("value\nLAMP-01 x 1\n");
        cli("table", "shop-cache", "nope").failsWith(5, "shop-cache has no key \"nope\"\n");
        cli("table", "shop-cache", "events").exits(0).prints("Key \"events\" has type \"stream\": ask with a command of that type\n");
    }

    @Test
    void aStatementThatFailsIsAFailure() {
        query("shop-db", "SELECT * FROM nope").failsWith(1, "PostgreSQL says: relation \"nope\" does not exist\nhint: see: paas db tables "
            + "shop-db\n");
        query("reports-db", "SELECT * FROM nope")
            .failsWith(1, "MySQL says: ERROR 1146 (42S02) at line 1: Table 'appdb.nope' doesn't exist\n"
            + "hint: see: paas db tables reports-db\n");
        Tool.call(instance.cli(folder, "operator"), "paas_db_query", "addon", "shop-db", "query", "SELEC 1", "write", true)
            .fails("error: PostgreSQL says: syntax error at or near \"SELEC\"");
        query("nope", "SELECT 1").failsWith(5, "there is no add-on \"nope\"\nhint: ");
        query("shop-db", " ; ").failsWith(2, "there is no statement to send\n");
        query("shop-db", "SELECT 1; SELECT 2", "--csv").failsWith(2, "CSV is one table, and these are 2 statements");
        instance.cli(folder, "operator").runWith("SELECT '" + "x".repeat(131_072) + "'", "db", "query", "shop-db", "-")
            .failsWith(2, "this is too long: an instance takes at most 128 KiB at once\n");
        query("shop-db", "SELECT 1", "--max-rows", "0").failsWith(2, "--max-rows is between 1 and 1000000");
        instance.cli(folder.resolve("other"), "deployer").run("db", "query", "shop-db", "SELECT 1").failsWith(4,
            "the profile deployer may not do this: it lacks the scope addons:manage\nhint: the profile operator has it; run: paas "
            + "connect ");
    }

    @Test
    void anAddonThatCannotBeAskedIsToldInPlainWords() {
        instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "far", "serverId", "e5q0d8wz1m"));
        instance.admin("POST", "/api/addons/create", Map.of("type", "redis", "name", "fails"));
        awaitStatus("far", "running");
        awaitStatus("fails", "failed");
        query("far", "PING").failsWith(6,
            "far runs on the server e5q0d8wz1m, and an instance looks into databases on its own machine alone\n"
            + "hint: ask it from an app that has it: ");
        cli("tables", "far").failsWith(6, "far runs on the server e5q0d8wz1m, ");
        query("fails", "PING").failsWith(6, "fails is failed, and only a running add-on can be asked\nhint: ");
        instance.admin("POST", "/api/apps/stop", Map.of("id", instance.app("wiki").path("id").asText()));
        query("wiki-db", "SELECT 1").failsWith(6, "wiki-db is stopped, and only a running add-on can be asked\n"
            + "hint: it belongs to a compose app and starts with it\n");
        instance.sandbox().fault(Fault.of(new Effect.Status(409, "Database is not running", 0)).at("/api/addons/db/query").times(1));
        query("shop-db", "SELECT 1").failsWith(6, "shop-db is not running, and only a running add-on can be asked\n");
    }

    @Test
    void aReadThatIsNotAnsweredIsLateAndAWriteMayBeDone() {
        instance.sandbox().fault(Fault.of(new Effect.Delay(Duration.ofSeconds(20))).at("/api/addons/db/query").times(100));
        query("shop-db", "SELECT 1", "--timeout", "4").failsWith(7, "no answer from ");
        query("shop-db", "--write", "DELETE FROM orders WHERE id = 99", "--timeout", "4").failsWith(9, "the answer of ");
        instance.sandbox().clearFaults();
        instance.sandbox().fault(Fault.of(new Effect.Html(200)).at("/api/addons/db/query").times(1));
        query("shop-db", "SELECT 1").failsWith(1, "the instance's answer to POST /api/addons/db/query cannot be used: ");
    }

    @Test
    void everyFailureOfTheRouteIsToldInItsOwnWords() {
        Failures.check(instance.sandbox(), instance.cli(folder, "operator"), "/api/addons/db/query", "db", "query", "shop-db", "--write",
            "DELETE FROM orders WHERE id = 99");
    }

    private void awaitStatus(String name, String status) {
        for (int i = 0; i < 1000; i++) {
            for (var each : instance.admin("GET", "/api/addons", null)) {
                if (each.path("name").asText().equals(name) && each.path("status").asText().equals(status)) {
                    return;
                }
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertFalse(true, name + " is not " + status);
    }
}
