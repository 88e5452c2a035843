package lib.commands.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.ServerReference;
import lib.op.Undo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has the instance forget a machine and its key. Contract: POST /api/servers/delete, refused while apps are on it. */
@Examples({"paas servers remove edge-1", "paas servers remove edge-1 --yes"})
@HelpPlace(under = Heading.INSTANCE, place = 50)
@Command(name = "servers remove", description = "Forget a machine and its key")
@Operation(effect = Effect.DESTRUCTIVE, scopes = {"servers:manage", "apps:read"})
public final class RemoveServer implements Callable<RemoveServer.Removed>, Destructive {

    @Parameters(index = "0")
    ServerReference server;

    private final Api api;

    public RemoveServer(Api api) {
        this.api = api;
    }

    @Override
    public Consequences consequences() {
        Server doomed = checked();
        List<String> lines = new ArrayList<>();
        lines.add("server: " + doomed.name() + " (" + doomed.id() + "), " + doomed.sshUser() + "@" + doomed.address() + ", "
                + doomed.status());
        lines.add("apps on it: none");
        try {
            List<String> addons = api.servers().addons().stream().filter(each -> doomed.has(each.serverId()))
                    .map(each -> each.name() + " (" + each.type() + ", " + each.id() + ")").toList();
            if (!addons.isEmpty()) {
                lines.add("add-ons on it, which stay listed and can no longer be reached: " + String.join(", ", addons));
            }
        } catch (Failure e) {
            if (e.kind() == Kind.UNREACHABLE || e.kind() == Kind.TIMED_OUT) {
                throw e;
            }
            lines.add("add-ons on it: not known (" + e.getMessage() + ")");
        }
        lines.add("the instance's key for it goes; the line in its authorized_keys, containers and data there stay");
        return new Consequences(doomed.name(), lines);
    }

    /** The server, if it can go at all. */
    private Server checked() {
        Server doomed = server.find(api);
        if (doomed.local()) {
            throw new Failure(Kind.USAGE, doomed.name() + " is the control plane's own host, which cannot be removed");
        }
        List<String> apps = api.apps().all().stream().filter(each -> doomed.has(each.text("serverId"))).map(App::name).toList();
        if (!apps.isEmpty()) {
            throw new Failure(Kind.CONFLICT, doomed.name() + " cannot be removed while " + (apps.size() == 1 ? "an app is" : apps.size()
                    + " apps are") + " on it: " + String.join(", ", apps), "an app stays where it was made: delete it, or deploy it anew "
                    + "elsewhere, first");
        }
        return doomed;
    }

    @Override
    public Removed call() {
        Server doomed = checked();
        Failure lost = Uncertain.send(() -> api.servers().delete(doomed.id()));
        if (lost != null && api.servers().all().stream().anyMatch(each -> each.id().equals(doomed.id()))) {
            throw lost;
        }
        List<String> again = new ArrayList<>(List.of("paas", "servers", "add", doomed.name(), "--host", doomed.ip(), "--user",
                doomed.sshUser(), "--port", String.valueOf(doomed.port())));
        if (!doomed.description().isEmpty()) {
            again.add("--description=" + doomed.description());
        }
        return new Removed(doomed.id(), doomed.name(), Undo.by(again).command(), Undo.none("its key is gone; added anew it gets another id "
                + "and another key, which has to be installed there"));
    }

    /**
     * What is forgotten.
     *
     * @param again the line that adds the machine anew
     */
    public record Removed(String id, String name, @FreeText String again, Undo undo) implements Result {

        @Override
        public Page page() {
            return new Page().line("Removed " + name + ". To add it anew: " + again);
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
