package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's GitHub token, and what is seen of repositories. */
class GitTest {

    private static final String BRANCHES = "/api/git/branches";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);
    private final Wire reader = admin.asAgent("apps:read");

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void theBranchesOfARepositoryOfThisMachineAreReal() throws Exception {
        git("init", "-q", "-b", "trunk");
        var url = folder.toString();
        reader.post(BRANCHES, "{\"gitRepo\":\"" + url + "\"}").answers("[\"main\",\"master\"]");
        git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "--allow-empty", "-m", "first");
        git("branch", "feature/x");
        git("tag", "v1");
        reader.post(BRANCHES, "{\"gitRepo\":\"" + url + "\"}").answers("[\"feature/x\",\"trunk\"]");
        reader.post(BRANCHES, "{\"gitRepo\":\"file://" + folder + "\"}").refuses(500,
            "Failed to fetch branches: fatal: unable to access 'https://file://" + folder + "/': Could not resolve host: file\\n");
        assertTrue(reader.post(BRANCHES, "{\"gitRepo\":\"" + url + "/none\"}").has(500).error()
            .matches("(?s)Failed to fetch branches: fatal: .*"));
        var withToken = reader.post(BRANCHES, "{\"gitRepo\":\"" + url + "\",\"gitToken\":\"tok\"}").has(500);
        assertTrue(withToken.error().startsWith("Failed to fetch branches: fatal: ") && !withToken.body().contains("tok@"),
            withToken::toString);
    }

    @Test
    void theBranchesOfOthersArePlayed() {
        reader.post(BRANCHES, "{\"gitRepo\":\"github.com/harbor-lane/wiki\"}").answers("[\"develop\",\"main\"]");
        assertTrue(reader.post(BRANCHES, "{\"gitRepo\":\"https://github.com/harbor-lane/private-site\"}").has(500).error()
            .startsWith("Failed to fetch branches: fatal: could not read Username"));
        reader.post(BRANCHES, "{\"gitRepo\":\"https://github.com/harbor-lane/private-site\",\"gitToken\":\"t\"}").succeeds();
        reader.post(BRANCHES, "{}").refuses(500,
            "Failed to fetch branches: fatal: no path specified; see 'git help pull' for valid url syntax\\n");
        reader.post(BRANCHES, "{\"gitRepo\":\"git://example.com/missing.git\"}").refuses(500,
            "Failed to fetch branches: fatal: remote error: access denied or repository not exported: /missing.git\\n");
        reader.post(BRANCHES, "").refuses(400, "Bad request");
        reader.get(BRANCHES).refuses(405, "Method not allowed");
        admin.asAgent("apps:write").post(BRANCHES, "{}").refuses(403, "Forbidden: missing scope apps:read");
    }

    @Test
    void theTokenIsCopiedIntoEveryAppFromGit() {
        admin.get("/api/git/token").answers("{\"connected\":false,\"token\":\"\"}");
        reader.get("/api/git/repos").refuses(401, "No GitHub token configured");
        assertFalse(app("k3v9x0q2ab").json().has("gitToken"));
        admin.post("/api/git/token/save", "{\"token\":\"ghp_0123\"}").answers("{\"status\":\"saved\"}");
        admin.get("/api/git/token").answers("{\"connected\":true,\"token\":\"\"}");
        assertEquals("***", app("k3v9x0q2ab").text("gitToken"));
        assertFalse(app("n1i5g8ox6r").json().has("gitToken"), "an upload is no app from Git");
        var repositories = reader.get("/api/git/repos").succeeds().json();
        assertTrue(repositories.findValuesAsText("full_name").contains("harbor-lane/storefront"), repositories::toString);

        admin.send("DELETE", "/api/git/token/delete", null).answers("{\"status\":\"deleted\"}");
        admin.get("/api/git/token").answers("{\"connected\":false,\"token\":\"\"}");
        assertEquals("***", app("k3v9x0q2ab").text("gitToken"));
        admin.post("/api/git/token/save", "{\"token\":\"\"}").succeeds();
        assertFalse(app("t81mzc5r7e").json().has("gitToken"), "an own token is overwritten, too");
    }

    @Test
    void refusals() {
        admin.post("/api/git/token/save", "{\"token\":\"expired-one\"}").succeeds();
        assertEquals("GitHub API error: {\"message\":\"Bad credentials\",\"documentation_url\":\"https://docs.github.com/rest\","
            + "\"status\":\"401\"}", reader.get("/api/git/repos").has(401).error());
        admin.post("/api/git/token/save", "").refuses(400, "Bad request");
        admin.post("/api/git/token/delete", "").refuses(405, "Method not allowed");
        for (var path : List.of("/api/git/token", "/api/git/token/save", "/api/git/token/delete")) {
            reader.get(path).refuses(403, "Forbidden: admin token required");
        }
    }

    private Reply app(String id) {
        return reader.get("/api/apps/get?id=" + id).succeeds();
    }

    private void git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var log = Files.createTempFile("git", ".log");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        assertEquals(0, process.waitFor(), () -> {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                return e.toString();
            }
        });
        Files.delete(log);
    }
}
