package lib.services.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lib.api.App;
import lib.api.Deployment;
import lib.api.Metrics;
import lib.op.FreeText;
import lib.op.Nullable;
import lib.services.logs.LogLine;
import lib.services.release.Cause;

/**
 * Reads from an app's facts what may be wrong with it, the most likely first: what keeps it from running, then what hurts it while it runs,
 * then what failed without hurting it.
 */
public final class Findings {

    private static final Pattern OUT_OF_MEMORY = Pattern.compile(
            "(?i)out of memory|OutOfMemory|OOMKilled|heap limit|Cannot allocate memory|^Killed$");
    private static final double NEARLY_FULL = 90;

    /**
     * One thing that may be wrong.
     *
     * @param what     in a sentence
     * @param evidence the line of a log that says so; left out where there is none
     * @param next     what to do
     */
    public record Finding(String what, @Nullable @FreeText String evidence, String next) {
    }

    private final App app;
    private final List<Deployment> deployments;
    private final List<String> build;
    private final List<LogLine> errors;
    private final List<Metrics> used;
    private final List<Finding> found = new ArrayList<>();

    /**
     * @param deployments newest first; null when they are not known
     * @param build       the newest one's log
     * @param errors      of the app's own log, oldest first
     * @param used        by its running containers; null when that is not known
     */
    public Findings(App app, List<Deployment> deployments, List<String> build, List<LogLine> errors, List<Metrics> used) {
        this.app = app;
        this.deployments = deployments;
        this.build = build;
        this.errors = errors;
        this.used = used;
    }

    public List<Finding> all() {
        Deployment newest = deployments == null || deployments.isEmpty() ? null : deployments.getFirst();
        boolean failed = newest != null && newest.status().equals("failed");
        switch (app.status()) {
            case "stopped" -> add("it was stopped", null, "paas start " + app.name());
            case "running" -> running();
            case "failed" -> {
                if (!failed) {
                    add("it has failed, and the history does not say why", null, "paas redeploy " + app.name());
                }
            }
            default -> {
                // building: the deployment below says it
            }
        }
        if (newest != null && !newest.finished()) {
            add("a deployment is running (" + newest.id() + ")", build.isEmpty() ? null : build.getLast(), "paas deployments wait "
                    + newest.id());
        } else if (failed) {
            boolean serves = app.status().equals("running");
            String cause = Cause.of(build);
            add("the newest deployment failed" + (newest.duration().equals("interrupted") ? ", since the instance restarted in the middle"
                    : "")
                    + (serves ? "; the version before it still serves" : ""), cause.isEmpty() ? null : cause,
                    newest.duration().equals("interrupted") ? "paas redeploy " + app.name() : "paas build-logs " + app.name());
        }
        return found;
    }

    /** The status says what the platform intends: a crashed container stays running (contract, AppStatus). */
    private void running() {
        LogLine last = errors.isEmpty() ? null : errors.getLast();
        LogLine memory = errors.reversed().stream().filter(each -> OUT_OF_MEMORY.matcher(each.text()).find()).findFirst().orElse(null);
        String limit = app.text("memory").isEmpty() ? "no memory limit of its own" : "a memory limit of " + app.text("memory");
        if (used != null && used.isEmpty()) {
            add("it should run, but no container of it is running: it crashed, or its server cannot be reached",
                    memory != null ? memory.whole() : last == null ? null : last.whole(), "paas logs " + app.name()
                    + "; then paas redeploy " + app.name());
        }
        if (memory != null) {
            add("it ran out of memory; it has " + limit, memory.whole(), "paas update " + app.name() + " --memory 1g --redeploy");
        }
        for (Metrics each : used == null ? List.<Metrics>of() : used) {
            if (each.memoryPercent() >= NEARLY_FULL) {
                add(String.format(Locale.ROOT, "it uses %.0f %% of the memory it may have; it has %s", each.memoryPercent(), limit), null,
                        "paas update " + app.name() + " --memory 1g --redeploy");
            }
            double cores = cores();
            if (cores > 0 && each.cpuPercent() >= cores * NEARLY_FULL) {
                add(String.format(Locale.ROOT, "it uses %.0f %% of a core, and may use %s cores", each.cpuPercent(), app.text("cpus")),
                        null,
                        "paas update " + app.name() + " --cpus 2 --redeploy");
            }
        }
        if (last != null && memory == null && (used == null || !used.isEmpty())) {
            add("its log has errors (" + errors.size() + " lines)", last.whole(), "paas logs " + app.name() + " --errors-only");
        }
    }

    private double cores() {
        try {
            return app.text("cpus").isBlank() ? 0 : Double.parseDouble(app.text("cpus").strip());
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    private void add(String what, String evidence, String next) {
        found.add(new Finding(what, evidence, next));
    }
}
