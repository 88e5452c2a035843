package lib.sandbox.routes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.http.Answer;
import lib.sandbox.http.BadBody;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;

/**
 * Push webhooks. Contract: /api/apps/webhook and below, /api/webhooks/github/{appId}. GitHub itself is played: a hook is registered for any
 * repository there; a server-wide token that contains {@code invalid} is one that GitHub does not accept.
 *
 * @param hooks their numbers, by owner/repository and address
 */
public record WebhookRoutes(State state, Builds builds, Map<String, Integer> hooks) {

    private static final String RECEIVER = "/api/webhooks/github/";
    private static final Pattern GITHUB = Pattern.compile(
        "(?:https?://(?:[^/@]*@)?|ssh://git@|git://|git@)?github\\.com[:/]([^/\\s]+)/([^/\\s]+?)(?:\\.git)?/?");
    private static final String BAD_CREDENTIALS = "GitHub API error: {\"message\":\"Bad credentials\","
        + "\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"401\"}";

    public WebhookRoutes(State state, Builds builds) {
        this(state, builds, new ConcurrentHashMap<>());
    }

    public void addTo(Routes routes) {
        routes.on("/api/apps/webhook", this::get)
            .on("/api/apps/webhook/regenerate", this::regenerate)
            .on("/api/apps/webhook/github/create", this::create)
            .on(RECEIVER + "{appId}", this::receive);
    }

    private Answer get(Call call) {
        App app = state.app(call.query("id"));
        return Answer.json(new Webhook(address(call, app), secret(app), "push"));
    }

    private Answer regenerate(Call call) throws IOException {
        String id = call.id();
        String secret = App.newSecret();
        Rejection.found(state.apps().change(id, app -> app.webhookSecret = secret), 404, "App not found");
        return Answer.json(Map.of("secret", secret));
    }

    private Answer create(Call call) throws IOException {
        App app = state.app(call.id());
        Rejection.when(app.gitRepo.isEmpty() || app.gitRepo.startsWith("upload://"), 400, "This app is not linked to a Git repository");
        Rejection.when(secret(app).isEmpty(), 400, "Webhook secret is missing; regenerate it first");
        Matcher repository = GITHUB.matcher(app.gitRepo.strip());
        Rejection.when(!repository.matches(), 400, "Could not derive a GitHub owner/repo from this Git URL");
        Rejection.when(state.gitToken().get().isEmpty(), 401, "No GitHub token configured");
        Rejection.when(state.gitToken().get().contains("invalid"), 502, BAD_CREDENTIALS);
        String address = address(call, app);
        String key = repository.group(1) + "/" + repository.group(2) + " " + address;
        int fresh = 530_000_000 + hooks.size();
        Integer known = hooks.putIfAbsent(key, fresh);
        state.apps().change(app.id, each -> each.autoDeploy = true);
        return Answer.json(new Created("success", known == null ? "created" : "updated", known == null ? fresh : known, address));
    }

    private Answer receive(Call call) throws IOException {
        String id = call.path().substring(RECEIVER.length()).replaceFirst("/$", "");
        Rejection.when(id.isEmpty(), 400, "Missing app id");
        App app = state.app(id);
        byte[] body;
        try {
            body = call.bytes();
        } catch (BadBody tooLong) {
            body = new byte[0];     // Contract: cut silently, so that the signature does not fit
        }
        Rejection.when(secret(app).isEmpty(), 403, "Webhook not configured for this app");
        byte[] sent = call.header("X-Hub-Signature-256").getBytes(StandardCharsets.UTF_8);
        Rejection.when(!MessageDigest.isEqual(signature(secret(app), body), sent), 401, "Invalid signature");
        return switch (call.header("X-GitHub-Event")) {
            case "ping" -> Answer.json(Map.of("status", "pong"));
            case "push" -> push(app, body);
            default -> ignored("not a push event");
        };
    }

    private Answer push(App app, byte[] body) {
        String configured = app.branch.isEmpty() ? "main" : app.branch;
        String pushed = ref(body).replaceFirst("^refs/heads/", "");
        if (!app.autoDeploy) {
            return ignored("auto-deploy disabled");
        } else if (!pushed.isEmpty() && !pushed.equals(configured)) {
            return ignored("branch " + pushed + " != " + configured);
        }
        builds.start(app.id, Trigger.WEBHOOK, false);
        return Answer.json(Map.of("status", "deploying"));
    }

    private static String ref(byte[] body) {
        try {
            return new ObjectMapper().readTree(body).path("ref").asText("");
        } catch (IOException noJson) {
            return "";
        }
    }

    private static Answer ignored(String reason) {
        return Answer.json(new Ignored("ignored", reason));
    }

    private static byte[] signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return ("sha256=" + HexFormat.of().formatHex(mac.doFinal(body))).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Contract: getWebhook, url. */
    private String address(Call call, App app) {
        String paasDomain = state.updates().installation().paasDomain();
        String domain = paasDomain.isEmpty() ? state.updates().domain() : paasDomain;
        return (domain.isEmpty() ? call.directOrigin() : "https://" + domain) + RECEIVER + app.id;
    }

    private static String secret(App app) {
        return app.webhookSecret == null ? "" : app.webhookSecret;
    }

    private record Webhook(String url, String secret, String event) { }

    private record Created(String status, String action, int hookId, String url) { }

    private record Ignored(String status, String reason) { }
}
