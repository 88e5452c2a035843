package lib.services.diagnosis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.App;
import lib.api.Deployment;
import lib.api.Metrics;
import lib.op.FreeText;
import lib.op.Nullable;
import lib.services.logs.ErrorKinds;
import lib.services.logs.Errors;
import lib.services.logs.LogLine;
import lib.services.release.Cause;
import lib.services.release.Restarts;
import lib.services.release.StartUp;

/**
 * Reads from an app's facts what may be wrong with it, the most likely first: what keeps it from running, then what hurts it while it runs,
 * then what failed without hurting it.
 */
public final class Findings {

    private static final Pattern OUT_OF_MEMORY = Pattern.compile(
            "(?i)out of memory|OutOfMemory|OOMKilled|heap limit|Cannot allocate memory|^Killed$");
    private static final double NEARLY_FULL = 90;
    private static final BigDecimal TWO = BigDecimal.TWO;
    private static final BigDecimal THOUSAND = new BigDecimal(1024);
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([bkmgBKMG]?)");
    /** Each but the last can become the next. */
    private static final List<String> UNITS = List.of("k", "m", "g");

    /**
     * One thing that may be wrong.
     *
     * @param what     in a sentence
     * @param evidence the line of a log that says so; left out where there is none
     * @param next     what to do
     */
    public record Finding(String what, @Nullable @FreeText String evidence, String next) {
    }

    /**
     * What is known of an app; a part that could not be read is null, and nothing is concluded from it.
     *
     * @param deployments newest first
     * @param build       the newest one's log
     * @param log         the app's own lines, oldest first
     * @param used        by its running containers
     * @param silent      what is wrong with its address ({@link lib.services.release.Knock}); null for nothing that is known
     */
    public record Facts(App app, List<Deployment> deployments, List<String> build, List<LogLine> log, List<Metrics> used, String silent) {
    }

    private final App app;
    private final Facts facts;
    private final List<LogLine> errors;
    private final List<Finding> found = new ArrayList<>();

    /** @param facts as far as they could be read */
    public Findings(Facts facts) {
        this.facts = facts;
        this.app = facts.app;
        this.errors = facts.log == null ? List.of() : Errors.of(facts.log);
    }

    /** The lines of the app's log that tell of errors; none when it could not be read. */
    public List<LogLine> errors() {
        return errors;
    }

    /** What may be wrong. */
    public List<Finding> all() {
        List<Deployment> deployments = facts.deployments;
        Deployment newest = deployments == null || deployments.isEmpty() ? null : deployments.getFirst();
        boolean failed = newest != null && newest.status().equals("failed");
        switch (app.status()) {
            case "stopped" -> add("it was stopped", null, "paas start " + app.name());
            case "running" -> running();
            case "failed" -> {
                if (!failed && deployments != null) {
                    add("it has failed, and the history does not say why", null, "paas redeploy " + app.name());
                }
            }
            default -> {
                // building: the deployment below says it
            }
        }
        if (newest != null && !newest.finished()) {
            building(newest);
        } else if (failed) {
            failed(newest);
        }
        return found;
    }

    private void building(Deployment newest) {
        List<String> build = facts.build;
        Restarts restarts = Restarts.in(StartUp.words(List.of(newest)));
        add("a deployment is running (" + newest.id() + ")" + (restarts == null ? "" : "; its container does not stay up, it restarted "
                + restarts.times() + " times"), restarts != null ? restarts.lastWords() : build.isEmpty() ? null : build.getLast(),
                "paas deployments wait " + newest.id());
    }

    private void failed(Deployment newest) {
        boolean interrupted = newest.duration().equals("interrupted");
        String cause = Cause.of(newest);
        add("the newest deployment failed" + (interrupted ? ", since the instance restarted in the middle" : "")
                + (app.status().equals("running") ? "; the version before it still serves" : ""), cause.isEmpty() ? null : cause,
                interrupted ? "paas redeploy " + app.name() : "paas build-logs " + app.name());
    }

