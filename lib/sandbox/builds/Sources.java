package lib.sandbox.builds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import lib.sandbox.builds.Builds.Trigger;
import lib.sandbox.builds.ComposeUp.ComposeFile;
import lib.sandbox.http.Rejection;
import lib.sandbox.state.State;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Apps.Checkout;
import lib.sandbox.state.apps.Deployments.Deployment;

/**
 * Gets what a build is made from. A repository of this machine (an absolute path) is really cloned; one of the network is only
 * played, as the sandbox calls nobody: it exists unless its name says otherwise ({@link Mishap}), and its newest commit stays the
 * same until a webhook tells of a push.
 *
 * @param pushed what was pushed to a repository, by its address
 */
public record Sources(State state, Map<String, String> pushed) {

    private static final List<String> SUBJECTS = List.of("Fix the retry when the queue is full", "Update dependencies",
        "Show totals with two decimals", "Read settings from the environment", "Log in one line a request", "Add a health check");

    Sources(State state) {
        this(state, new ConcurrentHashMap<>());
    }

    Source fetch(App app, Trigger trigger, BuildLog log) throws BuildFailure, InterruptedException {
        if (trigger == Trigger.LOCAL && !app.buildMethod.equals("compose")) {
            return new Source(kept(app), null, "Local build with package updates");
        } else if (app.gitRepo.startsWith("upload://")) {
            log.say("📁 Using uploaded source");
            return new Source(kept(app), null, "Uploaded source");
        } else if (app.gitRepo.isEmpty()) {
            return new Source(kept(app), null, null);
        }
        return clone(app, trigger, log);
    }

    /** A push to a played repository of a file that says which packages were updated; the next clone has it, as a new commit. */
    public void push(App app, String fixed) {
        pushed.put(app.gitRepo, fixed);
    }

    private Source clone(App app, Trigger trigger, BuildLog log) throws BuildFailure, InterruptedException {
        String url = cloneUrl(app);
        log.say(0.2, "📦 Cloning " + hidden(url, app) + (app.branch.isEmpty() ? "" : " [branch: " + app.branch + "]") + "...");
        Source source = url.startsWith("/") ? real(app, url, log) : played(app, url, trigger, log);
        Checkout checkout = source.checkout();
        if (!app.rootDir.isEmpty() && checkout.files().keySet().stream().noneMatch(path -> path.startsWith(app.rootDir + "/"))) {
            throw new BuildFailure("Root directory \"" + app.rootDir + "\" not found in the repository");
        }
        state.apps().checkouts().put(checkout);
        log.say(0.3, "✔ Repository cloned (commit " + source.commit().substring(0, 7) + ").");
        return source;
    }

    /** Contract: DeployRequest.gitRepo. */
    static String cloneUrl(App app) {
        String token = app.gitToken == null ? "" : app.gitToken;
        String url = app.gitRepo.strip();
        if (!token.isEmpty()) {
            return "https://x-access-token:" + token + "@" + url.replaceFirst("^https?://", "");
        }
        return url.matches("(http|git@|git://|ssh://|/).*") ? url : "https://" + url;
    }

    static String hidden(String text, App app) {
        return app.gitToken == null || app.gitToken.isEmpty() ? text : text.replace(app.gitToken, "***");
    }

    /**
     * The branches of a repository as {@code git ls-remote} tells them: really of one of this machine, played of one of the network.
     *
     * @param token {@code ""} for none
     * @throws Rejection 500 with what git printed when it could not say; nobody's token is in it
     */
    public static List<String> branches(String gitRepo, String token) throws InterruptedException {
        App asked = new App();
        asked.name = "";
        asked.gitRepo = gitRepo;
        asked.gitToken = token;
        String url = cloneUrl(asked);
        String complaint = gitRepo.isBlank() ? "fatal: no path specified; see 'git help pull' for valid url syntax"
            : url.startsWith("/") ? "" : hidden(complaint(asked, url), asked);
        try {
            Rejection.when(!complaint.isEmpty(), 500, "Failed to fetch branches: " + complaint + "\n");
            return url.startsWith("/") ? GitClone.branches(url) : List.of("develop", "main");
        } catch (GitClone.Failed failed) {
            String why = failed.output().isEmpty() ? failed.getMessage() : failed.output() + "\n";
            throw new Rejection(500, "Failed to fetch branches: " + why);
        }
    }

    private Source real(App app, String url, BuildLog log) throws BuildFailure, InterruptedException {
        try {
            String composePath = app.rootDir.isEmpty() ? app.composePath : app.rootDir + "/" + app.composePath;
            GitClone.Cloned cloned = GitClone.of(url, app.branch, composePath);
            return new Source(new Checkout(app.id, cloned.files()), cloned.commit(), cloned.message());
        } catch (GitClone.Failed failed) {
            throw cloneFailed(log, failed.output(), failed.getMessage());
        }
    }

