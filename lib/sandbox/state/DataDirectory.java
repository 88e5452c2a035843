package lib.sandbox.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Snapshot;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addon.Engine;
import lib.sandbox.state.backups.Backups.TarGz;

/**
 * What the data directory of the instance would have in it. The files are those of the contract (x-archive of POST /api/backups/create);
 * {@code baas.db} is JSON here, not SQLite, and a dump is what the embedded engine writes: SQL, or the commands that make a Redis.
 */
public final class DataDirectory {

    private static final String DATABASE = "baas.db";

    private final State state;
    private final String adminToken;
    private final String secretKey = Ids.secret();

    public DataDirectory(State state, String adminToken) {
        this.state = state;
        this.adminToken = adminToken;
    }

    /** By path. The local archives are not among them. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(DATABASE, Snapshot.of(state.kept()));
        files.put("admin_token.txt", adminToken.getBytes(UTF_8));
        files.put("secret.key", secretKey.getBytes(UTF_8));
        state.apps().deployments().all().forEach(each -> files.put("logs/" + each.id() + ".log", lines(each.logs())));
        if (state.backups().config().includeDatabases()) {
            state.addons().all().stream().filter(DataDirectory::isDumped).forEach(addon -> files.put(dumpOf(addon), dump(addon)));
        }
        return files;
    }

    /** Contract: only what runs on this host, and of the imported ones only those whose user and database are the usual ones. */
    private static boolean isDumped(Addon addon) {
        Engine engine = addon.engine();
        boolean usual = engine == Engine.REDIS || addon.user().equals(engine.user) && addon.database().equals(engine.database);
        return addon.local() && addon.status().equals("running") && usual;
    }

    private static String dumpOf(Addon addon) {
        return "databases/" + addon.containerName() + (addon.engine() == Engine.REDIS ? ".rdb" : ".sql");
    }

    private byte[] dump(Addon addon) {
        return lines(state.addons().databases().of(addon).dump().stream().map(step -> String.join(" ", step)).toList());
    }

    private static byte[] lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining()).getBytes(UTF_8);
    }

    /**
     * Takes the state back to what an archive has. The admin token stays: the sandbox was given it, as by ADMIN_TOKEN.
     *
     * @throws IOException when it is no archive of an instance; then nothing was changed
     */
    public void restore(byte[] archive) throws IOException {
        byte[] database = TarGz.unpack(archive).get(DATABASE);
        if (database == null) {
            throw new FileNotFoundException("the archive has no " + DATABASE);
        }
        Snapshot.restore(database, state.kept());
    }
}
