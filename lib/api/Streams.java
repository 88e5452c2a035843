package lib.api;

import java.net.URI;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.Handshake;
import lib.http.Request;
import lib.http.Response;
import lib.http.WebSocket;

/**
 * The instance's WebSockets. Each connection takes a ticket of its own, which is good for one handshake within a minute. What the
 * instance has to say against it comes as a typed failure; an unknown app does not: that is looked at after the handshake.
 */
public final class Streams {

    private final Routes wire;

    Streams(Routes wire) {
        this.wire = wire;
    }

    /**
     * /ws/terminal: a shell in an app's container; needs apps:write. Sends text, gets the terminal's raw bytes. What stands against a shell
     * (the container does not run, it has no shell) arrives as a line of its own, then the end.
     */
    public WebSocket terminal(String appId) {
        wire.changes.sending();
        WebSocket shell = open("/ws/terminal", "appId", appId);
        wire.changes.answered();
        return shell;
    }

    /**
     * /ws/runtime-logs: the last 200 lines of the container, then each as it comes; needs logs:read or apps:read. Ends with the container.
     */
    public WebSocket runtimeLogs(String appId) {
        return open("/ws/runtime-logs", "appId", appId);
    }

    /**
     * /ws/logs: the log of the newest build from its start, then each line as it comes; needs logs:read or apps:read. Never ends by itself.
     */
    public WebSocket buildLog(String appId) {
        return open("/ws/logs", "appId", appId);
    }

    /**
     * /ws/stats: what a server uses, every two seconds, the first time after two; needs metrics:read or apps:read. Never ends by itself.
     */
    public WebSocket stats(String serverId) {
        return open("/ws/stats", "serverId", serverId);
    }

    private WebSocket open(String path, String parameter, String id) {
        String ticket = wire.ask("/api/auth/ws-ticket", Map.of()).text("ticket");
        if (!ticket.matches("[A-Za-z0-9_-]{16,512}")) {
            throw Routes.unreadable("POST", "/api/auth/ws-ticket", "no usable ticket in it");
        }
        URI address = wire.uri(Routes.query(Routes.query(path, "ticket", ticket), parameter, id));
        Handshake handshake = wire.session().client().open(address);
        if (handshake.opened() == null) {
            throw refusal(path, Request.get(address, null), handshake.refused());
        }
        return handshake.opened();
    }

    /** What a refused handshake means: as for any route, but for what only happens here. */
    private Failure refusal(String path, Request request, Response answer) {
        int status = answer.status();
        if (status == 401) {
            return new Failure(Kind.NOT_ALLOWED, "the instance did not accept its own ticket for " + path,
                    "try again; if that does not help, a proxy in front of the instance may change the address on its way");
        }
        if (status == 403 || status == 429 || status >= 500) {
            try {
                wire.check(request, answer);
            } catch (Failure known) {
                return known;
            }
        }
        return new Failure(Kind.FAILED, "the instance did not open the WebSocket " + path + " (status " + status + ")",
                "a proxy in front of the instance must pass WebSocket connections through");
    }
}
