package lib.sandbox.routes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import lib.sandbox.base.Background;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.system.Updates;
import lib.sandbox.state.system.Updates.Installation;

/**
 * The server's version, its update and its domain. Contract: /api/system/version, /api/system/update and /api/system/domain. What a test
 * wants of the installation it says with {@code POST /__sandbox/system}: any of {@code version}, {@code gitCheckout}, {@code updateRepo},
 * {@code latest} (a release tag) and {@code paasDomain}.
 */
public record UpgradeRoutes(Updates updates, Background background, Runnable backup, Consumer<Runnable> restart) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() { };
    private static final Duration STEP = Duration.ofSeconds(4);

    public void addTo(Routes routes) {
        routes.on("/api/system/version", call -> Answer.json(version()))
            .on("/api/system/update/check", call -> Answer.json(updates.check(call.query("force").equals("1"))))
            .on("/api/system/update/status", call -> Answer.json(updates.progress()))
            .on("/api/system/update/apply", this::apply)
            .on("/api/system/domain", this::domain)
            .own("/__sandbox/system", Set.of("GET", "POST"), this::installation);
    }

    private Version version() {
        Installation installation = updates.installation();
        return new Version(installation.version(), installation.gitCheckout(), installation.updateRepo());
    }

    private Answer apply(Call call) {
        Rejection.when(updates.progress().inProgress(), 409, "An update is already in progress");
        Rejection.when(!updates.installation().gitCheckout(),
            400, "Automatic update requires a git checkout install. Update manually or re-run the installer.");
        Updates.Status status = checked();
        Rejection.when(!status.configured(), 400, "Update source not configured (set UPDATE_REPO).");
        Rejection.when(!status.hasUpdate(), 400, "Already up to date.");
        backup.run();
        updates.start();
        call.afterwards(() -> background.run(() -> update(status.latest())));
        return Answer.json(new Started("started", status.latest(), "Update started. The server will restart shortly."));
    }

    private Updates.Status checked() {
        try {
            return updates.check(false);
        } catch (Rejection failed) {
            throw new Rejection(502, "Could not check for updates: " + failed.getMessage());
        }
    }

    private void update(String tag) throws InterruptedException {
        updates.log("Fetching " + tag, "HEAD is now at " + tag);
        background.pause(STEP);
        updates.log("Building the server", "Building the dashboard");
        background.pause(STEP);
        updates.log("Restarting the services");
        restart.accept(updates::replace);
    }

    private Answer domain(Call call) throws IOException {
        boolean overridden = !updates.installation().paasDomain().isEmpty();
        if (call.method().equals("GET")) {
            return Answer.json(Map.of("domain", updates.domain(), "envOverridden", overridden));
        } else if (overridden) {
            throw new Rejection(403, "Domain configuration is overridden by PAAS_DOMAIN environment variable");
        }
        String wanted = call.bodyOrWhy(DomainRequest.class).domain.strip();
        Rejection.when(!wanted.isEmpty() && !Validators.isDomain(wanted), 400, "Invalid domain name");
        updates.domain(wanted);
        return Answer.json(new DomainSet("success", wanted));
    }

    private Answer installation(Call call) throws IOException {
        if (call.method().equals("POST")) {
            Map<String, Object> all = JSON.convertValue(updates.installation(), FIELDS);
            all.putAll(JSON.readValue(call.bytes(), FIELDS));
            updates.install(JSON.convertValue(all, Installation.class));
        }
        return Answer.json(updates.installation());
    }

    private record Version(String version, boolean gitCheckout, String updateRepo) { }
    private record Started(String status, String target, String message) { }
    private record DomainRequest(String domain) { }
    private record DomainSet(String status, String domain) { }
}
