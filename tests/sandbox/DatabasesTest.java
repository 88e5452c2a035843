package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lib.sandbox.base.Snapshot;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.db.PostgresDatabase;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addons;
import org.junit.jupiter.api.Test;

/** The databases below the routes: their time limit, and what survives a restart. */
class DatabasesTest {

    @Test
    void aStatementThatTakesTooLongIsCutOff() {
        try (var database = new PostgresDatabase(Duration.ofMillis(300))) {
            assertEquals("Query timed out after 30s.", database.query("SELECT pg_sleep(60)").error());
        }
    }

    @Test
    void aStatementThatIsCutOffEndsInTheEngineToo() throws InterruptedException {
        try (var database = new PostgresDatabase(Duration.ofMillis(300))) {
            database.query("CREATE TABLE locked (x int)");
            var endless = "UPDATE locked SET x = (SELECT count(*) FROM generate_series(1, 1000000) AS a, generate_series(1, 1000000) AS b)";
            database.query("INSERT INTO locked VALUES (1)");
            assertEquals("Query timed out after 30s.", database.query(endless).error());
            var written = database.query("UPDATE locked SET x = 2").message();
            for (int i = 0; i < 50 && !written.equals("UPDATE 1"); i++) {
                Thread.sleep(100);
                written = database.query("UPDATE locked SET x = 2").message();
            }
            assertEquals("UPDATE 1", written, "the row is free again");
        }
    }

    @Test
    void theDataOfEveryEngineSurvivesARestart() throws IOException {
        var before = demo();
        var saved = saved(before, parts(before));
        var texts = List.of("INSERT INTO orders (customer_id, sku) VALUES (2, 'MUG-07'); ALTER TABLE products ADD COLUMN note text "
            + "DEFAULT '-'",
            "INSERT INTO totals (region, week, note) VALUES ('it''s', '2026-07-01', 'x')", "EXPIRE cart:1 90");
        change(before, texts);
        var changed = saved(before, parts(before));
        var after = demo();
        Snapshot.restore(changed, parts(after));
        // A database that nobody has asked since is saved again as it was.
        assertEquals(new String(changed), new String(saved(after, parts(after))));
        var asked = List.of("SELECT id, sku, status FROM orders ORDER BY id", "SELECT region, note FROM totals",
            "ZRANGE popular 0 -1 WITHSCORES");
        assertEquals(answers(before, asked), answers(after, asked));
        assertEquals(answers(before, List.of("SELECT sku FROM open_orders ORDER BY id", "DESCRIBE totals", "TTL cart:1")),
            answers(after, List.of("SELECT sku FROM open_orders ORDER BY id", "DESCRIBE totals", "TTL cart:1")));
        assertEquals("INSERT 0 1", answers(after, List.of("INSERT INTO orders (customer_id, sku) VALUES (2, 'MUG-07')")).getFirst());
        assertTrue(saved.length < changed.length);
        for (var addons : List.of(before, after)) {
            addons.databases().close();
        }
    }

    private static Addons demo() {
        var state = new State("t", new HandMovedClock());
        Sandbox.addDemo(state);
        return state.addons();
    }

    private static List<Kept<?>> parts(Addons addons) {
        var parts = new ArrayList<Kept<?>>(List.of(Kept.rows("addons", Addon.class, addons)));
        parts.addAll(addons.databases().kept());
        return parts;
    }

    private static byte[] saved(Addons addons, List<Kept<?>> parts) {
        assertEquals(4, addons.all().size());
        return Snapshot.of(parts);
    }

    private static void change(Addons addons, List<String> texts) {
        answers(addons, texts).forEach(answer -> assertTrue(!answer.contains("ERR"), answer));
    }

    /** Of postgres, mysql and redis, as far as there are texts. */
    private static List<String> answers(Addons addons, List<String> texts) {
        var answers = new ArrayList<String>();
        var ids = List.of("q0d6k2w8zs", "m3v8p5x2lg", "y7c4n1e9ut");
        for (int i = 0; i < texts.size(); i++) {
            Addon addon = addons.find(ids.get(i));
            var result = addons.databases().of(addon).query(texts.get(i));
            answers.add(result.error() + result.message() + (result.rows().isEmpty() ? "" : result.columns() + " " + result.rows()));
        }
        return answers;
    }
}
