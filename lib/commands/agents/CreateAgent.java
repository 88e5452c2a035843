package lib.commands.agents;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Agent;
import lib.api.AgentEntry;
import lib.api.Api;
import lib.api.Profile;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AsAdmin;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an agent and shows its token, this once. Contract: POST /api/agents/create. */
@Examples({"paas agents create ci --profile deployer", "paas agents create watcher --scope apps:read --scope logs:read",
    "paas agents create ci --profile deployer -q > token.txt"})
@HelpPlace(under = Heading.INSTANCE, place = 510)
@Command(name = "agents create", description = "Make an agent, and show its token once",
        footer = "With --quiet the token is all that is printed. It takes the admin token: asked for, or of PAAS_ADMIN_TOKEN; that one is "
        + "not saved.")
@Operation(effect = Effect.WRITE, scopes = {})
public final class CreateAgent implements Callable<CreateAgent.Created>, AsAdmin {

    /** Contract: schema Scope. */
    static final class Scopes implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("apps:read", "apps:write", "apps:delete", "addons:manage", "servers:manage", "deploy:trigger", "logs:read",
                    "metrics:read", "system:manage", "cron:manage", "backups:manage", "notifications:manage", "agent:admin").iterator();
        }
    }

    @Parameters(index = "0", paramLabel = "<name>", description = "How it is called, e.g. ci.")
    String name;

    @Option(names = "--profile", paramLabel = "<profile>", completionCandidates = Profile.Words.class,
            description = "What it may do: observer, deployer or operator.")
    String profile;

    @Option(names = "--scope", paramLabel = "<scope>", completionCandidates = Scopes.class,
            description = "What it may do, one by one, e.g. apps:read. Repeatable.")
    List<String> scopes;

    private final Api api;

    public CreateAgent(Api api) {
        this.api = api;
    }

    @Override
    public Created call() {
        String wanted = name.strip();
        List<String> all = scopes();
        if (wanted.isEmpty()) {
            throw new Failure(Kind.USAGE, "the name is empty");
        }
        List<String> before = api.agents().all().stream().map(AgentEntry::id).toList();
        try {
            Agent made = api.agents().create(wanted, all);
            String known = AgentEntry.profile(all);
            return new Created(made.id(), made.name(), known.isEmpty() ? null : known, all, made.token(),
                    Undo.by("paas", "agents", "revoke", made.id()));
        } catch (Failure e) {
            throw e.kind() == Kind.ANSWER_LOST || e.kind() == Kind.FAILED ? looked(e, wanted, before) : e;
        }
    }

    private List<String> scopes() {
        if ((profile == null) == (scopes == null)) {
            throw new Failure(Kind.USAGE, profile == null ? "what may it do?" : "--profile and --scope say the same twice",
                    "give it --profile observer, deployer or operator, or --scope once or more");
        }
        return profile != null ? Profile.of(profile).scopes() : scopes.stream().map(String::strip).distinct().toList();
    }

    /** Without its answer nobody has the token; the agent may be there all the same. */
    private Failure looked(Failure lost, String wanted, List<String> before) {
        for (AgentEntry each : api.agents().all()) {
            if (each.name().equals(wanted) && !before.contains(each.id())) {
                return new Failure(lost.kind(), "the agent \"" + wanted + "\" (" + each.id() + ") was made, but the answer with its token "
                        + "got lost", "give it another one: paas agents rotate " + each.id() + ", or take it away: paas agents revoke "
                        + each.id());
            }
        }
        return lost;
    }

    /**
     * @param profile the one with exactly these scopes; left out for a choice of one's own
     * @param token   to be kept by whoever reads this: the instance does not show it again
     */
    public record Created(String id, String name, @Nullable String profile, List<String> scopes, String token, Undo undo)
            implements Result {

        @Override
        public Page page() {
            return new Page()
                    .line("Made the agent \"" + name + "\" (" + id + "), which may: " + (profile != null ? profile + ", that is "
                            : "") + String.join(", ", scopes) + ".")
                    .line("Its token, shown this once and saved nowhere:")
                    .line(token);
        }

        /** What a script wants of it, and cannot have later. */
        @Override
        public List<String> ids() {
            return List.of(token);
        }
    }
}
