package lib.sandbox.state.addons;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Rows;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.db.Database;
import lib.sandbox.db.MySqlDatabase;
import lib.sandbox.db.PostgresDatabase;
import lib.sandbox.db.RedisDatabase;
import lib.sandbox.http.GoJson;
import lib.sandbox.state.addons.Addon.Engine;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps;

/** The add-ons, and what connects them with apps. */
public final class Addons extends Rows<Addon> {

    private final Apps apps;
    private final InstantSource clock;
    private final Databases databases;

    public Addons(Apps apps, InstantSource clock) {
        super(Addon::id);
        this.apps = apps;
        this.clock = clock;
        databases = new Databases(clock);
    }

    /** What is in them. */
    public Databases databases() {
        return databases;
    }

    /** As the API lists them. */
    public List<Addon> newestFirst() {
        return all().reversed().stream().sorted(Comparator.comparing(Addon::createdAt).reversed()).toList();
    }

    /** Stores a new one with status "building"; nothing launches it yet. */
    public Addon create(Engine engine, String name, String serverId) {
        Addon addon = Addon.building(Ids.next(), engine, name, Ids.hex(12), GoJson.now(clock), serverId);
        put(addon);
        return addon;
    }

    /**
     * Ends a launch. The row is written as it was at creation, with the new status: contract, createAddon, x-side-effects. So an entry that
     * was deleted meanwhile is back, and what was attached meanwhile is not in attachedApps.
     */
    public void launched(Addon asCreated, boolean ready) {
        put(asCreated.withStatus(ready ? "running" : "failed"));
    }

    /** The data goes with it: no call could ever use its volume again. */
    public void delete(String id) {
        remove(id);
        databases.drop(id);
    }

    /**
     * Copies the variables into the app, all of them secret, over those of the same name. Contract: attachAddon.
     *
     * @return the app as changed, masked; null when there is none
     */
    public App attach(Addon addon, String appId) {
        Map<String, String> environment = addon.environment();
        App changed = apps.change(appId, app -> {
            Map<String, String> variables = new TreeMap<>(app.envVars == null ? Map.<String, String>of() : app.envVars);
            variables.putAll(environment);
            List<String> secrets = new ArrayList<>(app.secretKeys == null ? List.of() : app.secretKeys);
            List<String> fresh = new ArrayList<>(environment.keySet().stream().filter(key -> !secrets.contains(key)).toList());
            Collections.shuffle(fresh);     // a Go map has no order
            secrets.addAll(fresh);
            app.envVars = variables;
            app.secretKeys = secrets;
        });
        if (changed != null) {
            change(addon.id(), each -> each.attachedTo(appId));
        }
        return changed;
    }

    /**
     * Takes those variables out of the app whose value is still the add-on's own. The attachment is dropped first, whether there is such
     * an app or not. Contract: detachAddon.
     *
     * @return the app as changed, masked; null when there is none
     */
    public App detach(Addon addon, String appId) {
        change(addon.id(), each -> each.detachedFrom(appId));
        return apps.change(appId, app -> {
            if (app.envVars == null) {
                return;
            }
            Map<String, String> variables = new TreeMap<>(app.envVars);
            List<String> secrets = new ArrayList<>(app.secretKeys == null ? List.of() : app.secretKeys);
            addon.environment().forEach((name, value) -> {
                if (variables.remove(name, value)) {
                    secrets.remove(name);
                }
            });
            app.envVars = variables;
            app.secretKeys = secrets;
        });
    }

    /** An app was deleted: its id drops out of every attachedApps. Contract: schema Addon. */
    public void appDeleted(String appId) {
        changeAll(addon -> addon.detachedFrom(appId));
    }

    /** A compose group was deleted: the entries that it registered go. Contract: x-engines, importedFromCompose. */
    public void groupDeleted(String primaryAppId) {
        all().stream().filter(addon -> addon.fromCompose() && addon.attachedApps() != null
            && addon.attachedApps().contains(primaryAppId)).forEach(addon -> delete(addon.id()));
    }

    /** What is in the add-ons. A database opens when it is first asked; that of a demo add-on has a few rows, which are saved ones. */
    public static final class Databases implements AutoCloseable {

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
}
