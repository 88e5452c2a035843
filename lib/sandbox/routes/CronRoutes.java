package lib.sandbox.routes;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import lib.sandbox.base.Background;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.cron.CronJobs.CronJob;
import lib.sandbox.state.cron.CronJobs.Schedule;

/** Scheduled commands. Contract: /api/cron and below. */
public record CronRoutes(State state, Background background) {

    public void addTo(Routes routes) {
        routes.on("/api/cron", call -> Answer.json(state.cron().newestFirst()))
            .on("/api/cron/create", CreateRequest.class, this::create)
            .on("/api/cron/update", UpdateRequest.class, this::update)
            .on("/api/cron/delete", this::delete)
            .on("/api/cron/run", this::run);
    }

    private Answer create(CreateRequest wanted) {
        App app = Rejection.found(state.apps().find(wanted.appId), 404, "App not found");
        Rejection.when(Schedule.parse(wanted.schedule) == null, 400, "Invalid cron schedule (expected 5 fields, e.g. '0 * * * *')");
        Rejection.when(wanted.command.isBlank(), 400, "Command is required");
        return Answer.json(state.cron().create(app, wanted.schedule, wanted.command));
    }

    private Answer update(UpdateRequest wanted) {
        CronJob job = find(wanted.id);
        Rejection.when(!wanted.schedule.isEmpty() && Schedule.parse(wanted.schedule) == null, 400, "Invalid cron schedule");
        return Answer.json(Rejection.found(state.cron().update(job.id(), wanted.schedule, wanted.command, wanted.enabled.orElse(null)),
            404, "Job not found"));
    }

    /** Contract: an unknown id is a success, too. */
    private Answer delete(Call call) throws IOException {
        state.cron().remove(call.id());
        return Answer.json(Map.of("status", "deleted"));
    }

    private Answer run(Call call) throws IOException {
        state.cron().run(find(call.id()), background);
        return Answer.json(Map.of("status", "started"));
    }

    private CronJob find(String id) {
        return Rejection.found(state.cron().find(id), 404, "Job not found");
    }

    private record CreateRequest(String appId, String schedule, String command) { }
    private record UpdateRequest(String id, String schedule, String command, Optional<Boolean> enabled) { }
}