    private Source played(App app, String url, Trigger trigger, BuildLog log) throws BuildFailure, InterruptedException {
        log.pause(0.9);
        String complaint = complaint(app, url);
        if (!complaint.isEmpty()) {
            throw cloneFailed(log, hidden(complaint, app), "exit status 128");
        }
        List<Deployment> before =
            state.apps().deployments().newestFirst().stream().filter(each -> each.appId().equals(app.id) && isSha(each.commit())).toList();
        Map<String, String> files = files(app);
        String fixed = pushed.get(app.gitRepo);
        if (fixed != null) {
            files.put(Audit.FIXED, fixed);
        }
        Checkout checkout = new Checkout(app.id, files);
        if (fixed != null && trigger != Trigger.WEBHOOK) {
            return new Source(checkout, sha1(app.gitRepo + "@" + app.branch + fixed), "fix: update vulnerable packages");
        } else if (!before.isEmpty() && trigger != Trigger.WEBHOOK) {
            return new Source(checkout, before.getFirst().commit(), before.getFirst().commitMsg());
        }
        String commit = sha1(app.gitRepo + "@" + app.branch + "#" + before.stream().map(Deployment::commit).distinct().count());
        return new Source(checkout, commit, SUBJECTS.get(Integer.parseInt(commit.substring(0, 4), 16) % SUBJECTS.size()));
    }

    /** What git prints when it cannot clone this; {@code ""} when it can. */
    static String complaint(App app, String url) {
        boolean token = app.gitToken != null && !app.gitToken.isEmpty();
        if (token && !app.gitRepo.strip().matches("https?://.*") && app.gitRepo.contains(":")) {
            return "fatal: unable to access '" + url + "/': URL rejected: Port number was not a decimal number between 0 and 65535";
        }
        String host = url.replaceFirst("^[a-z]+://", "").replaceFirst("^[^/@]*@", "").replaceFirst("[:/].*", "");
        boolean https = url.startsWith("http");
        if (https && (!host.contains(".") || host.endsWith(".invalid"))) {
            return "fatal: unable to access '" + url + "/': Could not resolve host: " + host;
        }
        boolean missing = Mishap.MISSING.hits(app);
        if (missing && url.startsWith("git://")) {
            return "fatal: remote error: access denied or repository not exported: " + url.replaceFirst("git://[^/]*", "");
        }
        if (https && !token && (missing || Mishap.PRIVATE.hits(app))) {     // a host that has users asks who it is first
            return "fatal: could not read Username for 'https://" + host + "': terminal prompts disabled";
        } else if (missing) {
            return https ? "remote: Repository not found.\nfatal: repository '" + url + "/' not found"
                : "ERROR: Repository not found.\nfatal: Could not read from remote repository.\n\n"
                    + "Please make sure you have the correct access rights\nand the repository exists.";
        } else if (app.branch.contains("missing")) {
            return "warning: Could not find remote branch " + app.branch + " to clone.\nfatal: Remote branch " + app.branch
                + " not found in upstream origin";
        }
        return "";
    }

    private static BuildFailure cloneFailed(BuildLog log, String output, String end) {
        if (!output.isEmpty()) {
            log.say(output);
        }
        return new BuildFailure("Failed to clone repository: " + end);
    }

    private Checkout kept(App app) {
        return Checkout.of(app, state.apps().checkouts());
    }

    /** What the played repository has in it. */
    static Map<String, String> files(App app) {
        Map<String, String> names = new TreeMap<>(Stack.of(app).played());
        names.replaceAll((name, text) -> text.replace("{repository}", Stack.lastPart(app.gitRepo)));
        if (app.buildMethod.equals("dockerfile")) {
            names.put(app.dockerfilePath.isEmpty() ? "Dockerfile" : app.dockerfilePath, "FROM eclipse-temurin:21\nCOPY . .\nRUN make\n");
        } else if (app.buildMethod.equals("compose")) {
            names.put(app.composePath.isEmpty() ? "compose.yaml" : app.composePath, ComposeFile.played(Stack.lastPart(app.gitRepo)));
        }
        Map<String, String> files = new TreeMap<>();
        names.forEach((name, text) -> files.put(app.rootDir.isEmpty() ? name : app.rootDir + "/" + name, text));
        return files;
    }

    private static boolean isSha(String commit) {
        return commit != null && commit.length() == 40;
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** What a build is made from; the commit (a full SHA) and its message (the subject line, or what stands in its place) may be null. */
    record Source(Checkout checkout, String commit, String message) {

        static final Source NONE = new Source(null, null, null);
    }
}
