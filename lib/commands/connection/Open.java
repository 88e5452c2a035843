package lib.commands.connection;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.api.InstanceManifest;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import lib.services.connect.Browser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens an app's address, or the dashboard's, in the browser. */
@Examples({"paas open", "paas open web"})
@HelpPlace(under = Heading.CONNECTION, place = 70)
@Command(name = "open", description = "Open an app, or the dashboard, in the browser")
public final class Open implements Callable<Open.Opened> {

    @Parameters(index = "0", arity = "0..1")
    AppReference app;

    private final Api api;

    public Open(Api api) {
        this.api = api;
    }

    @Override
    public Opened call() {
        String address = app == null ? dashboard() : address(app.find(api));
        return new Opened(address, Browser.open(address));
    }

    private String dashboard() {
        InstanceManifest manifest = api.manifest();
        return checked(manifest == null || manifest.uiUrl().isEmpty() ? api.session().url() : manifest.uiUrl(), "the dashboard");
    }

    private static String address(App app) {
        List<String> domains = app.texts("domains");
        if (app.url().isEmpty() && domains.isEmpty()) {
            throw new Failure(Kind.FAILED, app.name() + " has no web address", "it is a service without a web port, or was never released");
        }
        return checked(app.url().isEmpty() ? "https://" + domains.getFirst() : app.url(), app.name());
    }

    /** Nothing but a web address goes to a program: the instance sent it, and a browser opens files and starts programs too. */
    private static String checked(String address, String of) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
                return uri.toString();
            }
        } catch (IllegalArgumentException notAnAddress) {
            // refused as every other
        }
        throw new Failure(Kind.FAILED, "what the instance has as the address of " + of + " is no web address: " + address);
    }

    /** @param opened whether a program to open it with could be started */
    public record Opened(String url, boolean opened) implements Result {

        @Override
        public Page page() {
            return new Page().line(opened ? "Opened " + url : url);
        }

        @Override
        public Failure failure() {
            return opened ? null : new Failure(Kind.FAILED, "no browser could be started", "open the address above yourself");
        }
    }
}
