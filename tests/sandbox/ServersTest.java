package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** /api/server/info, /api/servers and below, and the machines that answer there. */
class ServersTest {

    private static final String CREATE = "/api/servers/create";
    private static final String TEST = "/api/servers/test";
    private static final String EDGE = "e5q0d8wz1m";

    private final HandMovedClock clock = new HandMovedClock();
    private final Sandbox sandbox = Sandbox.start(Options.forTests(), clock);
    private final Wire admin = Wire.admin(sandbox);
    private final Wire manager = admin.asAgent("servers:manage");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theControlPlanesAddressesNeedOneOfTwoScopes() {
        admin.asAgent("metrics:read").get("/api/server/info").answers("{\"publicIp\":\"203.0.113.7\",\"localIp\":\"10.0.0.5\"}");
        admin.asAgent("apps:read").get("/api/server/info").succeeds();
        manager.get("/api/server/info").refuses(403, "Forbidden: missing scope apps:read");
    }

    @Test
    void theListBeginsWithTheControlPlane() {
        var list = manager.get("/api/servers").succeeds();
        assertTrue(list.body().startsWith("[{\"id\":\"localhost\",\"name\":\"Localhost\",\"description\":\"The server running this control "
            + "plane\",\"ip\":\"127.0.0.1\",\"port\":22,\"sshUser\":\"root\",\"isLocal\":true,\"status\":\"connected\","
            + "\"lastChecked\":\"0001-01-01T00:00:00Z\",\"createdAt\":\"2026-07-02T14:32:00Z\"},{\"id\":\"e5q0d8wz1m\""),
            list::toString);
        assertEquals(List.of("Localhost", "edge-1"), list.json().findValuesAsText("name"));
        assertEquals(List.of(), list.json().findValuesAsText("publicKey"));
        admin.asAgent("apps:read").get("/api/servers").refuses(403, "Forbidden: missing scope servers:manage");
    }

    @Test
    void aNewServerGetsAKeyThatIsShownOnceAndCanBeReadAgain() {
        var made = manager.post(CREATE, "{\"name\":\" edge-2 \",\"description\":\" big \",\"ip\":\" 203.0.113.11 \",\"sshUser\":\" ops \"}")
            .succeeds();
        var key = made.text("publicKey");
        made.answers("{\"id\":\"" + made.text("id")
            + "\",\"name\":\"edge-2\",\"description\":\" big \",\"ip\":\"203.0.113.11\",\"port\":22,"
            + "\"sshUser\":\"ops\",\"isLocal\":false,\"status\":\"unknown\",\"lastChecked\":\"0001-01-01T00:00:00Z\","
            + "\"createdAt\":\"2026-07-02T14:32:00.12Z\",\"publicKey\":\"" + key + "\"}");
        var parts = key.split(" ");
        assertEquals(List.of("ssh-ed25519", "better-paas"), List.of(parts[0], parts[2]));
        assertEquals(51, Base64.getDecoder().decode(parts[1]).length);
        manager.get("/api/servers/keys/public?id=%20" + made.text("id")).answers("{\"publicKey\":\"" + key + "\"}");
        manager.get("/api/servers/keys/public?id=localhost").answers("{\"publicKey\":\"\"}");
        manager.get("/api/servers/keys/public?id=%20").refuses(400, "id query param required");
        manager.get("/api/servers/keys/public?id=nope").refuses(404, "Server not found");
        assertNotEquals(key, manager.post(CREATE, "{\"name\":\"edge-2\",\"ip\":\"203.0.113.11\"}").succeeds().text("publicKey"));
        assertEquals(List.of("Localhost", "edge-1", "edge-2", "edge-2"), manager.get("/api/servers").json().findValuesAsText("name"));
    }

    @Test
    void whatANewServerIsRefusedFor() {
        manager.post(CREATE, "").refuses(400, "Bad request: EOF");
        assertTrue(manager.post(CREATE, "{\"name\":1}").has(400).error().startsWith("Bad request: json: cannot unmarshal"));
        manager.post(CREATE, "{\"name\":\" \"}").refuses(400, "name is required");
        manager.post(CREATE, "{\"name\":\"a\",\"ip\":\" \",\"port\":-1}").refuses(400, "invalid ip address or hostname");
        manager.post(CREATE, "{\"name\":\"a\",\"ip\":\"a b\"}").refuses(400, "invalid ip address or hostname");
        manager.post(CREATE, "{\"name\":\"a\",\"ip\":\"b\",\"port\":65536}").refuses(400, "port must be between 1 and 65535");
        manager.post(CREATE, "{\"name\":\"a\",\"ip\":\"b\",\"port\":-1}").refuses(400, "port must be between 1 and 65535");
        assertEquals(65535, manager.post(CREATE, "{\"name\":\"a\",\"ip\":\"b\",\"port\":65535}").succeeds().json().path("port").asInt());
        assertEquals("root", manager.post(CREATE, "{\"name\":\"a\",\"ip\":\"b\",\"sshUser\":\" \"}").succeeds().text("sshUser"));
    }

    @Test
    void anUpdateReplacesNameAndDescription() {
        manager.post("/api/servers/update", "{\"id\":\"" + EDGE + "\",\"name\":\" node \"}").answers("{\"status\":\"updated\"}");
        manager.post("/api/servers/update", "{\"id\":\"localhost\",\"name\":\"home\",\"description\":\"d\"}").succeeds();
        var list = manager.get("/api/servers").json();
        assertEquals(List.of("home", " node "), list.findValuesAsText("name"));
        assertEquals(List.of("d", ""), list.findValuesAsText("description"));
        manager.post("/api/servers/update", "[]").refuses(400, "Bad request");
        manager.post("/api/servers/update", "{\"name\":\"a\"}").refuses(400, "id is required");
        manager.post("/api/servers/update", "{\"id\":\"nope\"}").refuses(400, "name is required");
        manager.post("/api/servers/update", "{\"id\":\"nope\",\"name\":\"a\"}").refuses(404, "Server not found");
    }