    /** The status says what the platform intends: a crashed container stays running (contract, AppStatus). */
    private void running() {
        List<Metrics> used = facts.used;
        LogLine last = ErrorKinds.newest(errors);
        LogLine memory = errors.reversed().stream().filter(each -> OUT_OF_MEMORY.matcher(each.text()).find()).findFirst().orElse(null);
        Restarts restarts = facts.log == null ? null : Restarts.in(facts.log.stream().map(LogLine::text).toList());
        boolean down = used != null && used.isEmpty();
        if (restarts != null) {
            add("its container does not stay up: its log repeats itself, as of one that restarted " + restarts.times() + " times",
                    restarts.lastWords(), "paas logs " + app.name() + "; mend it, then paas redeploy " + app.name());
        } else if (down) {
            add("it should run, but no container of it is running: it crashed, or its server cannot be reached",
                    memory != null ? memory.whole() : last == null ? null : last.whole(), "paas logs " + app.name()
                    + "; then paas redeploy " + app.name());
        }
        if (memory != null) {
            add("it ran out of memory; it has " + limit(), memory.whole(), moreMemory());
        }
        for (Metrics each : used == null ? List.<Metrics>of() : used) {
            used(each, memory != null);
        }
        if (facts.silent != null && restarts == null && !down) {
            add("nothing serves its address: " + app.url() + " " + facts.silent, null, "let it listen on 0.0.0.0 at the port in PORT; "
                    + "paas update " + app.name() + " --health-path / makes the instance check that before it switches");
        }
        if (last != null && memory == null && restarts == null && !down) {
            add("its log has errors (" + errors.size() + " lines)", last.whole(), "paas logs " + app.name() + " --errors-only");
        }
    }

    private void used(Metrics each, boolean saidMemory) {
        if (each.memoryPercent() >= NEARLY_FULL && !saidMemory) {
            add(String.format(Locale.ROOT, "it uses %.0f %% of the memory it may have; it has %s", each.memoryPercent(), limit()), null,
                    moreMemory());
        }
        double cores = cores();
        if (cores > 0 && each.cpuPercent() >= cores * NEARLY_FULL) {
            add(String.format(Locale.ROOT, "it uses %.0f %% of a core, and may use %s cores", each.cpuPercent(), app.text("cpus")), null,
                    "paas update " + app.name() + " --cpus " + new BigDecimal(app.text("cpus").strip()).multiply(TWO).stripTrailingZeros()
                    .toPlainString() + " --redeploy");
        }
    }

    private String limit() {
        return app.text("memory").isEmpty() ? "no memory limit of its own" : "a memory limit of " + app.text("memory");
    }

    /** Twice what it has; an app without a limit has all of its server's. */
    private String moreMemory() {
        String twice = twice(app.text("memory"));
        return twice == null ? "it may use all memory of its server; see what does: paas metrics"
                : "paas update " + app.name() + " --memory " + twice + " --redeploy";
    }

    /**
     * Twice a limit as docker writes it, e.g. {@code 512m}, {@code 4g}.
     *
     * @return null for none, and for what is none
     */
    static String twice(String limit) {
        Matcher size = SIZE.matcher(limit.strip());
        if (!size.matches()) {
            return null;
        }
        BigDecimal twice = new BigDecimal(size.group(1)).multiply(TWO);
        String unit = size.group(2).toLowerCase(Locale.ROOT);
        BigDecimal[] next = twice.divideAndRemainder(THOUSAND);
        boolean whole = UNITS.contains(unit) && !unit.equals("g") && twice.signum() > 0 && next[1].signum() == 0;
        return (whole ? next[0] : twice).stripTrailingZeros().toPlainString() + (whole ? UNITS.get(UNITS.indexOf(unit) + 1) : unit);
    }

    private double cores() {
        try {
            return app.text("cpus").isBlank() ? 0 : new BigDecimal(app.text("cpus").strip()).doubleValue();
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private void add(String what, String evidence, String next) {
        found.add(new Finding(what, evidence, next));
    }
}
