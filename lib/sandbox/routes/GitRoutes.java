package lib.sandbox.routes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lib.sandbox.builds.Builds;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.builds.Sources;
import lib.sandbox.http.Answer;
import lib.sandbox.http.BadBody;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;

/**
 * The server's GitHub token, what can be seen of repositories, and push webhooks. Contract: /api/git/branches, repos, and token with what
 * is below it, /api/apps/webhook and below, /api/webhooks/github/{appId}. The sandbox calls nobody: GitHub is played. It shows every token
 * the repositories of the apps but one that begins with "expired", and registers a hook for any repository unless the token contains
 * "invalid".
 *
 * @param hooks the numbers of the hooks, by owner/repository and address
 */
public record GitRoutes(State state, Builds builds, Map<String, Integer> hooks) {

    private static final String RECEIVER = "/api/webhooks/github/";
    private static final Pattern GITHUB = Pattern.compile(
        "(?:https?://(?:[^/@]*@)?|ssh://git@|git://|git@)?github\\.com[:/]([^/\\s]+)/([^/\\s]+?)(?:\\.git)?/?");
    private static final String BAD_CREDENTIALS = "{\"message\":\"Bad credentials\","
        + "\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"401\"}";
    private static final String UPDATED = "2026-06-30T09:48:11Z";
    private static final List<String> OTHERS = List.of("https://github.com/harbor-lane/brand-assets.git",
        "https://github.com/harbor-lane/infrastructure.git");

    public GitRoutes(State state, Builds builds) {
        this(state, builds, new ConcurrentHashMap<>());
    }

    public void addTo(Routes routes) {
        routes.on("/api/git/branches", BranchesOf.class, this::branches)
            .on("/api/git/repos", this::repositories)
            .on("/api/git/token", call -> Answer.json(Map.of("connected", !state.gitToken().get().isEmpty(), "token", "")))
            .on("/api/git/token/save", this::save)
            .on("/api/git/token/delete", call -> {
                state.gitToken().set("");     // Contract: the copies in the apps stay
                return Answer.json(Map.of("status", "deleted"));
            })
            .on("/api/apps/webhook", this::webhook)
            .on("/api/apps/webhook/regenerate", this::regenerate)
            .on("/api/apps/webhook/github/create", this::createHook)
            .on(RECEIVER + "{appId}", this::receive);
    }

    private Answer branches(BranchesOf body) throws IOException {
        try {
            List<String> found = Sources.branches(body.gitRepo, body.gitToken.isEmpty() ? state.gitToken().get() : body.gitToken);
            return Answer.json(found.isEmpty() ? List.of("main", "master") : found);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the instance stops");
        }
    }

    private Answer repositories(Call call) {
        String token = state.gitToken().get();
        Rejection.when(token.isEmpty(), 401, "No GitHub token configured");
        Rejection.when(token.startsWith("expired"), 401, "GitHub API error: " + BAD_CREDENTIALS);
        Stream<String> cloned = state.apps().all().stream().map(app -> app.gitRepo).filter(url -> url.startsWith("https://github.com/"));
        return Answer.json(Stream.concat(cloned, OTHERS.stream()).distinct().limit(100).map(GitRoutes::repository)
            .filter(Objects::nonNull).toList());
    }

    /** Null for a URL that names no repository. */
    private static Repository repository(String url) {
        String full = url.replaceFirst("^https://github.com/", "").replaceFirst("([.]git)?/*$", "");
        String[] parts = full.split("/");
        String page = "https://github.com/" + full;
        return parts.length != 2 ? null
            : new Repository(full, parts[1], page + ".git", page, parts[1].equals("infrastructure"), "", UPDATED);
    }

    /** Contract: every app from Git gets this token, also one that had its own. */
    private Answer save(Call call) throws IOException {
        String token = call.body(Token.class).token;
        state.gitToken().set(token);
        state.apps().all().stream().filter(app -> !app.gitRepo.isEmpty() && !app.gitRepo.startsWith("upload://"))
            .forEach(app -> state.apps().change(app.id, row -> row.gitToken = token));
        return Answer.json(Map.of("status", "saved"));
    }

    private Answer webhook(Call call) {
        App app = state.app(call.query("id"));
        return Answer.json(new Webhook(address(call, app), secret(app), "push"));
    }

    private Answer regenerate(Call call) throws IOException {
        String id = call.id();
        String secret = App.newSecret();
        Rejection.found(state.apps().change(id, app -> app.webhookSecret = secret), 404, "App not found");
        return Answer.json(Map.of("secret", secret));
    }

    private Answer createHook(Call call) throws IOException {
        App app = state.app(call.id());
        Rejection.when(app.gitRepo.isEmpty() || app.gitRepo.startsWith("upload://"), 400, "This app is not linked to a Git repository");
        Rejection.when(secret(app).isEmpty(), 400, "Webhook secret is missing; regenerate it first");
        Matcher repository = GITHUB.matcher(app.gitRepo.strip());
        Rejection.when(!repository.matches(), 400, "Could not derive a GitHub owner/repo from this Git URL");
        Rejection.when(state.gitToken().get().isEmpty(), 401, "No GitHub token configured");
        Rejection.when(state.gitToken().get().contains("invalid"), 502, "GitHub API error: " + BAD_CREDENTIALS);
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
        String domain = state.updates().domain();
        return (domain.isEmpty() ? call.directOrigin() : "https://" + domain) + RECEIVER + app.id;
    }

    private static String secret(App app) {
        return app.webhookSecret == null ? "" : app.webhookSecret;
    }

    private record BranchesOf(String gitRepo, String gitToken) { }
    private record Token(String token) { }
    private record Repository(@JsonProperty("full_name") String fullName, String name, @JsonProperty("clone_url") String cloneUrl,
        @JsonProperty("html_url") String htmlUrl, @JsonProperty("private") boolean hidden, String description,
        @JsonProperty("updated_at") String updatedAt) { }

    private record Webhook(String url, String secret, String event) { }
    private record Created(String status, String action, int hookId, String url) { }
    private record Ignored(String status, String reason) { }
}
