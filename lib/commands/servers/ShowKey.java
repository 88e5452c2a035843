package lib.commands.servers;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Server;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.ServerReference;
import lib.services.servers.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The public half of the instance's key for a server, alone on standard output. Contract: GET /api/servers/keys/public. */
@Examples({"paas servers key edge-1", "paas servers key edge-1 | ssh me@edge \"cat >> ~/.ssh/authorized_keys\""})
@HelpPlace(under = Heading.INSTANCE, place = 70)
@Command(name = "servers key", description = "Show the public key to install on a server")
@Operation(effect = Effect.READ, scopes = "servers:manage")
public final class ShowKey implements Callable<ShowKey.Key> {

    @Parameters(index = "0")
    ServerReference server;

    private final Api api;

    public ShowKey(Api api) {
        this.api = api;
    }

    @Override
    public Key call() {
        Server one = server.find(api);
        PublicKey key = PublicKey.of(one, api.servers().publicKey(one.id()));
        return new Key(one.id(), one.name(), key.line(), key.install(), PublicKey.where(one));
    }

    /**
     * @param publicKey a line of authorized_keys
     * @param install   a line for a shell there that installs it
     * @param where     on which machine and as whom to run that line
     */
    public record Key(String id, String name, String publicKey, String install, String where) implements Result {

        @Override
        public Page page() {
            return new Page().line(publicKey);
        }

        @Override
        public List<String> notes() {
            return List.of("A line of ~/.ssh/authorized_keys " + where + ":");
        }

        @Override
        public List<String> ids() {
            return List.of(publicKey);
        }
    }
}
