package lib.sandbox.state.cron;

import java.time.OffsetDateTime;
import lib.sandbox.http.GoJson;

/** The jobs of a demo instance: one that went well, one that failed, one that is switched off and never ran. They are seldom due. */
public final class DemoCron {

    private DemoCron() {
    }

    public static void addTo(CronJobs jobs) {
        jobs.put(new CronJob("c3r8n1a6vd", "t81mzc5r7e", "shop-api", "15 3 1 * *", "bin/close-month --quiet", true,
            time("2026-06-01T03:15:09.204117Z"), "success", time("2026-03-08T10:02:31.7Z")));
        jobs.put(new CronJob("j9w2k5t0xe", "w2hf60dpy4", "reports", "0 4 1,15 * *", "python manage.py totals", true,
            time("2026-06-15T04:00:01.881526Z"), "failed", time("2026-04-12T09:30:00.015Z")));
        jobs.put(new CronJob("f6b4z7m1qs", "k3v9x0q2ab", "shop-web", "*/30 8-18 * * 1-5", "npm run warm-cache", false, GoJson.NEVER, "",
            time("2026-05-02T14:45:12Z")));
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }
}
