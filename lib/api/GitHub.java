package lib.api;

import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.json.JsonObject;

/** Repositories as the instance sees them, and its token for them. Contract: /api/git and below. */
public final class GitHub {

    private final Routes wire;

    GitHub(Routes wire) {
        this.wire = wire;
    }

    /**
     * A repository. Contract: schema GitHubRepo.
     *
     * @param name with its owner
     */
    public record Repository(String name, String cloneUrl, boolean hidden, String description, String updatedAt) {

        static Repository from(JsonObject json) {
            return new Repository(json.text("full_name"), json.text("clone_url"), json.flag("private"), json.text("description"),
                    json.text("updated_at"));
        }
    }

    /** GET /api/git/repos: what the stored token sees, 100 at most, the last changed first; needs apps:read. */
    public List<Repository> repositories() {
        return wire.wholeList("/api/git/repos", Repository::from);
    }

    /**
     * POST /api/git/branches, which changes nothing; needs apps:read.
     *
     * @param address of a repository, without credentials
     */
    public List<String> branches(String address) {
        return wire.askTexts("/api/git/branches", Map.of("gitRepo", address));
    }

    /** GET /api/git/token: whether one is stored; admin token only. */
    public boolean connected() {
        return wire.get("/api/git/token").flag("connected");
    }

    /** POST /api/git/token/save: for the instance, and for every app from Git, also for one with its own; admin token only. */
    public void saveToken(String token) {
        wire.post("/api/git/token/save", Map.of("token", token));
    }

    /**
     * DELETE /api/git/token/delete: the instance forgets it, the copies in apps stay; admin token only.
     *
     * @throws Failure as any request
     */
    public void deleteToken() {
        wire.delete("/api/git/token/delete");
    }
}
