package lib.commands.db;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Addon;
import lib.api.Api;
import lib.op.AddonReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Operation;
import lib.services.sql.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The tables and views of a database, or the keys of a Redis. Contract: POST /api/addons/db/tables, which tells names alone. */
@Examples({"paas db tables shop-db", "paas db tables shop-cache"})
@HelpPlace(under = Heading.ADDONS, place = 120)
@Command(name = "db tables", description = "List tables, or keys of a Redis")
@Operation(effect = Effect.READ, scopes = {"addons:manage", "apps:read"})
public final class ListTables implements Callable<ListTables.Listed> {

    /** Contract: redisMaxKeys. */
    private static final int MOST_KEYS = 1000;

    @Parameters(index = "0")
    AddonReference addon;

    private final Api api;

    public ListTables(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        Addon found = addon.find(api);
        Database database = new Database(api, found);
        return new Listed(found.id(), found.name(), found.type(), database.tables());
    }

    /**
     * What an add-on has.
     *
     * @param id     of the add-on
     * @param type   postgres, mysql or redis
     * @param tables names of tables and views, or keys
     */
    public record Listed(String id, String name, String type, List<String> tables) implements Listing<String> {

        private boolean keys() {
            return type.equals("redis");
        }

        @Override
        public List<String> rows() {
            return tables;
        }

        @Override
        public List<String> columns() {
            return List.of(keys() ? "KEY" : "TABLE");
        }

        @Override
        public List<?> cells(String row) {
            return List.of(row);
        }

        @Override
        public String id(String row) {
            return row;
        }

        @Override
        public String none() {
            return name + " has no " + (keys() ? "keys." : "tables.");
        }

        @Override
        public String remark() {
            return keys() && tables.size() >= MOST_KEYS ? "an instance lists the first " + MOST_KEYS
                    + " keys; look for others with: paas db "
                    + "query " + name + " \"SCAN 0 MATCH <pattern>\"" : null;
        }
    }
}
