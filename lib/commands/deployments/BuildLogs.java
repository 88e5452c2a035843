package lib.commands.deployments;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.CommandLineOnly;
import lib.op.DeploymentReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.Feed;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Live;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Range;
import lib.op.Result;
import lib.services.logs.Errors;
import lib.services.logs.Folded;
import lib.services.logs.LogLine;
import lib.services.logs.Window;
import lib.services.release.Cause;
import lib.services.release.FollowBuild;
import lib.services.release.Group;
import lib.services.release.History;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The log of a deployment: its build, and the container's first words. Contract: the history's logs, the only source of them. */
@Examples({"paas build-logs web", "paas build-logs web -f"})
@HelpPlace(under = Heading.DEPLOYMENTS, place = 10)
@Command(name = "build-logs", description = "Show the log of a deployment's build")
@Operation(tool = "paas_get_build_logs", title = "Read a build's log", effect = Effect.READ, scopes = "apps:read",
        about = "Shows the log of an app's newest deployment, or of the one named: status, likely cause of a failure and error lines "
                + "first, then the "
                + "last lines, repeats folded, at most 40,000 characters. It has the container's start-up output too.")
public final class BuildLogs implements Callable<BuildLogs.Shown>, Live {

    private static final int MOST = 100_000;
    private static final int MOST_ERRORS = 20;
    private static final int ERROR_CHARACTERS = 10_000;

    @Parameters(index = "0")
    AppReference app;

    @Parameters(index = "1", arity = "0..1", paramLabel = "<deployment-id>", description = "Default: the app's newest.")
    DeploymentReference deployment;

    @Range(min = 1, max = MOST, lenient = true)
    @Option(names = {"-n", "--lines"}, paramLabel = "<n>", description = "At most this many of the last lines (default 200).")
    int lines = 200;

    @CommandLineOnly
    @Option(names = {"-f", "--follow"}, description = "Go on until the build is over.")
    boolean follow;

    private final Api api;
    private final Progress progress;

    public BuildLogs(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Shown call() {
        List<App> apps = api.apps().all();
        App one = Group.primary(apps, app.in(apps));
        Deployment found = deployment == null ? History.newest(api, one) : named(one);
        List<LogLine> all = found.logs().stream().map(line -> new LogLine("", LogLine.plain(line))).toList();
        List<LogLine> last = all.subList(Math.max(0, all.size() - lines), all.size());
        List<String> plain = all.stream().map(LogLine::text).toList();
        String cause = Cause.of(found);
        List<String> errors = new ArrayList<>();
        Errors each = Errors.following();
        for (int i = 0; i < plain.size(); i++) {
            if (each.next(plain.get(i)) && !Cause.echo(plain.get(i))) {
                errors.add(i + 1 + ": " + plain.get(i));
            }
        }
        Window folded = Window.last(Folded.of(last), lines, progress.appetite() - ERROR_CHARACTERS);
        return new Shown(new Log(one.id(), one.name(), found.id(), found.status(), found.duration().isEmpty() ? null : found.duration(),
                cause.isEmpty() ? null : cause, Window.last(errors, MOST_ERRORS, ERROR_CHARACTERS).lines(), folded.lines(), all.size(),
                cut(all.size() - last.size(), folded)), last.stream().map(LogLine::text).toList());
    }

    @Override
    public boolean live() {
        return follow;
    }

    @Override
    public void follow(Feed feed) {
        List<App> apps = api.apps().all();
        App one = Group.primary(apps, app.in(apps));
        new FollowBuild(api, feed).run(one, deployment == null ? History.newest(api, one) : named(one), lines);
    }

    private Deployment named(App one) {
        Deployment found = api.deployments().find(deployment.id());
        if (found == null || !found.appId().equals(one.id())) {
            throw new Failure(Kind.NOT_FOUND, one.name() + " has no deployment \"" + deployment.shown() + "\"",
                    "paas deployments " + one.name() + " lists them; the instance keeps about 100 of all apps together");
        }
        return found;
    }

    private static String cut(int unseen, Window window) {
        int older = unseen + window.older();
        return older == 0 ? null : older + " older lines are not shown" + (window.older() > 0 ? ", since they do not fit into one answer"
                : "");
    }

    /**
     * @param appId    of a compose group its primary app
     * @param status   building, success or failed
     * @param duration left out while building
     * @param cause    the line that most likely says why it failed; left out otherwise
     * @param errors   the last lines that sound like errors, each {@code number: text}
     * @param lines    the log's last lines, oldest first; what repeats has a count
     * @param total    how many lines the log has
     * @param cut      what is not shown of it; left out for nothing
     */
    public record Log(String appId, String app, String deploymentId, String status, @Nullable String duration,
            @Nullable @FreeText String cause,
                      @FreeText List<String> errors, @FreeText List<String> lines, int total, @Nullable String cut) {
    }

    /** The log folded, and its last lines as they are. */
    public record Shown(Log json, @FreeText List<String> plain) implements Result {

        @Override
        public Page page() {
            Page page = new Page().lookedAtFromItsEnd();
            plain.forEach(page::line);
            if (!plain.isEmpty()) {
                page.line("");
            }
            page.line("Deployment " + json.deploymentId + " of " + json.app + ": " + json.status + (json.duration == null ? ""
                    : ", " + json.duration));
            return json.cause == null ? page : page.line("Likely cause: " + json.cause);
        }

        @Override
        public List<String> notes() {
            int older = json.total - plain.size();
            return plain.isEmpty()
                    ? List.of(json.status.equals("building") ? "nothing is in the log yet" : "the log is empty, or the instance has"
                            + " lost it")
                    : older == 0 ? List.of()
                    : List.of(older + " older lines; all of them: paas build-logs " + json.app + " " + json.deploymentId + " --lines "
                            + json.total);
        }

        /** The lines: an id would help nobody. */
        @Override
        public List<String> ids() {
            return plain;
        }
    }
}
