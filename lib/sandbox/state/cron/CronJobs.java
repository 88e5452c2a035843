package lib.sandbox.state.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Kept;
import lib.sandbox.base.Rows;
import lib.sandbox.http.GoJson;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.AppTable;
import lib.sandbox.state.apps.Containers;
import lib.sandbox.state.servers.Servers;

/**
 * The scheduled jobs and their runs. Nothing is really executed: a run fails when the app has no running container on the control plane's
 * host, and when its command is {@code false} or ends in {@code exit} and a number above 0; any other succeeds.
 */
public final class CronJobs {

    /** How long a run takes on a small server. */
    private static final Duration RUN = Duration.ofSeconds(2);
    private static final Pattern FAILING = Pattern.compile("(?s)(.*[;&\\s])?(false|exit\\s+0*[1-9][0-9]*)\\s*");

    private final AppTable apps;
    private final Containers containers;
    private final InstantSource clock;
    private final Rows<CronJob> rows = new Rows<>(CronJob::id);

    public CronJobs(AppTable apps, Containers containers, InstantSource clock) {
        this.apps = apps;
        this.containers = containers;
        this.clock = clock;
        // Contract: deleteCron; deleting a project does not come here.
        apps.onDelete(app -> rows.all().stream().filter(job -> job.appId().equals(app.id)).forEach(job -> rows.remove(job.id())));
    }

    public List<Kept<?>> kept() {
        return List.of(Kept.rows("cron", CronJob.class, rows));
    }

    /** Newest first. */
    public List<CronJob> all() {
        return rows.all().reversed().stream().sorted(Comparator.comparing(CronJob::createdAt).reversed()).toList();
    }

    public Optional<CronJob> find(String id) {
        return rows.find(id);
    }

    /** Adds one, or takes the place of the one with its id. */
    public void put(CronJob job) {
        rows.put(job);
    }

    /** A new one, enabled. */
    public CronJob create(App app, String schedule, String command) {
        CronJob job = new CronJob(Ids.next(), app.id, app.name, schedule, command, true, GoJson.NEVER, "", now());
        rows.put(job);
        return job;
    }

    /** Changes what is not empty. Contract: updateCron. */
    public Optional<CronJob> update(String id, String schedule, String command, Optional<Boolean> enabled) {
        return rows.change(id, job -> job.with(schedule.isEmpty() ? job.schedule() : schedule, command.isEmpty() ? job.command() : command,
            enabled.orElse(job.enabled())));
    }

    public void delete(String id) {
        rows.remove(id);
    }

    /** Starts a run, whether the job is enabled or not. */
    public void run(CronJob job, Background background) {
        background.run(() -> {
            background.pause(RUN);
            finish(job);
        });
    }

    /**
     * Ends a run. The row is written as it was at the start, with the result: what changed it meanwhile is lost, and a job that was deleted
     * is back. Nothing is recorded when its app is gone. Contract: updateCron, deleteCron and runCron, x-side-effects.
     */
    public void finish(CronJob started) {
        apps.app(started.appId()).ifPresent(app -> {
            boolean runs = containers.of(app.id).filter(container -> container.running()).isPresent();
            boolean here = app.serverId == null || app.serverId.isEmpty() || app.serverId.equals(Servers.LOCALHOST);
            rows.put(started.ran(now(), runs && here && !FAILING.matcher(started.command()).matches()));
        });
    }

    /** Starts what is due at this minute of the machine's own time zone. */
    public void tick(Instant minute, Background background) {
        ZonedDateTime local = minute.atZone(ZoneId.systemDefault());
        rows.all().stream().filter(CronJob::enabled)
            .filter(job -> Schedule.parse(job.schedule()).filter(schedule -> schedule.matches(local)).isPresent())
            .forEach(job -> run(job, background));
    }

    /** Looks once a minute from now on, until the background work ends. Missed minutes are not made up for. Contract: x-cron, clock. */
    public void watch(Background background) {
        background.run(() -> {
            while (true) {
                Instant next = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
                Thread.sleep(Duration.between(clock.instant(), next));
                tick(next, background);
            }
        });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
