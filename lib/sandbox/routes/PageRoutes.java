package lib.sandbox.routes;

import lib.sandbox.files.Resource;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Routes;

/**
 * The dashboard's page that authorizes the CLI. On a real instance it belongs to the dashboard, here it comes from the same origin as
 * the API.
 */
public final class PageRoutes {

    /**
     * Nothing from elsewhere and nothing inline; no form is ever sent by the browser itself, so that a token cannot end up in an address.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void addTo(Routes routes) {
        Answer page = resource("connect.html", "text/html").with("Content-Security-Policy", POLICY);
        Answer script = resource("connect.js", "text/javascript");
        Answer style = resource("connect.css", "text/css");
        routes.page("/connect/agent", call -> page)
            .page("/connect/connect.js", call -> script)
            .page("/connect/connect.css", call -> style);
    }

    private static Answer resource(String name, String type) {
        return Answer.of(200, type + "; charset=utf-8", Resource.bytes("page/" + name))
            .with("Cache-Control", "no-store")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff");
    }
}
