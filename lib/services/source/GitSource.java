package lib.services.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * A Git repository that the instance clones. Contract: POST /api/deploy.
 *
 * @param address     without credentials
 * @param branch      the one to be built
 * @param named       whether somebody asked for just this branch, it is the checkout's own, or only the default
 * @param token       sent apart from the address, where the instance masks it; "" for none
 * @param rootDir     the folder of the repository that one stands in; "" for its top, or when that is not known
 * @param buildMethod as the files there suggest; "" when they suggest none, or are not known
 */
public record GitSource(GitAddress address, String branch, Named named, String token, String rootDir, String buildMethod,
        List<String> notes) implements Source {

    /** Who says that it is this branch. */
    public enum Named { ASKED, CHECKED_OUT, DEFAULT }


    /** The branch where none is named. Guide: paas_deploy. */
    private static final String MAIN = "main";

    /** What git says when it could not clone. */
    private static final Pattern NOT_CLONED = Pattern.compile(
            "(?i)could not read|authentication failed|permission denied \\(publickey|host key verification"
            + "|repository .*not (found|exist)|remote branch .*not found|not appear to be a git repository|could not resolve host|unable "
            + "to access"
            + "|(failed to clone|clone failed)");

    /**
     * As it was typed. Credentials in the address go where the instance keeps them hidden.
     *
     * @param branch null or "" for main
     * @throws Failure USAGE for what is no address or no branch
     */
    public static GitSource of(String typed, String branch) {
        GitAddress given = GitAddress.of(typed);
        GitAddress address = given.checked();
        if (address.ssh() && !address.resolved().text().equals(address.https())) {
            // a name that only this machine's ssh knows, or a port that https is not served on
            address = address.resolved();
        }
        List<String> notes = new ArrayList<>();
        if (!address.secret().isEmpty()) {
            notes.add("the credentials in the address belong apart from it: a new app keeps them as its Git token, which the instance does "
                    + "not show");
        }
        if (!address.text().equals(given.text())) {
            notes.add("taken as " + address);
        }
        if (address.ssh()) {
            notes.add("an instance with a stored GitHub token cannot clone over SSH; if the build fails: --git-repo " + address.https());
        }
        boolean none = branch == null || branch.isEmpty();
        return new GitSource(address, none ? MAIN : GitAddress.branch(branch),
                none ? Named.DEFAULT : Named.ASKED, address.secret(), "", "", notes);
    }

    /**
     * From the checkout that the program stands in, or the folder of it.
     *
     * @param branch instead of the checkout's own; null or "" for that
     * @param whole  whether the whole repository is meant although this is a folder of it
     * @throws Failure USAGE when there is no checkout, no remote, or no branch; FAILED when git does not answer for it
     */
    public static GitSource checkout(Path folder, String branch, boolean whole) {
        Checkout checkout = Checkout.at(folder);
        String remote = checkout == null ? "" : checkout.address();
        if (remote.isEmpty()) {
            throw new Failure(Kind.USAGE, "nothing says what to deploy: " + (checkout == null ? "this folder is no git checkout"
                    : "this checkout has no remote that the instance could clone"), "name it: paas deploy <name> --git-repo <url>");
        }
        boolean none = branch == null || branch.isEmpty();
        String taken = none ? checkout.pushedBranch() : branch;
        if (taken.isEmpty()) {
            throw new Failure(Kind.USAGE, "this checkout is at no branch", "name one: paas deploy --branch <branch>");
        }
        GitAddress here = GitAddress.of(remote);
        GitAddress address = new GitAddress(here.resolved().text(), "").checked();
        String below = whole ? "" : checkout.below();
        List<String> notes = new ArrayList<>();
        notes.add("from this checkout: " + address + ", branch " + taken + (below.isEmpty() ? "" : ", its folder " + below
                + " (the whole repository: --root-dir .)"));
        if (here.ssh()) {
            notes.add("taken over https: an instance with a stored GitHub token cannot clone " + here + "; --git-repo " + here
                    + " sends that all the same");
        }
        if (!here.secret().isEmpty()) {
            notes.add("the credentials in the checkout's address are not sent; a private repository needs the GitHub token of the "
                    + "instance (paas git set-token)");
        }
        if (address.local()) {
            notes.add("that is a folder on this machine: the instance can clone it only if it runs here too");
        }
        if (none) {
            notes.addAll(checkout.unpushed());
        }
        return new GitSource(address, GitAddress.branch(taken), none ? Named.CHECKED_OUT : Named.ASKED, "", below,
                BuildFiles.noticed(checkout.tracked(BuildFiles.NAMES)), notes);
    }

    @Override
    public String proposedName() {
        return AppName.propose(address.repository() + (rootDir.isEmpty() ? "" : "-" + rootDir.substring(rootDir.lastIndexOf('/') + 1)));
    }

    @Override
    public App create(Api api, Map<String, Object> settings) {
        Map<String, Object> request = new LinkedHashMap<>(settings);
        request.put("gitRepo", address.text());
        request.put("branch", branch);
        if (!token.isEmpty()) {
            request.put("gitToken", token);
        }
        if (!rootDir.isEmpty()) {
            request.putIfAbsent("rootDir", rootDir);
        }
        if (!buildMethod.isEmpty()) {
            request.putIfAbsent("buildMethod", buildMethod);
        }
        return api.apps().deploy(request);
    }

    @Override
    public boolean of(App app) {
        return !app.gitRepo().isEmpty() && GitAddress.of(app.gitRepo()).same(address);
    }

    @Override
    public boolean kindOf(App app) {
        return !app.gitRepo().isEmpty() && !app.gitRepo().startsWith("upload:");
    }

    @Override
    public String advice(List<String> log) {
        return log.stream().noneMatch(line -> NOT_CLONED.matcher(line).find()) ? null
                : address.ssh() ? "the instance could not clone over SSH; take the https form: --git-repo " + address.https()
                : "see that " + address + " has the branch " + branch
                + "; a private repository needs the GitHub token of the instance (paas git set-token)";
    }

    /** Without the token. */
    @Override
    public String toString() {
        return address + " (" + branch + ")";
    }
}
