package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The check of answers finds departures from the contract; without this test it might find none. */
class ContractCheckTest {

    private static final String HEALTH =
        "{\"status\":\"healthy\",\"timestamp\":\"2026-07-02T14:32:00Z\",\"uptime\":\"1s\",\"version\":\"dev\"}\n";

    @Test
    void acceptsWhatTheContractHas() {
        ContractCheck.check(reply("GET", "/api/health", 200, HEALTH));
        ContractCheck.check(reply("GET", "/api/apps?x=1", 401, "{\"error\":\"Unauthorized\"}\n"));
        ContractCheck.check(reply("GET", "/api/agents", 200, "null\n"));
        ContractCheck.check(reply("POST", "/api/agents/create", 400, "{\"error\":\"invalid scope: any\"}\n"));
    }

    @Test
    void refusesAnotherShape() {
        departs("GET", "/api/health", 200, HEALTH.replace("\"version\"", "\"more\":1,\"version\""));
        departs("GET", "/api/health", 200, HEALTH.replace("healthy", "well"));
        departs("GET", "/api/health", 200, HEALTH.replace("2026-07-02T", "2026-07-02 "));
        departs("GET", "/api/health", 200, HEALTH.replace("\"dev\"", "1"));
        departs("GET", "/api/health", 200, HEALTH.replace(",\"version\":\"dev\"", ""));
        departs("GET", "/api/projects", 200, "null\n");
        departs("GET", "/api/projects", 200, "[{\"id\":\"p4w8sh0p2x\",\"name\":\"shop\",\"createdAt\":\"2026-03-02T08:12:40Z\","
            + "\"serverId\":\"localhost\",\"serviceCount\":0,\"status\":\"stopped\","
            + "\"hasGit\":false,\"hasDocker\":false,\"services\":[]}]\n");
        departs("GET", "/api/apps", 401, "{\"error\":\"Unauthorized\",\"code\":1}\n");
    }

    @Test
    void refusesAnotherStatusOrText() {
        departs("GET", "/api/health", 404, "{\"error\":\"Not found\"}\n");
        departs("GET", "/api/apps", 401, "{\"error\":\"unauthorized\"}\n");
        departs("GET", "/api/apps", 403, "{\"error\":\"Forbidden: missing scope apps:write\"}\n");
        departs("POST", "/api/agents/create", 400, "{\"error\":\"Name is required\"}\n");
        departs("GET", "/api/nowhere", 200, "{}\n");
    }

    @Test
    void refusesAnotherForm() {
        departs("GET", "/api/health", 200, HEALTH.strip());
        departs("GET", "/api/health", 200, HEALTH.replace("dev", "<dev>"));
        departs(new Reply("GET", "/api/health", 200, headers("application/json; charset=utf-8", "Origin"), HEALTH));
        departs(new Reply("GET", "/api/health", 200, headers("application/json", "Accept"), HEALTH));
        departs(new Reply("GET", "/api/health", 200, headers("text/html", "Origin"), HEALTH));
    }

    private static void departs(String method, String path, int status, String body) {
        departs(reply(method, path, status, body));
    }

    private static void departs(Reply reply) {
        assertThrows(AssertionError.class, () -> ContractCheck.check(reply), reply::toString);
    }

    private static Reply reply(String method, String path, int status, String body) {
        return new Reply(method, path, status, headers("application/json", "Origin"), body);
    }

    private static HttpHeaders headers(String type, String vary) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("Content-Type", List.of(type));
        headers.put("Vary", List.of(vary));
        headers.put("Access-Control-Allow-Methods", List.of("GET, POST, PUT, DELETE, OPTIONS"));
        headers.put("Access-Control-Allow-Headers", List.of("Content-Type, Authorization"));
        return HttpHeaders.of(headers, (name, value) -> true);
    }
}
