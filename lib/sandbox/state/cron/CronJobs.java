package lib.sandbox.state.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lib.sandbox.base.Background;
import lib.sandbox.base.Ids;
import lib.sandbox.base.Rows;
import lib.sandbox.http.GoJson;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps;
import lib.sandbox.state.servers.Servers;

/**
 * The scheduled jobs and their runs. Nothing is really executed: a run fails when the app has no running container on the control plane's
 * host, and when its command is {@code false} or ends in {@code exit} and a number above 0; any other succeeds.
 */
public final class CronJobs extends Rows<CronJobs.CronJob> {

    /** How long a run takes on a small server. */
    private static final Duration RUN = Duration.ofSeconds(2);
    private static final Pattern FAILING = Pattern.compile("(?s)(.*[;&\\s])?(false|exit\\s+0*[1-9][0-9]*)\\s*");

    private final Apps apps;
    private final InstantSource clock;

    public CronJobs(Apps apps, InstantSource clock) {
        super(CronJob::id);
        this.apps = apps;
        this.clock = clock;
        // Contract: deleteCron; deleting a project does not come here.
        apps.onDelete(app -> all().stream().filter(job -> job.appId().equals(app.id)).forEach(job -> remove(job.id())));
    }

    /** As the API lists them. */
    public List<CronJob> newestFirst() {
        return all().reversed().stream().sorted(Comparator.comparing(CronJob::createdAt).reversed()).toList();
    }

    /** A new one, enabled. */
    public CronJob create(App app, String schedule, String command) {
        CronJob job = new CronJob(Ids.next(), app.id, app.name, schedule, command, true, GoJson.NEVER, "", GoJson.now(clock));
        put(job);
        return job;
    }

    /** Changes what is neither empty nor null; null when there is no such job. Contract: updateCron. */
    public CronJob update(String id, String schedule, String command, Boolean enabled) {
        return change(id, job -> job.with(schedule.isEmpty() ? job.schedule() : schedule, command.isEmpty() ? job.command() : command,
            enabled == null ? job.enabled() : enabled));
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
        App app = apps.find(started.appId());
        if (app != null) {
            boolean runs = apps.containers().of(app.id) != null && apps.containers().of(app.id).running();
            boolean here = app.serverId == null || app.serverId.isEmpty() || app.serverId.equals(Servers.LOCALHOST);
            put(started.ran(GoJson.now(clock), runs && here && !FAILING.matcher(started.command()).matches()));
        }
    }

    /** Starts what is due at this minute of the machine's own time zone. */
    public void tick(Instant minute, Background background) {
        ZonedDateTime local = minute.atZone(ZoneId.systemDefault());
        all().stream().filter(CronJob::enabled)
            .filter(job -> Schedule.parse(job.schedule()).matches(local))
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

    /**
     * A command that runs in an app's container now and then. Contract: schema CronJob.
     *
     * @param appName    as it was at the creation
     * @param lastRun    end of the last run, Go's zero time when there was none
     * @param lastStatus "", success or failed
     */
    public record CronJob(String id, String appId, String appName, String schedule, String command, boolean enabled, OffsetDateTime lastRun,
            String lastStatus, OffsetDateTime createdAt) {

        CronJob with(String schedule, String command, boolean enabled) {
            return new CronJob(id, appId, appName, schedule, command, enabled, lastRun, lastStatus, createdAt);
        }

        CronJob ran(OffsetDateTime end, boolean success) {
            return new CronJob(id, appId, appName, schedule, command, enabled, end, success ? "success" : "failed", createdAt);
        }
    }

    /** Five fields that say at which minutes a job runs: the numbers that fit each. Contract: x-cron. */
    public record Schedule(List<Set<Integer>> fields) {

        private static final Pattern ITEM = Pattern.compile("(\\*|(\\+?[0-9]+)(?:-(\\+?[0-9]+))?)(?:/(\\+?[0-9]+))?");
        private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 6}};

        /** null when the text is none: names, 7 for Sunday, N/S, reversed ranges and a sixth field are not accepted. */
        public static Schedule parse(String text) {
            String[] parts = text.strip().split("\\s+");
            List<Set<Integer>> fields = new ArrayList<>();
            for (int i = 0; i < parts.length && parts.length == RANGES.length; i++) {
                Set<Integer> numbers = new HashSet<>();
                for (String item : parts[i].split(",", -1)) {
                    if (!add(item, RANGES[i][0], RANGES[i][1], numbers)) {
                        return null;
                    }
                }
                fields.add(numbers);
            }
            return fields.isEmpty() ? null : new Schedule(fields);
        }

        /** All five must fit: day of the month and day of the week, where the classic cron takes either. */
        public boolean matches(ZonedDateTime minute) {
            int[] now = {minute.getMinute(), minute.getHour(), minute.getDayOfMonth(), minute.getMonthValue(),
                minute.getDayOfWeek().getValue() % 7};
            return IntStream.range(0, now.length).allMatch(i -> fields.get(i).contains(now[i]));
        }

        /** Whether the text is an item of a field. */
        private static boolean add(String text, int min, int max, Set<Integer> numbers) {
            Matcher found = ITEM.matcher(text);
            if (!found.matches()) {
                return false;
            }
            boolean all = found.group(1).equals("*");
            boolean single = !all && found.group(3) == null;
            int from = all ? min : number(found.group(2));
            int to = all ? max : single ? from : number(found.group(3));
            int step = found.group(4) == null ? 1 : number(found.group(4));
            if (from < min || to > max || from > to || step < 1 || single && found.group(4) != null) {
                return false;
            }
            IntStream.rangeClosed(from, to).filter(value -> (value - from) % step == 0).forEach(numbers::add);
            return true;
        }

        /** -1 for one that no int holds; as a step it can be as good as endless. */
        private static int number(String digits) {
            try {
                return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
            } catch (NumberFormatException tooLong) {
                return -1;
            }
        }
    }
}
