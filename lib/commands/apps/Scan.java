package lib.commands.apps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.Vulnerabilities;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Rows;
import lib.op.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What npm, pnpm or yarn know of an app's dependencies. Contract: GET /api/apps/vulnerabilities/scan. */
@Examples({"paas scan web", "paas scan web --fail-on high     # for CI: 1 when there is one", "paas scan web api --json"})
@HelpPlace(under = Heading.APPS, place = 85)
@Command(name = "scan", description = "Look for known vulnerabilities in an app's dependencies")
@Operation(tool = "paas_scan_vulns", title = "Scan an app's dependencies", effect = Effect.READ, scopes = "apps:read", bulk = true,
        openWorld = true, about =
                "Runs npm, pnpm or yarn audit on an app's last build: findings, the worst first, and how many of each severity. Other "
                + "languages and images are not looked at, and it says so.")
public final class Scan implements Callable<Scan.Scanned> {

    @Parameters(index = "0")
    AppReference app;

    @CommandLineOnly
    @Option(names = "--fail-on", paramLabel = "<severity>",
            description = "End with 1 when there is one of this severity or above: low, medium, high or critical.")
    String failOn;

    @CommandLineOnly
    @Option(names = "--all", description = "All findings in the table; else the worst 20.")
    boolean all;

    /** From the mildest up; what tools call moderate is medium to most people. */
    private static final List<String> SEVERITIES = List.of("info", "low", "moderate", "high", "critical");
    private static final int SHOWN = 20;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** What pnpm and yarn write where no version is free of it. */
    private static final String NO_FIX = "<0.0.0";

    private final Api api;
    private final Progress progress;

    public Scan(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Scanned call() {
        int least = failOn == null ? -1 : SEVERITIES.indexOf(severity(failOn.strip()));
        if (failOn != null && least < 1) {
            throw new Failure(Kind.USAGE, "--fail-on takes low, medium, high or critical");
        }
        App found = app.find(api);
        Vulnerabilities.Scan scan = api.vulnerabilities().scan(found.id(), progress.patience() == null ? LONGEST : progress.patience());
        boolean npm = scan.manager().equals("npm");
        List<Finding> findings = scan.findings().stream().map(each -> Finding.of(each, npm))
                .sorted(Comparator.comparingInt((Finding each) -> -SEVERITIES.indexOf(each.severity)).thenComparing(Finding::packageName))
                .toList();
        boolean looked = !scan.manager().isEmpty() && !scan.manager().equals("container image");
        String note = looked ? findings.isEmpty()
                ? "an audit that could not run gives the same answer: the instance does not tell them apart"
                : null
                : scan.manager().isEmpty()
                ? "nothing was looked at: its last build left no folder with a package.json in it, and only npm, "
                        + "pnpm and yarn are asked" : "nothing was looked at: it runs an image that was built elsewhere";
        Facts facts = new Facts(found.id(), found.name(), scan.manager(), looked, Counts.of(findings), findings, note);
        return new Scanned(facts, all ? Integer.MAX_VALUE : SHOWN, least < 0 ? null : verdict(facts, least));
    }

    private static Failure verdict(Facts facts, int least) {
        if (!facts.scanned) {
            return new Failure(Kind.FAILED, facts.name + " cannot be scanned, so nothing can be said of its vulnerabilities",
                    "leave it out, or leave out --fail-on");
        }
        long count = facts.findings.stream().filter(each -> SEVERITIES.indexOf(each.severity) >= least).count();
        return count == 0 ? null : new Failure(Kind.FAILED, facts.name + " has " + count + (count == 1 ? " vulnerability"
                : " vulnerabilities")
                + " of the severity " + SEVERITIES.get(least) + " or above");
    }

    private static String severity(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return lower.equals("medium") ? "moderate" : lower;
    }

    /**
     * A known vulnerability.
     *
     * @param severity info, low, moderate, high or critical; else as the tool says it
     * @param affected the versions that have it; left out where the tool does not tell them
     * @param fixedIn  the versions that have it no more; left out where the tool does not tell them, or there are none
     */
    public record Finding(String severity, String packageName, @Nullable String affected, @Nullable String fixedIn, @FreeText String title,
                          String url) {

        private static Finding of(Vulnerabilities.Finding each, boolean npm) {
            boolean fixed = !npm && !each.range().isEmpty() && !each.range().equals(NO_FIX);
            return new Finding(Scan.severity(each.severity()), each.packageName(), npm && !each.range().isEmpty() ? each.range() : null,
                    fixed ? each.range() : null, each.title(), each.url());
        }
    }

    /** How many there are of each severity; {@code other} are those that the tool calls something else. */
    public record Counts(long critical, long high, long moderate, long low, long info, long other) {

        private static Counts of(List<Finding> findings) {
            long[] counts = new long[SEVERITIES.size() + 1];
            findings.forEach(each -> counts[SEVERITIES.indexOf(each.severity) + 1]++);
            return new Counts(counts[5], counts[4], counts[3], counts[2], counts[1], counts[0]);
        }

        private String words() {
            List<String> words = new ArrayList<>();
            Object[] each = {critical, "critical", high, "high", moderate, "moderate", low, "low", info, "info", other,
                    "of other severities"};
            for (int i = 0; i < each.length; i += 2) {
                if ((Long) each[i] > 0) {
                    words.add(each[i] + " " + each[i + 1]);
                }
            }
            return String.join(", ", words);
        }
    }

    /**
     * @param packageManager npm, pnpm or yarn; {@code container image} or "" where there is nothing to ask them about
     * @param scanned        whether anything was looked at
     * @param findings       the worst first
     * @param note           what an empty list may mean; left out where there are findings
     */
    public record Facts(String id, String name, String packageManager, boolean scanned, Counts counts, @Rows List<Finding> findings,
                        @Nullable String note) {
    }

    /** The facts, how many findings a person sees, and why this is a failure for the caller; null when it is none. */
    public record Scanned(Facts json, int most, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            if (json.findings.isEmpty()) {
                return page.line((json.scanned ? json.name + ": no known vulnerabilities (" + json.packageManager + ")" : json.name) + "; "
                        + json.note + ".");
            }
            page.line(json.name + " (" + json.packageManager + "): " + json.counts.words() + ".");
            boolean affected = json.findings.stream().anyMatch(each -> each.affected != null);
            page.table(new Table(List.of("SEVERITY", "NAME", affected ? "AFFECTED" : "FIXED IN", "DESCRIPTION", "URL"),
                    json.findings.stream().limit(most).map(each -> List.of(each.severity, each.packageName, range(each), each.title,
                    each.url))
                            .toList()));
            return json.findings.size() <= most ? page : page.line((json.findings.size() - most) + " more: paas scan " + json.name
                    + " --all");
        }

        private static String range(Finding each) {
            return each.affected != null ? each.affected : each.fixedIn != null ? each.fixedIn : "-";
        }

        @Override
        public List<String> ids() {
            return json.findings.stream().map(Finding::packageName).distinct().toList();
        }
    }
}
