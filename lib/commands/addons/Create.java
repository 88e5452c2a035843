package lib.commands.addons;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import lib.api.Addon;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Uncertain;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Progress;
import lib.op.Result;
import lib.op.ServerReference;
import lib.op.Undo;
import lib.services.addons.Address;
import lib.services.addons.Launch;
import lib.services.addons.LaunchOptions;
import lib.services.addons.Launched;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a database or a cache. Contract: POST /api/addons/create, which lets nobody choose a version, a size or a password. */
@Examples({"paas addons create orders-db --type postgres", "paas addons create sessions --type redis --wait"})
@HelpPlace(under = Heading.ADDONS, place = 30)
@Command(name = "addons create", description = "Make a database or a cache")
@Operation(tool = "paas_create_addon", title = "Make a database or a cache", effect = Effect.WRITE,
        scopes = {"addons:manage", "apps:read"}, openWorld = true, goesOn = "addons wait",
        about = "Makes a managed postgres 16, mysql 8 or redis 7. Answers at once with status building, unless wait is set; when it runs, "
                + "paas_attach_addon gives it to an app.")
public final class Create implements Callable<Launched> {

    /** Contract: schema AddonType. */
    enum Type {
        POSTGRES, MYSQL, REDIS;

        private final String word = name().toLowerCase(Locale.ROOT);

        @Override
        public String toString() {
            return word;
        }
    }

    /** Contract: createAddon. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}[a-z0-9]");

    @Parameters(index = "0", paramLabel = "<name>", description = "Its name: 2 to 40 lower-case letters, digits and hyphens.")
    String name;

    @Option(names = "--type", paramLabel = "<type>", required = true, description = "postgres, mysql or redis.")
    Type type;

    @CommandLineOnly
    @Option(names = "--server", paramLabel = "<server>", description = "Name or id of the server to run on; only apps there can "
            + "have it. Default: the instance's own host.")
    ServerReference server;

    @Mixin
    LaunchOptions wait = new LaunchOptions();

    private final Api api;
    private final Progress progress;

    public Create(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Launched call() {
        String wanted = name.strip();
        if (!NAME.matcher(wanted).matches()) {
            throw new Failure(Kind.USAGE, "\"" + (wanted.length() > 80 ? wanted.substring(0, 80) + "…" : wanted)
                    + "\" is no name for an add-on", "2 to 40 lower-case letters, digits and hyphens, a letter or digit first and last");
        }
        Addon begun;
        try (Api.Claim claim = api.claim("add-on " + wanted)) {
            named(wanted).forEach(Create::refuse);
            begun = begin(wanted, server == null ? null : server.id(api));
        }
        boolean waits = wait.wanted(progress);
        Addon now = waits && begun.building() ? new Launch(api, progress).end(begun) : begun;
        return Launched.made(now);
    }

    private List<Addon> named(String wanted) {
        return api.addons().all().stream().filter(each -> each.name().equalsIgnoreCase(wanted)).toList();
    }

    /** The instance would make a second one of this name, and neither would be found by it. */
    private static void refuse(Addon there) {
        throw new Failure(Kind.CONFLICT, "there is an add-on " + there.name() + " already (" + there.type() + ", " + there.id() + ", "
                + there.status() + ")", "take another name, or attach that one: paas addons attach " + there.name() + " <app>");
    }

    /** One whose answer got lost is there by its name, or it is not: the name was free. */
    private Addon begin(String wanted, String serverId) {
        Addon[] made = new Addon[1];
        Failure lost;
        try {
            lost = Uncertain.send(() -> made[0] = api.addons().create(type.word, wanted, serverId));
        } catch (Failure e) {
            throw server != null && e.getMessage().startsWith("target server unavailable")
                    ? e.withHint("see what is the matter with it: paas servers test " + server) : e;
        }
        if (lost == null && !made[0].id().isEmpty()) {
            return made[0];
        }
        return named(wanted).stream().filter(each -> each.type().equals(type.word)).findFirst().orElseThrow(() -> lost == null
                ? new Failure(Kind.FAILED, "the instance took it, but there is no add-on " + wanted, "look at the log of the instance")
                : new Failure(Kind.ANSWER_LOST, lost.getMessage(), "there is no add-on " + wanted + " so far: paas addons"));
    }
}
