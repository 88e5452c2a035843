package lib.sandbox.routes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lib.sandbox.builds.Sources;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.State;

/**
 * The server's GitHub token, and what can be seen of repositories. Contract: /api/git/branches, repos, and token with what is below it.
 * The sandbox calls nobody: GitHub is played, and shows every token the repositories of the apps but one that begins with "expired".
 */
public record GitRoutes(State state) {

    private static final String BAD_CREDENTIALS = "{\"message\":\"Bad credentials\","
        + "\"documentation_url\":\"https://docs.github.com/rest\",\"status\":\"401\"}";
    private static final String UPDATED = "2026-06-30T09:48:11Z";
    private static final List<String> OTHERS = List.of("https://github.com/harbor-lane/brand-assets.git",
        "https://github.com/harbor-lane/infrastructure.git");

    public void addTo(Routes routes) {
        routes.on("/api/git/branches", this::branches)
            .on("/api/git/repos", this::repositories)
            .on("/api/git/token", call -> Answer.json(new Connected(!state.gitToken().get().isEmpty(), "")))
            .on("/api/git/token/save", this::save)
            .on("/api/git/token/delete", call -> {
                state.gitToken().set("");     // Contract: the copies in the apps stay
                return Answer.json(Map.of("status", "deleted"));
            });
    }

    private Answer branches(Call call) throws IOException {
        BranchesOf body = call.body(BranchesOf.class);
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
        return parts.length != 2 ? null : new Repository(full, parts[1], "https://github.com/" + full + ".git", "https://github.com/"
            + full,
            parts[1].equals("infrastructure"), "", UPDATED);
    }

    /** Contract: every app from Git gets this token, also one that had its own. */
    private Answer save(Call call) throws IOException {
        String token = call.body(Token.class).token;
        state.gitToken().set(token);
        state.apps().all().stream().filter(app -> !app.gitRepo.isEmpty() && !app.gitRepo.startsWith("upload://"))
            .forEach(app -> state.apps().change(app.id, row -> row.gitToken = token));
        return Answer.json(Map.of("status", "saved"));
    }

    private record BranchesOf(String gitRepo, String gitToken) { }

    private record Token(String token) { }

    private record Connected(boolean connected, String token) { }

    private record Repository(@JsonProperty("full_name") String fullName, String name, @JsonProperty("clone_url") String cloneUrl,
        @JsonProperty("html_url") String htmlUrl, @JsonProperty("private") boolean hidden, String description,
        @JsonProperty("updated_at") String updatedAt) { }
}
