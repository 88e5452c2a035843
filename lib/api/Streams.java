package lib.api;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import lib.api.Client.Answer;
import lib.api.PaasException.Kind;

/**
 * The instance's WebSockets. Each connection takes a ticket of its own, which is good for one handshake within a minute. What the
 * instance has to say against it comes as a typed failure; an unknown app does not: that is looked at after the handshake.
 */
public final class Streams {

    private final Wire wire;

    Streams(Wire wire) {
        this.wire = wire;
    }

    /**
     * /ws/terminal: a shell in an app's container; needs apps:write. Sends text, gets the terminal's raw bytes. What stands against a shell
     * (the container does not run, it has no shell) arrives as a line of its own, then the end.
     */
    public Stream terminal(String appId) {
        return open("/ws/terminal", appId);
    }

    /** /ws/runtime-logs: the last 200 lines of the container, then each as it comes; needs logs:read or apps:read. Ends with the container. */
    public Stream runtimeLogs(String appId) {
        return open("/ws/runtime-logs", appId);
    }

    /** /ws/logs: the log of the newest build from its start, then each line as it comes; needs logs:read or apps:read. Never ends by itself. */
    public Stream buildLog(String appId) {
        return open("/ws/logs", appId);
    }

    private Stream open(String path, String appId) {
        String ticket = wire.post("/api/auth/ws-ticket", Map.of()).text("ticket");
        if (!ticket.matches("[A-Za-z0-9_-]{16,512}")) {
            throw Wire.unreadable("POST", "/api/auth/ws-ticket", "no usable ticket in it");
        }
        Client client = wire.session().client();
        URI address = wire.uri(Wire.query(Wire.query(path, "ticket", ticket), "appId", appId));
        Handshake handshake;
        try {
            handshake = Handshake.with(address, client.userAgent(), client.timeout());
        } catch (IOException e) {
            throw client.failure(address, e);
        }
        if (handshake.opened() == null) {
            throw refusal(path, handshake.refused());
        }
        return handshake.opened();
    }

    /** What a refused handshake means: as for any route, but for what only happens here. */
    private PaasException refusal(String path, Answer answer) {
        int status = answer.status();
        if (status == 401) {
            return new PaasException(Kind.NOT_ALLOWED, "the instance did not accept its own ticket for " + path,
                    "try again; if that does not help, a proxy in front of the instance spoils the address");
        }
        if (status == 403 || status == 429 || status >= 500) {
            try {
                wire.check(answer);
            } catch (PaasException known) {
                return known;
            }
        }
        return new PaasException(Kind.FAILED, "the instance did not open the WebSocket " + path + " (status " + status + ")",
                "a proxy in front of the instance must pass WebSocket connections through");
    }
}
