package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How the batch output of mysql and the replies of redis-cli are read. */
class MysqlAndRedisTest extends DatabaseCalls {

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

    private static String table(String columns, String rows) {
        return "{\"columns\":[\"" + columns.replace(",", "\",\"") + "\"],\"rows\":" + rows + "}";
    }
}
