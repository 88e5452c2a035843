package lib.sandbox.routes;

import java.util.Map;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Routes;
import lib.sandbox.state.notifications.Notifications;
import lib.sandbox.state.notifications.Notifications.NotificationConfig;

/** Where news of deployments goes. Contract: /api/notifications and below. */
public record NotificationRoutes(Notifications notifications) {

    public void addTo(Routes routes) {
        routes.on("/api/notifications", call -> Answer.json(notifications.config()))
            .on("/api/notifications/save", NotificationConfig.class, wanted -> {
                notifications.save(wanted);
                return Answer.json(wanted);
            })
            .on("/api/notifications/test", call -> {
                notifications.sendTest();
                return Answer.json(Map.of("status", "sent"));       // Contract: also when there is no URL or nobody answers
            });
    }
}
