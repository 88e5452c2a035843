package lib.commands.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.ServerReference;
import lib.op.Table;
import lib.op.Undo;
import lib.services.servers.Host;
import lib.services.settings.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a server's name or description. Contract: POST /api/servers/update, which replaces both; nothing else can be changed. */
@Examples({"paas servers update edge-1 --name edge-main", "paas servers update edge-1 --description \"8 cores, for builds\""})
@HelpPlace(under = Heading.INSTANCE, place = 40)
@Command(name = "servers update", description = "Change a server's name or description",
        footer = "Its address, port, user and key cannot be changed: remove it and add it again.")
@Operation(effect = Effect.WRITE, overwrites = true, idempotent = true, scopes = "servers:manage")
public final class UpdateServer implements Callable<UpdateServer.Updated> {

    @Parameters(index = "0")
    ServerReference server;

    @Option(names = "--name", paramLabel = "<name>", description = "Another name.")
    String name;

    @Option(names = "--description", paramLabel = "<text>", description = "Another description; \"\" takes it away.")
    String description;

    private final Api api;

    public UpdateServer(Api api) {
        this.api = api;
    }

    @Override
    public Updated call() {
        if (name == null && description == null) {
            throw new Failure(Kind.USAGE, "nothing is to be changed", "give --name or --description");
        }
        String called = name == null ? null : Host.name(name);
        String id = server.find(api).id();
        try (Api.Claim claim = api.claim("server " + id)) {
            List<Server> all = api.servers().all();
            Server before = new ServerReference(id).in(all);
            String newName = called == null ? before.name() : called;
            String newDescription = description == null ? before.description() : description;
            List<Change> changes = changes(before, newName, newDescription);
            if (changes.isEmpty()) {
                return new Updated(id, newName, changes, null);
            }
            all.stream().filter(each -> !each.id().equals(id) && each.name().equalsIgnoreCase(newName)).findFirst().ifPresent(each -> {
                throw new Failure(Kind.CONFLICT, "there is a server " + each.name() + " already (" + each.id() + ")",
                        "choose another name");
            });
            Failure lost = Uncertain.send(() -> api.servers().update(id, newName, newDescription));
            // what the route answers does not tell what is stored
            Server now = new ServerReference(id).in(api.servers().all());
            if (!now.name().equals(newName) || !now.description().equals(newDescription)) {
                throw lost != null ? lost : new Failure(Kind.FAILED, "the instance took the change, but the server is not so",
                        "see: paas servers show " + id);
            }
            return new Updated(id, newName, changes, undo(before, changes));
        }
    }

    private static List<Change> changes(Server before, String name, String description) {
        List<Change> changes = new ArrayList<>();
        if (!before.name().equals(name)) {
            changes.add(new Change("name", before.name(), name));
        }
        if (!before.description().equals(description)) {
            changes.add(new Change("description", before.description(), description));
        }
        return changes;
    }

    private static Undo undo(Server before, List<Change> changes) {
        List<String> words = new ArrayList<>(List.of("paas", "servers", "update", before.id()));
        changes.forEach(each -> {
            // a value that begins with a dash is one only where it is attached
            if (each.before().startsWith("-")) {
                words.add("--" + each.setting() + "=" + each.before());
            } else {
                words.addAll(List.of("--" + each.setting(), each.before()));
            }
        });
        return Undo.by(words);
    }

    /**
     * @param changes what was changed; empty when it was so already
     * @param undo    left out when nothing was changed
     */
    public record Updated(String id, String name, List<Change> changes, @Nullable Undo undo) implements Result {

        @Override
        public Page page() {
            return changes.isEmpty() ? new Page().line("Nothing to change: " + name + " is so already.")
                    : new Page().line("Changed " + name + ":").table(new Table(List.of("SETTING", "BEFORE", "AFTER"), changes.stream()
                    .map(each -> List.of(each.setting(), each.before().isEmpty() ? "-" : each.before(),
                            each.after().isEmpty() ? "-" : each.after())).toList()));
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
