package lib.sandbox.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import lib.sandbox.http.Gate.Caller;
import lib.sandbox.http.Routes.Route;
import lib.sandbox.http.Socket.SocketRoute;

/**
 * The checks before a connection becomes a WebSocket: the ticket, its scopes, then what the server's library asks of the request. All
 * refusals are plain text; the ticket is burnt whatever becomes of the request.
 *
 * @param tickets burns a ticket: whose it was, null when it was none or was too old
 */
public record Handshake(Function<String, Caller> tickets) {

    private static final int KEY_BYTES = 16;

    /** @param scopes any one of them is enough; a refusal names the first */
    public Route to(List<String> scopes, SocketRoute route) {
        return call -> {
            Caller caller = tickets.apply(call.query("ticket"));
            if (caller == null) {
                return Answer.text(401, "Unauthorized");
            }
            if (!caller.admin() && scopes.stream().noneMatch(caller.scopes()::contains)) {
                return Answer.text(403, "Forbidden: missing scope " + scopes.getFirst());
            }
            Answer refusal = refusal(call);
            return refusal == null ? Sockets.later(call, route) : refusal.with("Sec-Websocket-Version", "13");
        };
    }

    /** In the library's order and with its words. It takes the last of its checks, the key, after the origin. null for none. */
    private static Answer refusal(Call call) {
        HeaderMap headers = call.exchange().getRequestHeaders();
        if (!has(headers, "Connection", "upgrade") || !has(headers, "Upgrade", "websocket")) {
            return Answer.text(400, "Bad Request");
        } else if (!call.method().equals("GET")) {
            return Answer.text(405, "Method Not Allowed");
        } else if (!has(headers, "Sec-WebSocket-Version", "13")) {
            return Answer.text(400, "Bad Request");
        } else if (headers.contains("Origin") && !sameHost(headers.getFirst("Origin"), call.exchange().getHostName())) {
            return Answer.text(403, "Forbidden");      // a client that is no browser sends no origin
        }
        return isKey(headers.getFirst("Sec-WebSocket-Key")) ? null : Answer.text(400, "Bad Request");
    }

    /** Whether a header that is a comma list has this item, in any letter case. */
    private static boolean has(HeaderMap headers, String name, String item) {
        HeaderValues values = headers.get(name);
        return values != null && values.stream().flatMap(value -> Arrays.stream(value.split(",")))
            .anyMatch(each -> each.strip().equalsIgnoreCase(item));
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;   // not Base64, hence no key
        }
    }

    /** Whether an origin is of the request's own host name. Contract, head, CORS, as with DASHBOARD_ORIGIN unset. */
    static boolean sameHost(String origin, String host) {
        try {
            String from = URI.create(origin).getHost();
            return from != null && from.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;   // an Origin that is no URL has no host name to compare
        }
    }
}
