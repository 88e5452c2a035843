package lib.commands.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Deployment;
import lib.api.Metrics;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pending;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.services.diagnosis.ContainerUse;
import lib.services.diagnosis.Findings;
import lib.services.diagnosis.Findings.Finding;
import lib.services.logs.AppLog;
import lib.services.logs.ErrorKinds;
import lib.services.logs.Errors;
import lib.services.logs.Folded;
import lib.services.logs.LogLine;
import lib.services.logs.Window;
import lib.services.release.Cause;
import lib.services.release.Group;
import lib.services.release.Knock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks at everything that tells what is wrong with an app, at the same time. */
@Examples("paas diagnose web")
@HelpPlace(under = Heading.APPS, place = 80)
@Command(name = "diagnose", description = "Find out what is wrong with an app")
@Operation(tool = "paas_diagnose_app", title = "Diagnose an app", effect = Effect.READ, scopes = {"apps:read", "logs:read", "metrics:read"},
        about = "Finds out why an app is down, failing or slow, in one call: builds, log, CPU and memory; the likeliest cause first, each "
                + "with what to do next. Use it first when something is wrong. missing says what could not be looked at.")
public final class Diagnose implements Callable<Diagnose.Diagnosis> {

    /** What is looked at beside the app itself. */
    private static final List<String> PARTS = List.of("deployments", "the log", "metrics");
    private static final int DEPLOYMENTS = 5;
    private static final int LOG_LINES = 1000;
    private static final int MOST_LINES = 10;
    private static final int MOST_CHARACTERS = 8000;

    @Parameters(index = "0")
    AppReference app;

    private final Api api;

    public Diagnose(Api api) {
        this.api = api;
    }

    @Override
    public Diagnosis call() {
        Pending<List<Metrics>> metrics = Pending.start(api::metrics);
        List<App> apps = api.apps().all();
        App one = app.in(apps);
        String builder = Group.primary(apps, one).id();
        Pending<List<Deployment>> history = Pending.start(() -> api.deployments().of(builder));
        Pending<AppLog> log = Pending.start(() -> AppLog.read(api, one, LOG_LINES));
        Pending<String> silent = Pending.start(() -> one.status().equals("running") && !one.url().isEmpty()
                ? Knock.at(one.url(), api.session().url()) : null);
        // a part that cannot be had says so; the others are worth having
        List<String> missing = new ArrayList<>();
        List<Deployment> deployments = part(PARTS.get(0), history, missing);
        AppLog output = part(PARTS.get(1), log, missing);
        List<Metrics> all = part(PARTS.get(2), metrics, missing);
        if (output != null && output.stale() != null) {
            missing.add("the log's last lines: " + output.stale());
        }
        List<Metrics> used = all == null ? null : all.stream().filter(each -> each.appId().equals(one.id())).toList();
        boolean built = deployments != null && !deployments.isEmpty();
        List<String> build = built ? deployments.getFirst().logs().stream().map(LogLine::plain).toList() : List.of();
        Findings findings = new Findings(new Findings.Facts(one, deployments, build, output == null ? null : output.lines(), used,
                silent.get()));
        return new Diagnosis(one.id(), one.name(), one.status(), one.servedUrl(), findings.all(),
                deployments == null ? List.of() : deployments.stream().limit(DEPLOYMENTS).map(Attempt::of).toList(),
                built && deployments.getFirst().status().equals("failed")
                        ? end(build.stream().filter(each -> Errors.in(each) && !Cause.echo(each)).toList()) : List.of(),
                end(Folded.of(ErrorKinds.of(findings.errors()))),
                used == null ? List.of() : used.stream().map(ContainerUse::of).toList(), missing);
    }

    private static List<String> end(List<String> lines) {
        return Window.last(lines, MOST_LINES, MOST_CHARACTERS).lines();
    }

    /** @return null when it cannot be had */
    private static <T> T part(String name, Pending<T> pending, List<String> missing) {
        try {
            return pending.get();
        } catch (Failure e) {
            missing.add(name + ": " + e.getMessage());
            return null;
        }
    }

    /** @param duration left out while building */
    public record Attempt(String id, String status, String createdAt, @Nullable String duration) {

        private static Attempt of(Deployment each) {
            return new Attempt(each.id(), each.status(), each.createdAt(), each.duration().isEmpty() ? null : each.duration());
        }
    }

    /**
     * @param causes      the most likely first; empty when nothing was found
     * @param deployments the newest five
     * @param buildErrors of the newest deployment, if it failed
     * @param logErrors   the newest of each kind, with how many there were
     * @param containers  what the running ones use
     * @param missing     what could not be looked at, and why
     */
    public record Diagnosis(String appId, String app, String status, String url, List<Finding> causes, List<Attempt> deployments,
                            @FreeText List<String> buildErrors, @FreeText List<String> logErrors, List<ContainerUse> containers,
                            @FreeText List<String> missing) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line(causes.isEmpty() && unread() == 0 ? app + " is " + status + ", and nothing looks wrong."
                    : app + " is " + status + ".");
            for (Finding each : causes) {
                page.line("").line((each == causes.getFirst() ? "Likely cause: " : "Also: ") + each.what());
                if (each.evidence() != null) {
                    page.line("  " + each.evidence());
                }
                page.line("  Next: " + each.next());
            }
            if (!deployments.isEmpty()) {
                page.line("").table(new Table(List.of("DEPLOYMENT", "STATUS", "CREATED", "TOOK"), deployments.stream().map(each ->
                        List.<Object>of(each.id, each.status, new Table.Time(each.createdAt), each.duration == null ? "" : each.duration))
                                .toList()));
            }
            lines(page, "Errors of the build:", buildErrors);
            lines(page, "Errors in the log:", logErrors);
            if (!containers.isEmpty()) {
                page.line("").table(ContainerUse.table(containers));
            }
            lines(page, "Could not be looked at:", missing);
            return page;
        }

        private static void lines(Page page, String title, List<String> lines) {
            if (!lines.isEmpty()) {
                page.line("").line(title);
                lines.forEach(each -> page.line("  " + each));
            }
        }

        /** What may be wrong, a cause a line: an id would help nobody. */
        @Override
        public List<String> ids() {
            return causes.stream().map(each -> each.evidence() == null ? each.what() : each.what() + ": " + each.evidence()).toList();
        }

        /** Where nothing was found and not everything was seen, all may be well or not. */
        @Override
        public Failure failure() {
            return !causes.isEmpty() || unread() == 0 ? null : new Failure(Kind.FAILED, "cannot say what is wrong with " + app + ": "
                    + unread() + " of " + PARTS.size() + " parts could not be read", "they are named above, with the reason");
        }

        private long unread() {
            return PARTS.stream().filter(part -> missing.stream().anyMatch(each -> each.startsWith(part + ": "))).count();
        }
    }
}
