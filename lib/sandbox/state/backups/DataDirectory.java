package lib.sandbox.state.backups;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import lib.sandbox.state.Ids;
import lib.sandbox.state.Snapshot;
import lib.sandbox.state.State;

/**
 * What the data directory of the instance would have in it. The files are those of the contract (x-archive of POST /api/backups/create);
 * {@code baas.db} is JSON here, not SQLite.
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
        var files = new TreeMap<String, byte[]>();
        files.put(DATABASE, Snapshot.of(state.kept()));
        files.put("admin_token.txt", adminToken.getBytes(UTF_8));
        files.put("secret.key", secretKey.getBytes(UTF_8));
        return files;
    }

    /**
     * Takes the state back to what an archive has. The admin token stays: the sandbox was given it, as by ADMIN_TOKEN.
     *
     * @throws IOException when it is no archive of an instance; then nothing was changed
     */
    public void restore(byte[] archive) throws IOException {
        var database = TarGz.unpack(archive).get(DATABASE);
        if (database == null) {
            throw new FileNotFoundException("the archive has no " + DATABASE);
        }
        Snapshot.restore(database, state.kept());
    }
}
