package lib.commands.system;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.SystemRoutes;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AsAdmin;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The instance's own program: what runs, whether there is a newer one, under which domain. Contract: GET /api/system/version and below. */
@Examples({"paas system", "paas system --admin"})
@HelpPlace(under = Heading.INSTANCE, place = 800)
@Command(name = "system", description = "Show the instance's version, updates and domain",
        footer = "Updates and domain are the admin's to see: with --admin its token is asked for, or taken of PAAS_ADMIN_TOKEN.")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ShowSystem implements Callable<ShowSystem.Shown>, AsAdmin {

    @Option(names = "--admin", description = "All of it, with the admin token.")
    boolean admin;

    private final Api api;

    public ShowSystem(Api api) {
        this.api = api;
    }

    @Override
    public boolean asAdmin() {
        return admin;
    }

    @Override
    public Shown call() {
        SystemRoutes.Version version = api.system().version();
        List<String> notes = new ArrayList<>();
        SystemRoutes.Release release = null;
        SystemRoutes.Domain domain = null;
        try {
            release = api.system().check(false);
            if (!release.configured()) {
                notes.add("the instance does not know where its releases come from (UPDATE_REPO): whether there is a newer one nobody "
                        + "knows");
            }
        } catch (Failure e) {
            note(e, "for updates", notes);
        }
        try {
            domain = api.system().domain();
        } catch (Failure e) {
            note(e, "the domain", notes);
        }
        boolean known = release != null && release.configured();
        return new Shown(api.session().url(), version.version(), version.selfUpdate(),
                version.updateRepo().isEmpty() ? null : version.updateRepo(), known ? release.latest() : null,
                known ? release.newer() : null, domain == null ? null : domain.domain(), domain == null ? null : domain.fixed(), notes);
    }

    private static void note(Failure failure, String what, List<String> notes) {
        if (failure.kind() == Kind.NOT_ALLOWED) {
            String hidden = "what only the admin may see is not here (updates, domain): paas system --admin";
            if (!notes.contains(hidden)) {
                notes.add(hidden);
            }
        } else if (failure.kind() == Kind.UNREACHABLE || failure.kind() == Kind.SERVER_ERROR || failure.kind() == Kind.FAILED) {
            notes.add("could not look " + what + ": " + failure.getMessage());
        } else {
            throw failure;
        }
    }

    /**
     * @param version         "dev" for a build without one
     * @param selfUpdate      whether it can update itself
     * @param updateRepo      where its releases come from; left out when nobody said
     * @param latest          the newest release; left out when it is not known
     * @param updateAvailable left out when it is not known
     * @param domain          "" for none; left out when it is not known
     * @param domainFixed     whether its environment says it, so that no request changes it; left out when it is not known
     */
    public record Shown(String url, String version, boolean selfUpdate, @Nullable String updateRepo, @Nullable String latest,
                        @Nullable Boolean updateAvailable, @Nullable String domain, @Nullable Boolean domainFixed,
                        @FreeText List<String> notes) implements Result {

        @Override
        public Page page() {
            Page page = new Page().facts("Instance", url, "Version", version, "Update", updateAvailable == null ? null
                    : updateAvailable ? latest + " (paas system update --apply)" : "none, " + latest + " is the newest",
                    "Domain", domain == null ? null : (domain.isEmpty() ? "none" : domain)
                    + (Boolean.TRUE.equals(domainFixed) ? " (set by PAAS_DOMAIN on the server)" : ""),
                    "Updates itself", selfUpdate ? "yes" : "no, it is no git checkout", "Releases of", updateRepo);
            return page;
        }

        @Override
        public List<String> ids() {
            return List.of(version);
        }
    }
}
