package lib.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scheduled jobs. Contract: /api/cron and below; all of it needs cron:manage. */
public final class CronJobs {

    private final Routes wire;

    CronJobs(Routes wire) {
        this.wire = wire;
    }

    /** GET /api/cron: all jobs of all apps, newest first. There is no route for one. */
    public List<CronJob> all() {
        return wire.wholeList("/api/cron", CronJob::from);
    }

    /** POST /api/cron/create: a new job, which is on. */
    public CronJob create(String appId, String schedule, String command) {
        return CronJob.from(wire.post("/api/cron/create", Map.of("appId", appId, "schedule", schedule, "command", command)));
    }

    /** POST /api/cron/update: what is null stays. @param enabled whether it runs by itself @return the job as it is stored */
    public CronJob update(String id, String schedule, String command, Boolean enabled) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("id", id);
        request.put("schedule", schedule);
        request.put("command", command);
        request.put("enabled", enabled);
        request.values().removeIf(each -> each == null);
        return CronJob.from(wire.post("/api/cron/update", request));
    }

    /** POST /api/cron/delete. An unknown id is a success, too: look afterwards. */
    public void delete(String id) {
        wire.post("/api/cron/delete", Map.of("id", id));
    }

    /** POST /api/cron/run: starts it in the background, also one that is off; its lastRun changes when it is over. */
    public void run(String id) {
        wire.post("/api/cron/run", Map.of("id", id));
    }

    /** GET /api/health, public: the instance's clock in its own time zone, RFC 3339. Contract: JSON RULES, times. */
    public String clock() {
        return wire.get("/api/health").text("timestamp");
    }
}
