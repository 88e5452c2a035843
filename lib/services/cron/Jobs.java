package lib.services.cron;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import lib.api.Api;
import lib.api.App;
import lib.api.CronJob;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Pending;
import lib.base.Suggestions;
import lib.op.CronReference;

/**
 * All jobs at one moment, with what it takes to say how each is: the apps that they run in, and the instance's clock. It has no setting for
 * a time zone: what tells its zone is the offset of the times that it writes (contract, JSON RULES), of its clock where that has one, else
 * of the newest time of a job.
 *
 * @param all  newest first
 * @param apps null when they could not be read
 * @param zone the instance's offset now
 * @param note what could not be found out; null for nothing
 */
public record Jobs(List<CronJob> all, List<App> apps, ZoneOffset zone, String note) {

    /** What a page shows of the future. */
    private static final int AHEAD = 3;

    /** Looks; needs cron:manage, and apps:read for the apps. */
    public static Jobs now(Api api) {
        Pending<List<App>> apps = Pending.start(() -> api.apps().all());
        Pending<String> clock = Pending.start(() -> api.cron().clock());
        List<CronJob> all = api.cron().all();
        List<App> known = null;
        String note = null;
        try {
            known = apps.get();
        } catch (Failure e) {
            note = "the apps cannot be read (" + e.getMessage() + "): names are those of when a job was made";
        }
        return new Jobs(all, known, zone(all, clock), note);
    }

    private static ZoneOffset zone(List<CronJob> all, Pending<String> clock) {
        OffsetDateTime now = null;
        try {
            now = time(clock.get());
        } catch (Failure e) {
            // the jobs' own times tell as well
        }
        // a clock in UTC may be that of an answer that is always in UTC
        return now != null && !now.getOffset().equals(ZoneOffset.UTC) ? now.getOffset()
                : all.stream().flatMap(each -> Stream.of(time(each.lastRun()), time(each.createdAt()))).filter(Objects::nonNull)
                        .max(Comparator.comparing(OffsetDateTime::toInstant)).map(OffsetDateTime::getOffset).orElse(ZoneOffset.UTC);
    }

    private static OffsetDateTime time(String rfc3339) {
        try {
            return rfc3339.isEmpty() ? null : OffsetDateTime.parse(rfc3339);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /**
     * The job that is meant: by its id, or by the name or id of an app that has no other.
     *
     * @throws Failure NOT_FOUND with the ids to choose from
     */
    public CronJob find(CronReference meant) {
        String wanted = meant.text().strip();
        List<CronJob> found = all.stream().filter(each -> each.id().equals(wanted)).toList();
        if (found.isEmpty()) {
            found = all.stream().filter(each -> each.appId().equals(wanted) || name(each).equalsIgnoreCase(wanted)).toList();
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw new Failure(Kind.NOT_FOUND, wanted + " has " + found.size() + " jobs", "use the id: " + String.join(", ",
                    found.stream().map(each -> each.id() + " (" + each.schedule() + ")").toList()));
        }
        List<String> near = Suggestions.of(wanted, all.stream().flatMap(each -> Stream.of(each.id(), name(each))).distinct().toList(), 3);
        throw new Failure(Kind.NOT_FOUND, "there is no job \"" + wanted + "\"",
                near.isEmpty() ? "paas cron lists them" : "did you mean " + String.join(", ", near) + "?");
    }

    /** The job of this id; null when it is gone. */
    public CronJob of(String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    /** The app that it runs in; null when it is gone, or not known. */
    public App app(CronJob job) {
        return apps == null ? null : apps.stream().filter(each -> each.id().equals(job.appId())).findFirst().orElse(null);
    }

    private String name(CronJob job) {
        App app = app(job);
        return app == null ? job.appName() : app.name();
    }

    /** The job as it is shown. */
    public Job shown(CronJob job) {
        Schedule schedule = Schedule.read(job.schedule());
        List<String> next = ahead(job, 1);
        String problem = problem(job);
        return new Job(job.id(), job.appId(), name(job), job.lastStatus().isEmpty() ? "never" : job.lastStatus(), job.schedule(),
                schedule == null ? job.schedule() : schedule.words(zoneName()), job.command(), job.enabled(),
                job.lastRun().isEmpty() ? null : job.lastRun(), next.isEmpty() ? null : next.getFirst(),
                problem != null ? problem : schedule == null ? "this schedule cannot be read here"
                : schedule.next(Instant.now(), zone) == null ? "no day fits its schedule: it runs only when it is asked to" : null,
                job.createdAt());
    }

    /** When it runs next by itself, a few times ahead; empty when it is off, or no day fits. */
    public List<String> ahead(CronJob job) {
        return ahead(job, AHEAD);
    }

    private List<String> ahead(CronJob job, int most) {
        Schedule schedule = job.enabled() ? Schedule.read(job.schedule()) : null;
        List<String> ahead = new ArrayList<>();
        Instant moment = Instant.now();
        while (schedule != null && ahead.size() < most) {
            moment = schedule.next(moment, zone);
            if (moment == null) {
                break;
            }
            ahead.add(moment.atOffset(zone).truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
        }
        return ahead;
    }

    private String zoneName() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + zone;
    }

    /** Why a run fails as things are: it happens on the control plane's host, in the app's container. Null when nothing is known. */
    public String problem(CronJob job) {
        App app = app(job);
        if (apps == null) {
            return null;
        }
        if (app == null) {
            return "its app is gone: nothing runs, and nothing is recorded";
        }
        // a compose group is on the control plane's host whatever its server is called (contract, /api/deploy)
        return app.compose() || app.text("serverId").isEmpty() || app.text("serverId").equals(Server.LOCALHOST)
                ? app.status().equals("stopped") ? app.name() + " is stopped: every run fails until it is started" : null
                : app.name() + " is on another server (" + app.text("serverId") + "), and jobs run on the control plane's host only: every "
                + "run fails";
    }
}
