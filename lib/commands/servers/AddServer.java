package lib.commands.servers;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import lib.api.Api;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Range;
import lib.op.Result;
import lib.op.Undo;
import lib.services.servers.Host;
import lib.services.servers.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Registers a machine. Contract: POST /api/servers/create: the instance makes the key only now, and contacts nobody. */
@Examples({"paas servers add edge-1 --host 203.0.113.10", "paas servers add edge-2 --host edge.example.com --user deploy --port 2222"})
@HelpPlace(under = Heading.INSTANCE, place = 30)
@Command(name = "servers add", description = "Add a machine for apps to run on",
        footer = "The instance makes a key for it, which you install there; docker has to run there.")
@Operation(effect = Effect.WRITE, scopes = "servers:manage")
public final class AddServer implements Callable<AddServer.Added> {

    @Parameters(index = "0", description = "What to call it.")
    String name;

    @Option(names = "--host", paramLabel = "<address>", required = true, description = "Its IP address or host name.")
    String host;

    @Option(names = "--user", paramLabel = "<user>", defaultValue = "root", description = "Whom SSH logs in as; default root.")
    String user;

    @Range(min = 1, max = 65_535)
    @Option(names = "--port", paramLabel = "<n>", defaultValue = "22", description = "Where SSH listens; default 22.")
    int port;

    @Option(names = "--description", paramLabel = "<text>", description = "What it is for.")
    String description = "";

    private final Api api;

    public AddServer(Api api) {
        this.api = api;
    }

    @Override
    public Added call() {
        String called = Host.name(name);
        String address = Host.address(host);
        String login = Host.user(user);
        Server made;
        PublicKey key;
        String same;
        try (Api.Claim claim = api.claim("server " + called.toLowerCase(Locale.ROOT))) {
            List<Server> before = api.servers().all();
            before.stream().filter(each -> each.name().equalsIgnoreCase(called) || each.id().equals(called)).findFirst().ifPresent(each -> {
                throw new Failure(Kind.CONFLICT, "there is a server " + each.name() + " already (" + each.id() + ", " + each.address()
                        + ")",
                        "choose another name, or see: paas servers show " + each.id());
            });
            same = before.stream().filter(each -> !each.local() && each.ip().equalsIgnoreCase(address) && each.port() == port)
                    .map(Server::name).collect(Collectors.joining(", "));
            made = made(before, called, address, login);
            key = PublicKey.of(made, made.publicKey().isEmpty() ? api.servers().publicKey(made.id()) : made.publicKey());
        }
        return new Added(made.id(), made.name(), made.ip(), made.port(), made.sshUser(), made.status(), key.line(), key.install(),
                PublicKey.where(made), same.isEmpty() ? List.of() : List.of("the same address is that of " + same),
                "paas servers test " + made.id(), Undo.by("paas", "servers", "remove", made.id(), "--yes"));
    }

    private Server made(List<Server> before, String called, String address, String login) {
        AtomicReference<Server> answered = new AtomicReference<>();
        Failure lost = Uncertain.send(() -> answered.set(api.servers().create(called, description, address, port, login)));
        Server made = lost == null ? answered.get() : api.servers().all().stream()
                .filter(each -> each.name().equals(called) && before.stream().noneMatch(old -> old.id().equals(each.id())))
                .findFirst().orElse(null);
        if (made == null) {
            throw lost;
        }
        return made;
    }

    /**
     * @param status    unknown: nobody has been there yet
     * @param publicKey the instance's, as it stands in authorized_keys
     * @param install   a line for a shell there that installs it
     * @param where     on which machine and as whom to run that line
     * @param notes     what the caller may not have meant
     * @param next      what to do when the key is installed
     */
    public record Added(String id, String name, String ip, int port, String sshUser, String status, String publicKey, String install,
                        String where, @FreeText List<String> notes, String next, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Added " + name + " (" + id + "). Its public key:").line("").line("  " + publicKey).line("")
                    .line("Install it " + where + ":").line("").line("  " + install).line("")
                    .line("Docker has to run there. Then see that both work: " + next);
        }

        @Override
        public List<String> notes() {
            return notes;
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
