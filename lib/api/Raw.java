package lib.api;

import java.util.Map;
import lib.base.Failure;
import lib.http.Body;
import lib.http.Request;
import lib.http.Response;
import lib.http.Transport;

/** Any request to the instance, sent with the token and answered as it is. */
public final class Raw {

    private final Routes wire;

    Raw(Routes wire) {
        this.wire = wire;
    }

    /**
     * Sends it.
     *
     * @param method  in upper case
     * @param path    from the root of the instance, with its query
     * @param headers in place of those that are sent otherwise
     * @param body    null for none
     * @param reader  takes the body of a 200
     * @throws Failure as {@link Transport#send}; no status is one
     */
    public Response send(String method, String path, Map<String, String> headers, Body body, Transport.Reader reader) {
        return wire.session().client().send(request(method, path, headers, body), reader);
    }

    /** What the status of an answer means; null for 2xx. */
    public Failure failure(String method, String path, Response answer) {
        try {
            wire.check(request(method, path, Map.of(), null), answer);
            return null;
        } catch (Failure e) {
            return e;
        }
    }

    private Request request(String method, String path, Map<String, String> headers, Body body) {
        Request request = Request.of(method, wire.uri(path), wire.session().token(), body);
        for (Map.Entry<String, String> each : headers.entrySet()) {
            request = request.with(each.getKey(), each.getValue());
        }
        return request;
    }
}