    @Test
    void aServerWithAppsStays() {
        manager.post("/api/servers/delete", "").refuses(400, "Bad request");
        manager.post("/api/servers/delete", "{}").refuses(400, "id is required");
        manager.post("/api/servers/delete", "{\"id\":\"localhost\"}").refuses(400, "cannot delete the localhost server");
        manager.post("/api/servers/delete", "{\"id\":\"nope\"}").refuses(404, "Server not found");
        manager.post("/api/servers/delete", "{\"id\":\"" + EDGE + "\"}").answers("{\"status\":\"deleted\"}");
        assertEquals(List.of("Localhost"), manager.get("/api/servers").json().findValuesAsText("name"));
    }

    @Test
    void aTestTellsHowFarItGotAndIsRemembered() {
        clock.moveSeconds(60);
        manager.post(TEST, "{\"id\":\"localhost\"}").answers("{\"status\":\"connected\",\"dockerVersion\":\"27.1.1\"}");
        manager.post(TEST, "{\"id\":\"" + EDGE + "\"}").answers("{\"status\":\"connected\",\"dockerVersion\":\"27.1.1\"}");
        manager.get("/api/servers").json().forEach(server -> {
            assertEquals("connected", server.path("status").asText());
            assertEquals("2026-07-02T14:33:00.12Z", server.path("lastChecked").asText());
            assertEquals(!server.path("isLocal").asBoolean(), server.path("sshHostKey").asText().startsWith("SHA256:"));
        });
        fails("203.0.113.12", "docker not available on remote: Process exited with status 127 - bash: line 1: docker: command not found");
        fails("203.0.113.13", "SSH dial 203.0.113.13:22: ssh: handshake failed: ssh: unable to authenticate, attempted methods "
            + "[none publickey], no supported methods remain");
        fails("203.0.113.14", "SSH dial 203.0.113.14:22: dial tcp 203.0.113.14:22: connect: connection refused");
        fails("198.51.100.1", "SSH dial 198.51.100.1:22: dial tcp 198.51.100.1:22: i/o timeout");
        fails("node.example", "SSH dial node.example:22: dial tcp: lookup node.example on 127.0.0.53:53: no such host");
        fails("2001:db8::1", "SSH dial 2001:db8::1:22: dial tcp: address 2001:db8::1:22: too many colons in address");
        fails("[2001:db8::1]", "SSH dial [2001:db8::1]:22: dial tcp [2001:db8::1]:22: i/o timeout");
        var pinned = manager.get("/api/servers").json().findValuesAsText("sshHostKey");
        assertEquals(3, pinned.size(), "edge-1, the one without docker and the one that refuses the key have shown theirs");
        manager.post(TEST, "{").refuses(400, "Bad request");
        manager.post(TEST, "{}").refuses(400, "id is required");
        manager.post(TEST, "{\"id\":\"nope\"}").refuses(404, "Server not found");
    }

    @Test
    void aMachineComesUpAndShowsAnotherKeyAfterANewInstallation() {
        var id = manager.post(CREATE, "{\"name\":\"a\",\"ip\":\"node.example\",\"port\":2222}").succeeds().text("id");
        var up = "{\"ip\":\"node.example\",\"port\":2222,\"state\":\"up\"";
        admin.post("/__sandbox/machines", up + "}").succeeds();
        test(id).answers("{\"status\":\"connected\",\"dockerVersion\":\"27.1.1\"}");
        var before = manager.get("/api/servers").json().at("/2/sshHostKey").asText();
        admin.post("/__sandbox/machines", up + ",\"hostKey\":\"SHA256:new\"}").succeeds();
        for (int i = 0; i < 2; i++) {
            test(id).answers("{\"status\":\"error\",\"error\":\"SSH dial node.example:2222: ssh: handshake failed: SSH host key mismatch "
                + "for "
                + id + ": expected " + before + ", got SHA256:new\"}");
        }
        admin.post("/__sandbox/machines", "{\"ip\":\"127.0.0.1\",\"state\":\"no-docker\"}").succeeds();
        test("localhost").answers(
            "{\"status\":\"error\",\"error\":\"docker not available: exec: \\\"docker\\\": executable file not found in "
            + "$PATH\"}");
        admin.post("/__sandbox/machines", "{\"ip\":\"a\",\"state\":\"down\"}")
            .refuses(400, "a machine has an ip and a state: up, no-docker, key-refused, refused, silent");
        assertEquals("SHA256:new", admin.get("/__sandbox/machines").json().path("node.example:2222").path("hostKey").asText());
        manager.post("/__sandbox/machines", up + "}").refuses(403, "Forbidden: admin token required");
    }

    private void fails(String ip, String error) {
        var id = manager.post(CREATE, "{\"name\":\"a\",\"ip\":\"" + ip + "\"}").succeeds().text("id");
        var json = test(id).succeeds().json();
        assertEquals("{\"status\":\"error\",\"error\":\"" + error + "\"}", json.toString());
        assertTrue(manager.get("/api/servers").json().toString().contains("\"id\":\"" + id + "\""));
    }

    private Reply test(String id) {
        return manager.post(TEST, "{\"id\":\"" + id + "\"}");
    }
}
