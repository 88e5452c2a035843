package lib.sandbox.routes;

import java.io.IOException;
import java.util.Map;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Routes;
import lib.sandbox.state.notifications.Notifications;
import lib.sandbox.state.notifications.Notifications.NotificationConfig;

/** Where news of deployments goes. Contract: /api/notifications and below. */
public record NotificationRoutes(Notifications notifications) {

    public void addTo(Routes routes) {
        routes.on("/api/notifications", call -> Answer.json(notifications.config()))
            .on("/api/notifications/save", this::save)
            .on("/api/notifications/test", this::test);
    }

    private Answer save(Call call) throws IOException {
        NotificationConfig wanted = call.body(NotificationConfig.class);
        notifications.save(wanted);
        return Answer.json(wanted);
    }

    /** Contract: always says sent, also when there is no URL or nobody answers. */
    private Answer test(Call call) {
        notifications.sendTest();
        return Answer.json(Map.of("status", "sent"));
    }
}
