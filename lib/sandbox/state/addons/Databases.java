package lib.sandbox.state.addons;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.db.Database;
import lib.sandbox.db.MySqlDatabase;
import lib.sandbox.db.PostgresDatabase;
import lib.sandbox.db.RedisDatabase;

/** What is in the add-ons. A database opens when it is first asked; that of a demo add-on has a few rows, which are saved ones. */
public final class Databases implements AutoCloseable {

    /** Contract: explorerClientRunSeconds. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final Map<String, Database> open = new HashMap<>();
    private final Map<String, Dump> saved = new HashMap<>();

    Databases(InstantSource clock) {
        this.clock = clock;
    }

    /** The one of this add-on. */
    public synchronized Database of(Addon addon) {
        return open.computeIfAbsent(addon.id(), id -> {
            Database database = switch (addon.engine()) {
                case POSTGRES -> new PostgresDatabase(LIMIT);
                case MYSQL -> new MySqlDatabase(LIMIT);
                case REDIS -> new RedisDatabase(addon.password(), clock, LIMIT);
            };
            Dump dump = saved.remove(id);
            if (dump != null) {
                database.restore(dump.steps());
            }
            return database;
        });
    }

    /** Forgets what the add-on had. */
    synchronized void drop(String id) {
        saved.remove(id);
        Database database = open.remove(id);
        if (database != null) {
            database.close();
        }
    }

    /**
     * The data of every database that was ever opened. Not part of the control plane's own database, so that restoring a backup leaves
     * it alone: contract, x-docs-vs-server.
     */
    public List<Kept<?>> kept() {
        return List.of(Kept.list("addonData", Dump.class, this::dumps, this::load));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Database::close);
        open.clear();
    }

    private synchronized List<Dump> dumps() {
        List<Dump> all = new ArrayList<>(saved.values());
        open.forEach((id, database) -> all.add(new Dump(id, database.dump())));
        all.sort(Comparator.comparing(Dump::id));
        return all;
    }

    private synchronized void load(List<Dump> dumps) {
        close();
        saved.clear();
        dumps.forEach(dump -> saved.put(dump.id(), dump));
    }

    /** @param steps statements, or the words of commands */
    private record Dump(String id, List<List<String>> steps) { }
}
