package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import lib.sandbox.state.notifications.Notifications;
import lib.sandbox.state.notifications.Notifications.NotificationConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** /api/notifications and below, and what really arrives at the URLs. */
class NotificationsTest {

    private static final String HELLO = "🔔 Better-PaaS test notification - your webhook is configured correctly.";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire manager = Wire.admin(sandbox).asAgent("notifications:manage");
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/", exchange -> {
            arrived.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), UTF_8).strip());
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/broken") ? 500 : 200, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
        sandbox.close();
    }

    @Test
    void aSaveReplacesEverything() {
        manager.get("/api/notifications")
            .answers("{\"slackWebhookUrl\":\"\",\"genericUrl\":\"\",\"onSuccess\":true,\"onFailure\":true}");
        var stored = "{\"slackWebhookUrl\":\"https://hooks.example.com/T\",\"genericUrl\":\" no url "
            + "\",\"onSuccess\":false,\"onFailure\":true}";
        manager.post("/api/notifications/save", stored).answers(stored);
        manager.get("/api/notifications").answers(stored);
        manager.post("/api/notifications/save", "{\"genericUrl\":\"x\"}")
            .answers("{\"slackWebhookUrl\":\"\",\"genericUrl\":\"x\",\"onSuccess\":false,\"onFailure\":false}");
        manager.post("/api/notifications/save", "{\"onSuccess\":\"yes\"}").refuses(400, "Bad request");
        manager.post("/api/notifications/save", "").refuses(400, "Bad request");
        assertEquals("x", manager.get("/api/notifications").text("genericUrl"));
        Wire.admin(sandbox).asAgent("apps:read").get("/api/notifications").refuses(403, "Forbidden: missing scope notifications:manage");
    }

    @Test
    void aTestIsSentToBothWhateverTheSwitchesSay() {
        save("/slack", "/generic");
        manager.post("/api/notifications/test", "no body is looked at").answers("{\"status\":\"sent\"}");
        assertEquals(List.of("POST /slack application/json {\"text\":\"" + HELLO + "\"}",
            "POST /generic application/json {\"test\":\"true\",\"text\":\"" + HELLO + "\"}"), arrived);
    }

    @Test
    void aTestSaysSentWhateverHappens() {
        manager.post("/api/notifications/test", "").answers("{\"status\":\"sent\"}");
        save("/broken", "/broken");
        manager.post("/api/notifications/test", "").answers("{\"status\":\"sent\"}");
        assertEquals(2, arrived.size());
        manager.post("/api/notifications/save", "{\"slackWebhookUrl\":\"nonsense\",\"genericUrl\":\"http://127.0.0.1:1/\"}").succeeds();
        manager.post("/api/notifications/test", "").answers("{\"status\":\"sent\"}");
    }

    @Test
    void anEndedDeploymentIsToldIfItsSwitchIsOn() {
        var notifications = new Notifications();
        notifications.save(new NotificationConfig(url("/slack"), url("/generic"), true, false));
        notifications.send(new Notifications.Ended("shop-web", "k3v9x0q2ab", false, "webhook", "9s", "", "http://localhost:9004"));
        assertEquals(List.of(), arrived);
        notifications.send(new Notifications.Ended("shop-web", "k3v9x0q2ab", true, "manual", "1m3s", "9c41e7d", "http://localhost:9004"));
        var text = "\"text\":\"✅ Deploy succeeded for *shop-web* (manual) in 1m3s\"";
        assertEquals(List.of("POST /slack application/json {" + text + "}", "POST /generic application/json {\"app\":\"shop-web\","
            + "\"appId\":\"k3v9x0q2ab\",\"commit\":\"9c41e7d\",\"duration\":\"1m3s\",\"status\":\"success\"," + text
            + ",\"trigger\":\"manual\",\"url\":\"http://localhost:9004\"}"), arrived);
    }

    @Test
    void everyDeploymentThatEndsIsTold() throws InterruptedException {
        manager.post("/api/notifications/save", "{\"genericUrl\":\"" + url("/generic") + "\",\"onFailure\":true}").succeeds();
        var admin = Wire.admin(sandbox);
        var id = admin.post("/api/deploy", "{\"name\":\"api\",\"gitRepo\":\"https://github.com/ada/broken.git\"}").text("id");
        var record = Waiting.forDeployment(admin, id);
        for (int i = 0; i < 200 && arrived.isEmpty(); i++) {
            Thread.sleep(25);
        }
        assertEquals(List.of("POST /generic application/json {\"app\":\"api\",\"appId\":\"" + id + "\",\"commit\":\""
            + record.path("commit").asText()
            + "\",\"duration\":\"0s\",\"status\":\"failed\",\"text\":\"❌ Deploy failed for *api* (manual) in"
            + " 0s\",\"trigger\":\"manual\",\"url\":\"http://" + id + ".127.0.0.1.sslip.io\"}"), arrived);
    }

    private void save(String slack, String generic) {
        manager.post("/api/notifications/save", "{\"slackWebhookUrl\":\"" + url(slack) + "\",\"genericUrl\":\"" + url(generic) + "\"}")
            .succeeds();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }
}
